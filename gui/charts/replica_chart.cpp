#include "gui/charts/replica_chart.h"

#include <QPainter>
#include <QTextStream>
#include <algorithm>

#include "gui/charts/csv_cell.h"
#include "gui/style/icons.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using projection::ComponentMonth;
using projection::MonthResult;

/// The most replicas of a component while surges of the month pass.
double most_in_surges(const MonthResult& month, const std::string& component) {
  double most = 0.0;
  for (const projection::Window& window : month.windows) {
    if (!window.course) continue;
    for (const projection::ScaledComponent& scaled : window.course->scaled)
      if (scaled.name == component) most = std::max(most, scaled.most.estimate);
  }
  return most;
}

QString replicas(double number, int decimals = 0) {
  return text(report::number(number, decimals, kStyle));
}

}  // namespace

ReplicaChart::ReplicaChart(Document& document, ViewState& state, QWidget* parent)
    : YearChart(document, state, tr("Replicas over the year"), parent) {
  use_y(new QValueAxis);
}

ReplicaChart::Curve ReplicaChart::curve_of(const Answer& answer,
                                           const std::string& component) const {
  Curve curve{text(component), tokens().series[curves_.size() % kSeries], {}};
  for (const MonthResult& month : answer.projection.months) {
    const auto its = std::ranges::find(month.components, component, &ComponentMonth::name);
    if (its == month.components.end()) continue;
    curve.months.push_back(
        {its->peak_replicas, its->mean_replicas, most_in_surges(month, component)});
  }
  return curve;
}

double ReplicaChart::highest() const {
  double most = 1.0;
  for (const Curve& curve : curves_)
    for (const Point& point : curve.months)
      most = std::max({most, static_cast<double>(point.peak), point.surge});
  return most;
}

void ReplicaChart::build(const Answer& answer) {
  curves_.clear();
  for (const auto& [name, component] : document().scenario().architecture.components)
    if (component.parameters.contains("max_replicas")) {
      Curve curve = curve_of(answer, name);
      if (curve.months.size() == answer.projection.months.size())
        curves_.push_back(std::move(curve));
    }
  auto* axis = static_cast<QValueAxis*>(chart()->axes(Qt::Vertical).value(0));
  constexpr double kRoomForFlags = 1.15;
  set_nice_range(*axis, kRoomForFlags * highest());
  for (const Curve& curve : curves_) {
    QLineSeries* steps = add_line(curve.color, 2.0);
    QLineSeries* mean = add_line(curve.color, 1.2, true);
    for (std::size_t m = 0; m < curve.months.size(); ++m) {
      const auto middle = static_cast<double>(m);
      steps->append(middle - 0.5, curve.months[m].peak);
      steps->append(middle + 0.5, curve.months[m].peak);
      mean->append(middle, curve.months[m].mean);
    }
    attach(steps);
    attach(mean);
  }
}

void ReplicaChart::paint_over(QPainter& painter, const Answer& answer) const {
  if (curves_.empty()) return;
  const std::size_t last = last_month_shown(answer);
  std::vector<EndLabel> labels;
  for (const Curve& curve : curves_) {
    for (std::size_t m = 0; m < curve.months.size(); ++m) {
      const auto month = static_cast<double>(m);
      const Point& point = curve.months[m];
      if (point.surge <= 0.0 || !shows(month)) continue;
      const QPointF top = at(month, point.surge);
      painter.setPen(QPen(curve.color, 1.5));
      painter.drawLine(at(month, point.peak), top);
      paint_icon(painter, "flag", top - QPointF(2, 13), 13.6, curve.color, 1.6);
    }
    labels.push_back(
        {at(static_cast<double>(last), curve.months[last].peak).y(), curve.name, curve.color});
    labels.push_back(
        {at(static_cast<double>(last), curve.months[last].mean).y(), tr("its mean"), curve.color});
  }
  paint_end_labels(painter, labels);
}

QString ReplicaChart::reading(const Answer& /*answer*/, int month) const {
  QStringList lines;
  for (const Curve& curve : curves_) {
    const Point& point = curve.months[static_cast<std::size_t>(month)];
    QString line = tr("%1: %2 at the peak hour, %3 in the mean")
                       .arg(curve.name, replicas(point.peak), replicas(point.mean, 1));
    if (point.surge > 0.0) line += tr(", up to %1 in a surge").arg(replicas(point.surge));
    lines += line;
  }
  return lines.join(u'\n');
}

QString ReplicaChart::csv() const {
  QString all = QStringLiteral("month,component,peak_replicas,mean_replicas,surge_replicas\n");
  if (!state().answer()) return all;
  QTextStream out(&all, QIODevice::Append);
  const auto& months = state().answer()->projection.months;
  for (const Curve& curve : curves_)
    for (std::size_t m = 0; m < curve.months.size() && m < months.size(); ++m) {
      const Point& point = curve.months[m];
      out << text(to_string(months[m].month)) << ',' << csv_cell(curve.name) << ',' << point.peak
          << ',' << point.mean << ',';
      if (point.surge > 0.0) out << point.surge;
      out << '\n';
    }
  return all;
}

}  // namespace headroom::gui
