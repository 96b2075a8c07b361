#include "cli/render/year_table.h"

#include <algorithm>
#include <variant>

#include "cli/render/grid.h"
#include "cli/render/text.h"
#include "core/report/numbers.h"

namespace headroom::cli {
namespace {

using projection::MonthResult;
using projection::Projection;
using projection::Scenario;
using projection::Window;
using projection::WindowKind;
using report::Digits;
using report::Tone;

constexpr double kHot = 0.8;  ///< from this utilisation on a resource is marked
constexpr std::size_t kSurgeNameWidth = 11;

/// What all rows have in common.
struct Units {
  bool users = false;
  int load_decimals = 0;
  report::Scale time;
  bool with_asked = false;  ///< some resource is asked for more than it has
};

/// Whole from 100, one digit from 10, two below: by the smallest load, so that the column aligns.
int load_decimals(const Projection& projection) {
  double smallest = projection.months.front().peak_rps.estimate;
  for (const MonthResult& month : projection.months)
    smallest = std::min(smallest, month.peak_rps.estimate);
  if (smallest >= 100.0) return 0;
  return smallest >= 10.0 ? 1 : 2;
}

/// The unit of the longest p95, for all.
report::Scale time_scale_of(const Projection& projection) {
  double longest = 0.0;
  for (const MonthResult& month : projection.months)
    for (const Window& window : month.windows)
      if (window.kind != WindowKind::typical && window.simulated.stable)
        longest = std::max(longest, window.simulated.total.latency.p95.estimate);
  return report::time_scale(longest);
}

Units units_of(const Scenario& scenario, const Projection& projection) {
  const bool users = std::holds_alternative<workload::Population>(scenario.load.now);
  return {users, users ? 0 : load_decimals(projection), time_scale_of(projection),
          asks_for_more(projection)};
}

void add_estimate(std::vector<Cell>& cells, const Digits& digits, Tone tone) {
  cells.push_back({digits.value, tone});
  cells.push_back({digits.half_width.empty() ? "" : "\u00b1 " + digits.half_width, tone});
}

void add_answer(std::vector<Cell>& cells, const Scenario& scenario, const Window& window,
                const Units& units) {
  const network::Performance& answer = window.simulated;
  if (!answer.stable) {
    const std::string growth = report::coarse(answer.backlog_growth_rps.estimate);
    cells.push_back({"unstable, backlog +" + growth + "/s", Tone::fatal, 4, Align::left});
    return;
  }
  const Estimate& p95 = answer.total.latency.p95;
  const auto& limit = scenario.targets.latency_p95;
  const bool over = limit && p95.estimate > limit->value();
  add_estimate(cells, report::digits(report::scaled(p95, units.time.factor)),
               over ? Tone::bad : Tone::plain);
  add_estimate(cells, report::error_digits(answer.total.error_ratio), Tone::plain);
}

void add_busiest(std::vector<Cell>& cells, const Window& window, const Units& units) {
  const projection::Busiest busiest = busiest_resource(window);
  const Tone hot = busiest.asked >= kHot ? Tone::warn : Tone::plain;
  const Tone tone = window.simulated.stable ? hot : Tone::fatal;
  const std::string resource = busiest.resource.empty() ? "" : " " + busiest.resource;
  cells.push_back({printable(busiest.component + resource), tone});
  cells.push_back({report::percent(busiest.utilization), tone});
  if (units.with_asked)
    cells.push_back({busiest.asked > 1.0 ? report::percent(busiest.asked) : "", tone});
}

std::vector<Cell> month_cells(const Scenario& scenario, const MonthResult& month,
                              const Units& units) {
  const int decimals = units.load_decimals;
  std::vector<Cell> cells = {
      {right(std::to_string(month.index), 2) + " " + short_name(month.month)},
      {report::number(month.peak_rps.estimate, decimals)},
      {report::range(month.peak_rps.low, month.peak_rps.high, decimals)}};
  const Window& peak = *month.window(WindowKind::peak);
  add_answer(cells, scenario, peak, units);
  add_busiest(cells, peak, units);
  const auto& budget = scenario.targets.monthly_cost;
  const bool over = budget && month.bill.total > *budget;
  cells.push_back({report::money(month.bill.total), over ? Tone::warn : Tone::plain});
  return cells;
}

std::vector<Cell> surge_cells(const Scenario& scenario, const Window& surge, const Units& units) {
  std::vector<Cell> cells = {{"   " + elide_middle(printable(surge.surge), kSurgeNameWidth)},
                             {report::number(surge.offered_rps, units.load_decimals)},
                             {}};
  add_answer(cells, scenario, surge, units);
  add_busiest(cells, surge, units);
  return cells;
}

Grid grid_with_header(const Units& units) {
  std::vector<Column> columns = {{},
                                 {Align::right},
                                 {},
                                 {Align::right},
                                 {Align::left, 1},
                                 {Align::right},
                                 {Align::left, 1},
                                 {Align::left, 2, true},
                                 {Align::right}};
  std::vector<Cell> header = {{"Month"},
                              {units.users ? "Peak users" : "Peak rps"},
                              {"90 % band"},
                              {"p95, " + std::string(units.time.unit), Tone::plain, 2},
                              {"Errors, %", Tone::plain, 2},
                              {"Busiest resource"},
                              {"Used"}};
  if (units.with_asked) header.push_back({"Asked"});
  header.push_back({"USD"});
  for (std::size_t i = 0; i < (units.with_asked ? 2U : 1U); ++i) columns.push_back({Align::right});
  Grid grid(columns);
  grid.header(header);
  return grid;
}

}  // namespace

bool asks_for_more(const Projection& projection) {
  return std::ranges::any_of(projection.months, [](const MonthResult& month) {
    return std::ranges::any_of(month.windows, [](const Window& window) {
      return window.kind != WindowKind::typical && busiest_resource(window).asked > 1.0;
    });
  });
}

std::string year_table(const Scenario& scenario, const Projection& projection, const Paint& paint) {
  const Units units = units_of(scenario, projection);
  Grid grid = grid_with_header(units);
  for (const MonthResult& month : projection.months) {
    grid.row(month_cells(scenario, month, units));
    for (const Window& window : month.windows)
      if (window.kind == WindowKind::surge) grid.row(surge_cells(scenario, window, units));
  }
  return grid.text(paint);
}

}  // namespace headroom::cli
