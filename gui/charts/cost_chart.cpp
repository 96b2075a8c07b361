#include "gui/charts/cost_chart.h"

#include <QBarSet>
#include <QPainter>
#include <QStackedBarSeries>
#include <QTextStream>
#include <algorithm>
#include <map>

#include "gui/charts/csv_cell.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using projection::MonthResult;

constexpr std::size_t kNamed = kSeries - 1;  // the others are one part

/// What each line is for; what belongs to no component by its item.
std::string payer(const cost::BillLine& line) {
  if (!line.component.empty()) return line.component;
  return line.detail.empty() ? line.item : line.detail;
}

}  // namespace

CostChart::CostChart(Document& document, ViewState& state, QWidget* parent)
    : YearChart(document, state, tr("Cost of each month"), parent) {
  use_y(new QValueAxis);
}

void CostChart::build(const Answer& answer) {
  const auto& months = answer.projection.months;
  std::map<std::string, std::vector<Money>> by_payer;
  double most = 0.0;
  for (std::size_t m = 0; m < months.size(); ++m) {
    for (const cost::BillLine& line : months[m].bill.lines) {
      auto& sums = by_payer[payer(line)];
      sums.resize(months.size());
      sums[m] += line.amount;
    }
    most = std::max(most, months[m].bill.total.units());
  }
  const auto& budget = document().scenario().targets.monthly_cost;
  if (budget) most = std::max(most, budget->units());
  std::multimap<double, std::string, std::greater<>> ranked;
  for (const auto& [name, sums] : by_payer) ranked.emplace(sums.back().units(), name);
  parts_.clear();
  for (const auto& [last, name] : ranked) {
    if (parts_.size() < kNamed)
      parts_.push_back({text(name), tokens().series[parts_.size()], by_payer.at(name)});
    else if (parts_.size() == kNamed)
      parts_.push_back({tr("others"), tokens().series[kNamed], by_payer.at(name)});
    else
      for (std::size_t m = 0; m < months.size(); ++m)
        parts_.back().months[m] += by_payer.at(name)[m];
  }
  auto* axis = static_cast<QValueAxis*>(chart()->axes(Qt::Vertical).value(0));
  set_nice_range(*axis, most);
  auto* bars = new QStackedBarSeries;
  bars->setBarWidth(0.72);
  for (const Part& part : parts_) {
    auto* set = new QBarSet(part.name);
    for (const Money& amount : part.months) set->append(amount.units());
    set->setBrush(part.color);
    set->setPen(QPen(tokens().surface, 0.8));
    bars->append(set);
  }
  attach(bars);
}

void CostChart::paint_over(QPainter& painter, const Answer& answer) const {
  const auto& budget = document().scenario().targets.monthly_cost;
  if (budget) paint_limit(painter, budget->units(), tr("monthly budget ") + usd(*budget));
  std::vector<EndLabel> labels;
  double below = 0.0;
  const std::size_t last = last_month_shown(answer);
  for (const Part& part : parts_) {
    const double amount = part.months[last].units();
    labels.push_back(
        {at(static_cast<double>(last), below + amount / 2.0).y(), part.name, part.color});
    below += amount;
  }
  paint_end_labels(painter, labels);
}

QString CostChart::reading(const Answer& answer, int month) const {
  const auto m = static_cast<std::size_t>(month);
  QString words = tr("total %1\n").arg(usd(answer.projection.months[m].bill.total));
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part)
    words += part->name + u' ' + usd(part->months[m]) + u'\n';
  return words + tr("prices as of ") + text(answer.projection.catalogue_as_of);
}

QString CostChart::csv() const {
  QString all = QStringLiteral("month,component,item,quantity,usd\n");
  if (!state().answer()) return all;
  QTextStream out(&all, QIODevice::Append);
  out.setRealNumberPrecision(12);
  for (const MonthResult& month : state().answer()->projection.months)
    for (const cost::BillLine& line : month.bill.lines)
      out << text(to_string(month.month)) << ',' << csv_cell(text(line.component)) << ','
          << csv_cell(text(line.item)) << ',' << line.quantity << ',' << line.amount.units()
          << '\n';
  return all;
}

}  // namespace headroom::gui
