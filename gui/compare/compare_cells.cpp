#include "gui/compare/compare_cells.h"

#include <functional>
#include <utility>

#include "core/report/breach_words.h"
#include "core/report/comparison_words.h"
#include "gui/style/tokens.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using projection::MonthResult;
using projection::WindowKind;
using report::Tone;

constexpr double kMs = 1e3;
constexpr std::size_t kWithThird = 3;  // scenarios of which the last two are compared as well

/// Two indices of what is compared.
using PairOf = std::pair<std::size_t, std::size_t>;

const MonthResult& month_of(const Compared& compared, std::size_t scenario, int month) {
  return compared.answers[scenario]->projection.months[static_cast<std::size_t>(month)];
}

const projection::Scenario& scenario_of(const Compared& compared, std::size_t scenario) {
  return compared.subjects[scenario]->scenario;
}

QString plus_minus(const std::string& half_width) {
  return half_width.empty() ? QString() : QStringLiteral("\u00b1\u202f") + text(half_width);
}

CompareCell figure(const report::Digits& digits, Tone tone) {
  return {text(digits.value), plus_minus(digits.half_width), {}, tone};
}

CompareCell p95_cell(const Compared& compared, std::size_t scenario, int month) {
  const network::Performance& answer =
      month_of(compared, scenario, month).window(WindowKind::peak)->simulated;
  if (!answer.stable) {
    CompareCell cell{QStringLiteral("unstable"), {}, {}, Tone::fatal};
    cell.unstable = true;
    return cell;
  }
  const Estimate& p95 = answer.total.latency.p95;
  const auto& limit = scenario_of(compared, scenario).targets.latency_p95;
  const bool over = limit && p95.estimate > limit->value();
  return figure(report::digits(report::scaled(p95, kMs), kStyle), over ? Tone::bad : Tone::plain);
}

CompareCell error_cell(const Compared& compared, std::size_t scenario, int month) {
  const network::Performance& answer =
      month_of(compared, scenario, month).window(WindowKind::peak)->simulated;
  if (!answer.stable) return {{}, {}, QStringLiteral("\u2013"), Tone::weak};
  const Estimate& errors = answer.total.error_ratio;
  const auto& limit = scenario_of(compared, scenario).targets.error_ratio;
  const bool over = limit && errors.estimate > limit->value();
  return figure(report::error_digits(errors, kStyle), over ? Tone::bad : Tone::plain);
}

CompareCell cost_cell(const Compared& compared, std::size_t scenario, int month) {
  const Money total = month_of(compared, scenario, month).bill.total;
  const auto& budget = scenario_of(compared, scenario).targets.monthly_cost;
  return {text(report::money(total, kStyle)),
          {},
          {},
          budget && total > *budget ? Tone::bad : Tone::plain};
}

CompareCell gap_cell(const report::GapText& gap) {
  CompareCell cell = figure(gap.digits, gap.tone);
  cell.words = text(gap.words);
  cell.pill = gap.words == "not distinguishable";
  return cell;
}

CompareCell money_cell(Money difference) {
  return {text(report::money_gap(difference, kStyle)), {}, {}, Tone::plain};
}

CompareCell breach_cell(const projection::Projection& projection) {
  const projection::Breach* breach = report::first_breach(projection);
  if (!breach) return {QStringLiteral("none"), {}, {}, Tone::plain};
  const QString where =
      text(breach->component.empty() ? report::target_name(*breach) : breach->component);
  return {month_name(breach->month), {}, {}, Tone::bad, false, false, where};
}

class Builder {
 public:
  explicit Builder(const Compared& compared) : compared_(compared) {
    table_.columns.push_back({{}, false});
    add_scenario(0);
    for (std::size_t i = 1; i < compared.subjects.size(); ++i) {
      add_scenario(i);
      add_pair({0, i}, QObject::tr("against %1").arg(name(0)), false);
    }
    if (compared.subjects.size() == kWithThird)
      add_pair({1, 2}, QObject::tr("%1 against %2").arg(name(2), name(1)), true);
  }

