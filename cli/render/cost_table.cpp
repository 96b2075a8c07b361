#include "cli/render/cost_table.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "cli/render/grid.h"
#include "cli/render/text.h"
#include "core/report/numbers.h"

namespace headroom::cli {
namespace {

using projection::Projection;
using report::Tone;

constexpr std::size_t kShown = 5;
constexpr double kLongestBar = 20.0;  ///< columns of the dearest line
constexpr std::size_t kNameWidth = 30;

struct Item {
  std::string name;
  Money amount;
  std::string detail;  ///< what it was for in the first month
};

/// A component, or what the platform is billed for.
std::string name_of(const cost::BillLine& line) {
  return line.component.empty() ? line.detail : line.component;
}

void add_detail(std::string& details, const cost::BillLine& line) {
  if (line.component.empty() || line.detail.empty()) return;
  details += (details.empty() ? "" : ", ") + line.detail;
}

/// Months 0 to horizon - 1, dearest first.
std::vector<Item> items_of(const Projection& projection, int months) {
  std::map<std::string, Item> items;
  for (const projection::MonthResult& month : projection.months) {
    if (month.index >= months) continue;
    for (const cost::BillLine& line : month.bill.lines) {
      Item& item = items[name_of(line)];
      item.name = name_of(line);
      item.amount += line.amount;
      if (month.index == 0) add_detail(item.detail, line);
    }
  }
  std::vector<Item> sorted;
  for (auto& [name, item] : items) sorted.push_back(std::move(item));
  std::ranges::stable_sort(sorted, std::greater(), &Item::amount);
  return sorted;
}

/// The items from kShown on as one.
Item rest_of(const std::vector<Item>& items) {
  Item rest;
  for (std::size_t i = kShown; i < items.size(); ++i) rest.amount += items[i].amount;
  rest.name = counted(items.size() - kShown, "other");
  return rest;
}

std::string bar(double length) {
  std::string text;
  for (long i = std::lround(length); i > 0; --i) text += "\u2588";
  return text;
}

std::vector<Cell> cells_of(const Item& item, Money total, Money longest) {
  const double share = item.amount.units() / total.units();
  const double length = kLongestBar * item.amount.units() / longest.units();
  return {{"  " + elide_middle(printable(item.name), kNameWidth)},
          {report::money(item.amount)},
          {report::number(share * 100.0, 0) + " %"},
          {bar(length), Tone::good},
          {printable(item.detail), Tone::weak}};
}

}  // namespace

std::string cost_table(const projection::Scenario& scenario, const Projection& projection,
                       const Paint& paint) {
  std::vector<Item> items = items_of(projection, scenario.horizon.months);
  if (items.empty() || items.front().amount <= Money()) return "";
  // One item more is shown by its name rather than as "1 other".
  if (items.size() > kShown + 1) {
    const Item rest = rest_of(items);
    items.resize(kShown);
    items.push_back(rest);
  }
  Money longest;
  for (const Item& item : items) longest = std::max(longest, item.amount);
  Grid grid({{}, {Align::right}, {Align::right}, {}, {Align::left, 2, true}});
  for (const Item& item : items) grid.row(cells_of(item, projection.cost_total, longest));
  const auto months = static_cast<std::size_t>(scenario.horizon.months);
  return paint(Tone::strong, "Top costs") + "      " + counted(months, "month") +
         ", USD; what for: the first month\n" + grid.text(paint);
}

}  // namespace headroom::cli
