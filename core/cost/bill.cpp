#include "core/cost/bill.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>

#include "core/base/contracts.h"
#include "core/base/did_you_mean.h"

namespace headroom::cost {
namespace {

using LineIndices = std::vector<std::size_t>;

/// Price of `quantity` units, rounded once to the nearest micro-unit.
Money price_of(Money price_per_million, double quantity) {
  return Money::from_units(price_per_million.units() * quantity / 1e6);
}

/// Marginal brackets: each prices the part of the quantity that lies in it.
Money priced(const std::vector<Bracket>& brackets, double quantity) {
  Money sum;
  for (std::size_t i = 0; i < brackets.size() && quantity > brackets[i].from; ++i) {
    const bool last = i + 1 == brackets.size();
    const double to = last ? quantity : std::min(quantity, brackets[i + 1].from);
    sum += price_of(brackets[i].price_per_million, to - brackets[i].from);
  }
  return sum;
}

Money mean_price(const Price& price, Money amount, double quantity) {
  return quantity > 0.0 ? Money::from_units(amount.units() / quantity)
                        : price_of(price.brackets.front().price_per_million, 1.0);
}

/// Hamilton's method of largest remainders: whole micro-units proportional to the quantities that
/// sum to `amount`; among equal remainders the earlier line comes first.
void share(Money amount, double quantity, const LineIndices& lines, std::vector<BillLine>& bill) {
  if (!(quantity > 0.0)) return;
  std::int64_t left = amount.micros();
  std::vector<double> remainders;
  for (const std::size_t line : lines) {
    const double exact = static_cast<double>(amount.micros()) * (bill[line].quantity / quantity);
    const std::int64_t whole = std::min(left, static_cast<std::int64_t>(std::floor(exact)));
    bill[line].amount = Money::micros(whole);
    left -= whole;
    remainders.push_back(exact - std::floor(exact));
  }
  LineIndices order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&remainders](std::size_t a, std::size_t b) {
    return remainders[a] > remainders[b];
  });
  for (std::size_t i = 0; left > 0; ++i, --left)
    bill[lines[order[i % order.size()]]].amount += Money::micros(1);
}

void price_item(const Price& price, const LineIndices& lines, std::vector<BillLine>& bill) {
  double quantity = 0.0;
  for (const std::size_t line : lines) quantity += bill[line].quantity;
  const Money amount = priced(price.brackets, quantity);
  share(amount, quantity, lines, bill);
  for (const std::size_t line : lines) {
    bill[line].unit = price.unit;
    bill[line].unit_price = mean_price(price, amount, quantity);
    bill[line].price_source = price.source;
    bill[line].price_as_of = price.as_of;
  }
}

/// A line whose price the scenario states: nothing is shared with other lines.
void price_as_stated(const architecture::StatedPrice& stated, BillLine& line) {
  HEADROOM_EXPECTS(!(stated.per_million < Money()));
  line.unit = stated.unit;
  line.unit_price = price_of(stated.per_million, 1.0);
  line.amount = price_of(stated.per_million, line.quantity);
  line.price_source = "stated in the scenario";
}

BillLine unpriced_line(const architecture::Usage& usage) {
  HEADROOM_EXPECTS(std::isfinite(usage.quantity) && usage.quantity >= 0.0);
  BillLine line;
  line.component = usage.component;
  line.item = usage.item;
  line.detail = usage.detail;
  line.quantity = usage.quantity;
  line.evidence = usage.evidence;
  return line;
}

Diagnostic unknown_item(const BillLine& line, const PriceList& prices) {
  Diagnostic diagnostic;
  diagnostic.code = "unknown-price";
  diagnostic.message = "no price is known for \"" + line.item + "\"";
  if (!line.component.empty()) diagnostic.message += ", which \"" + line.component + "\" uses";
  diagnostic.hint = did_you_mean(line.item, prices.ids());
  return diagnostic;
}

constexpr double kLargestBill = 1e10;  // USD a month: sums over ten years stay exact

/// At least what the usage costs: its quantity at the highest price of its brackets. USD.
double at_most(const architecture::Usage& used, const PriceList& prices) {
  if (used.stated_price) return used.quantity * used.stated_price->per_million.units() / 1e6;
  const Price* price = prices.find(used.item);
  double highest = 0.0;
  if (price != nullptr)
    for (const Bracket& bracket : price->brackets)
      highest = std::max(highest, bracket.price_per_million.units() / 1e6);
  return used.quantity * highest;
}

std::optional<Diagnostic> beyond_limit(const std::vector<architecture::Usage>& usage,
                                       const PriceList& prices) {
  double sum = 0.0;
  const architecture::Usage* largest = nullptr;
  for (const architecture::Usage& used : usage) {
    const double amount = at_most(used, prices);
    sum += amount;
    if (largest == nullptr || !(amount <= at_most(*largest, prices))) largest = &used;
  }
  if (sum <= kLargestBill) return std::nullopt;  // not so when the sum is not a number
  Diagnostic found;
  found.fault = Fault::limit_reached;
  found.code = "bill-too-large";
  found.pointer = largest->component.empty() ? "/platform" : "/components/" + largest->component;
  found.message = "a month's bill is more than 10 000 000 000 USD, most of it for " + largest->item;
  found.hint = "lower the load, its growth or the price";
  return found;
}

}  // namespace

Result<Bill> bill(const std::vector<architecture::Usage>& usage, const PriceList& prices) {
  if (const auto refused = beyond_limit(usage, prices)) return *refused;
  Bill result;
  std::map<std::string, LineIndices> lines_of_item;
  for (const architecture::Usage& used : usage) {
    result.lines.push_back(unpriced_line(used));
    if (used.stated_price)
      price_as_stated(*used.stated_price, result.lines.back());
    else
      lines_of_item[used.item].push_back(result.lines.size() - 1);
  }
  Diagnostics unknown;
  for (const auto& [item, lines] : lines_of_item) {
    if (const Price* price = prices.find(item))
      price_item(*price, lines, result.lines);
    else
      unknown.add(unknown_item(result.lines[lines.front()], prices));
  }
  if (unknown.has_errors()) return unknown;
  for (const BillLine& line : result.lines) result.total += line.amount;
  return result;
}

}  // namespace headroom::cost