  CompareTable build() && {
    using projection::MonthGap;
    const projection::Targets& targets = scenario_of(compared_, 0).targets;
    add_group(QObject::tr("p95 at the peak hour, ms"),
              targets.latency_p95 ? targets.latency_p95->value() * kMs : 0.0);
    add_months(p95_cell,
               [](const MonthGap& gap) { return gap_cell(report::latency_gap(gap.p95, kStyle)); });
    add_group(QObject::tr("Errors at the peak hour, %"),
              targets.error_ratio ? targets.error_ratio->value() * 100.0 : 0.0);
    add_months(error_cell, [](const MonthGap& gap) {
      return gap_cell(report::error_gap(gap.error_ratio, kStyle));
    });
    add_group(QObject::tr("Cost, USD a month"),
              targets.monthly_cost ? targets.monthly_cost->units() : 0.0);
    add_months(cost_cell, [](const MonthGap& gap) { return money_cell(gap.cost); });
    add_totals();
    add_breaches();
    return std::move(table_);
  }

 private:
  /// A value of a scenario or the difference of a pair.
  struct Place {
    bool pair = false;
    PairOf of;
  };
  using CellOf = CompareCell (*)(const Compared&, std::size_t, int);
  using GapOf = std::function<CompareCell(const projection::MonthGap&)>;

  [[nodiscard]] QString name(std::size_t scenario) const {
    return text(scenario_of(compared_, scenario).name);
  }
  void add_scenario(std::size_t scenario) {
    table_.columns.push_back({name(scenario), scenario > 0});
    places_.push_back({false, {scenario, scenario}});
  }
  void add_pair(PairOf of, const QString& title, bool line) {
    table_.columns.push_back({title, line, true});
    places_.push_back({true, of});
  }
  void add_group(const QString& title, double target) {
    const QString limit = target > 0.0 ? QObject::tr(" (target %1)").arg(count(target)) : QString();
    table_.rows.push_back({true, title + limit, {}});
  }
  [[nodiscard]] QString month_title(int month) const {
    const QString name = month_name(month_of(compared_, 0, month).month);
    return month == 0 ? QObject::tr("Now, %1").arg(name)
                      : QObject::tr("Month %1, %2").arg(month).arg(name);
  }

  void add_months(CellOf cell, const GapOf& gap) {
    const std::vector<int>& months = compared_.comparison.months;
    for (std::size_t m = 0; m < months.size(); ++m) {
      CompareRow row{false, month_title(months[m]), {}};
      for (const Place& place : places_) {
        const auto [first, second] = place.of;
        row.cells.push_back(place.pair ? gap(compared_.comparison.pair(first, second).months[m])
                                       : cell(compared_, first, months[m]));
      }
      table_.rows.push_back(std::move(row));
    }
  }

  void add_totals() {
    CompareRow row{false, QObject::tr("%1 months").arg(compared_.comparison.months.back()), {}};
    for (const Place& place : places_) {
      const auto [first, second] = place.of;
      const projection::Projection& alone = compared_.answers[first]->projection;
      row.cells.push_back(
          place.pair
              ? money_cell(compared_.comparison.pair(first, second).cost_total)
              : CompareCell{text(report::money(alone.cost_total, kStyle)), {}, {}, Tone::plain});
    }
    table_.rows.push_back(std::move(row));
  }

  void add_breaches() {
    table_.rows.push_back({true, QObject::tr("First breach"), {}});
    CompareRow row{false, QObject::tr("Date and cause"), {}};
    for (const Place& place : places_)
      row.cells.push_back(place.pair ? CompareCell{}
                                     : breach_cell(compared_.answers[place.of.first]->projection));
    table_.rows.push_back(std::move(row));
  }

  const Compared& compared_;
  CompareTable table_;
  std::vector<Place> places_;  ///< of the columns after the first
};

}  // namespace

QString CompareCell::plain() const {
  QStringList parts;
  if (pill && !words.isEmpty()) parts << words;
  if (!value.isEmpty()) parts << value;
  if (!half_width.isEmpty()) parts << half_width;
  QString all = parts.join(u' ');
  if (!pill) all += words;
  if (!below.isEmpty()) all += QStringLiteral(", ") + below;
  return all;
}

CompareTable compare_table(const Compared& compared) { return Builder(compared).build(); }

QColor scenario_color(std::size_t place) {
  const Tokens& t = tokens();
  const QColor colors[] = {t.text2, t.series[1], t.series[4], t.series[2]};
  return colors[std::min<std::size_t>(place, std::size(colors) - 1)];
}

}  // namespace headroom::gui
