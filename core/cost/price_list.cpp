#include "core/cost/price_list.h"

#include <algorithm>
#include <utility>

#include "core/base/contracts.h"

namespace headroom::cost {
namespace {

bool well_formed(const std::vector<Bracket>& brackets) {
  const auto not_ascending = [](const Bracket& a, const Bracket& b) { return !(a.from < b.from); };
  const auto negative = [](const Bracket& b) { return b.price_per_million < Money(); };
  return !brackets.empty() && brackets.front().from == 0.0 &&
         std::adjacent_find(brackets.begin(), brackets.end(), not_ascending) == brackets.end() &&
         std::none_of(brackets.begin(), brackets.end(), negative);
}

}  // namespace

void PriceList::add(Price price) {
  HEADROOM_EXPECTS(!price.id.empty() && well_formed(price.brackets));
  std::string id = price.id;
  prices_.insert_or_assign(std::move(id), std::move(price));
}

const Price* PriceList::find(const std::string& id) const {
  const auto found = prices_.find(id);
  return found == prices_.end() ? nullptr : &found->second;
}

std::vector<std::string> PriceList::ids() const {
  std::vector<std::string> result;
  result.reserve(prices_.size());
  for (const auto& [id, price] : prices_) result.push_back(id);
  return result;
}

std::string PriceList::as_of() const {
  std::string newest;
  for (const auto& [id, price] : prices_) newest = std::max(newest, price.as_of);
  return newest;
}

}  // namespace headroom::cost
