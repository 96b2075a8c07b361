#include "cli/render/comparison_text.h"

#include <vector>

#include "cli/render/grid.h"
#include "cli/render/projection_text.h"
#include "cli/render/text.h"
#include "core/report/breach_words.h"
#include "core/report/comparison_words.h"

namespace headroom::cli {
namespace {

using projection::Compared;
using projection::Comparison;
using projection::MonthResult;
using projection::WindowKind;
using report::GapText;
using report::Tone;

constexpr std::size_t kNameWidth = 20;

std::string name_of(const Compared& one) {
  return elide_middle(printable(one.scenario->name), kNameWidth);
}

const MonthResult& month_of(const Compared& one, int month) {
  return one.projection->months[static_cast<std::size_t>(month)];
}

/// "p95, ms" and the month.
std::string row_name(const std::string& figure, const MonthResult& month) {
  return figure + "  " + short_name(month.month);
}

Cell p95_cell(const Compared& one, const MonthResult& month) {
  const network::Performance& answer = month.window(WindowKind::peak)->simulated;
  if (!answer.stable) return {"unstable", Tone::fatal};
  const Estimate& p95 = answer.total.latency.p95;
  const auto& limit = one.scenario->targets.latency_p95;
  const bool over = limit && p95.estimate > limit->value();
  return {report::estimate(report::scaled(p95, 1e3)), over ? Tone::bad : Tone::plain};
}

Cell error_cell(const Compared& one, const MonthResult& month) {
  const network::Performance& answer = month.window(WindowKind::peak)->simulated;
  if (!answer.stable) return {"\u2013"};
  const Estimate& errors = answer.total.error_ratio;
  const auto& limit = one.scenario->targets.error_ratio;
  const bool over = limit && errors.estimate > limit->value();
  const report::Digits digits = report::error_digits(errors);
  return {digits.value + " \u00b1 " + digits.half_width, over ? Tone::bad : Tone::plain};
}

Cell cost_cell(const Compared& one, const MonthResult& month) {
  const auto& budget = one.scenario->targets.monthly_cost;
  const bool over = budget && month.bill.total > *budget;
  return {report::money(month.bill.total), over ? Tone::warn : Tone::plain};
}

using CellOf = Cell (*)(const Compared&, const MonthResult&);

void add_rows(Grid& grid, std::span<const Compared> all, const std::vector<int>& months,
              const std::string& figure, CellOf cell) {
  for (const int month : months) {
    std::vector<Cell> cells = {{row_name(figure, month_of(all.front(), month))}};
    for (const Compared& one : all) cells.push_back(cell(one, month_of(one, month)));
    grid.row(std::move(cells));
  }
}

std::string scenarios_table(std::span<const Compared> all, const Comparison& comparison,
                            const Paint& paint) {
  std::vector<Column> columns(all.size() + 1, Column{Align::right});
  columns.front() = {};
  Grid grid(columns);
  std::vector<Cell> header = {{""}};
  std::vector<Cell> totals = {{"USD      " + std::to_string(comparison.months.back()) + " months"}};
  std::vector<Cell> breaches = {{"First breach"}};
  for (const Compared& one : all) {
    header.push_back({name_of(one)});
    totals.push_back({report::money(one.projection->cost_total)});
    const bool kept = report::first_breach(*one.projection) == nullptr;
    breaches.push_back(
        {elide_middle(printable(report::breach_words(*one.projection)), kNameWidth + 4),
         kept ? Tone::good : Tone::bad});
  }
  grid.header(std::move(header));
  add_rows(grid, all, comparison.months, "p95, ms", p95_cell);
  add_rows(grid, all, comparison.months, "errors, %", error_cell);
  add_rows(grid, all, comparison.months, "USD", cost_cell);
  grid.row(std::move(totals));
  grid.row(std::move(breaches));
  return grid.text(paint);
}

Cell gap_cell(const GapText& gap) {
  std::string text = gap.digits.value;
  if (!gap.digits.half_width.empty()) text += " \u00b1 " + gap.digits.half_width;
  if (!gap.words.empty()) text += (text.empty() ? "" : ", ") + gap.words;
  return {text, gap.tone};
}

void add_pair(Grid& grid, std::span<const Compared> all, const projection::Pair& pair) {
  std::string name = name_of(all[pair.second]) + " against " + name_of(all[pair.first]);
  for (const projection::MonthGap& gap : pair.months) {
    const Month month = month_of(all[pair.first], gap.month_index).month;
    grid.row({{name},
              {short_name(month)},
              gap_cell(report::latency_gap(gap.p95)),
              gap_cell(report::error_gap(gap.error_ratio)),
              {report::money_gap(gap.cost)}});
    name.clear();
  }
  grid.row({{""},
            {std::to_string(pair.months.back().month_index) + " months"},
            {""},
            {""},
            {report::money_gap(pair.cost_total)}});
}

std::string pairs_table(std::span<const Compared> all, const Comparison& comparison,
                        const Paint& paint) {
  Grid grid({{Align::left, 2, true}, {}, {Align::right}, {Align::right}, {Align::right}});
  grid.header({{"Differences"}, {"Month"}, {"p95, ms"}, {"errors, points"}, {"USD"}});
  for (const projection::Pair& pair : comparison.pairs) add_pair(grid, all, pair);
  return grid.text(paint);
}

std::string how(const Comparison& comparison) {
  const std::string adjusted =
      comparison.pairs.size() == 1
          ? ""
          : ", adjusted for " + std::to_string(comparison.pairs.size()) + " comparisons";
  return "Peak hours. Differences are paired: the scenarios met the same random numbers. 95 % "
         "intervals" +
         adjusted + ".";
}

}  // namespace

std::string comparison_text(std::span<const Compared> all, const Comparison& comparison,
                            const std::string& rerun, const Paint& paint) {
  return paint.paragraph(report::comparison_verdict(all, comparison)) + "\n" +
         scenarios_table(all, comparison, paint) + "\n" + pairs_table(all, comparison, paint) +
         paint.paragraph({{how(comparison), Tone::weak}}) + rerun_line(rerun, paint);
}

}  // namespace headroom::cli
