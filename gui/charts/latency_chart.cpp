#include "gui/charts/latency_chart.h"

#include <QLogValueAxis>
#include <QPainter>
#include <QTextStream>
#include <algorithm>
#include <cmath>

#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using projection::MonthResult;
using projection::WindowKind;

constexpr double kMs = 1e3;

/// nullptr without a steady state.
const network::Latency* latency_of(const MonthResult& month) {
  const projection::Window* peak = month.window(WindowKind::peak);
  return peak && peak->simulated.stable ? &peak->simulated.total.latency : nullptr;
}

double shown_ms(const Estimate& value) { return std::max(1e-3, value.estimate * kMs); }

/// The power of ten below, so that at least one label stands on the axis.
double power_below(double value) { return std::pow(10.0, std::floor(std::log10(value))); }

/// 1, 2 or 5 times a power of ten above.
double nice_above(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  const double lead = value / power;
  return (lead <= 1.0 ? 1.0 : lead <= 2.0 ? 2.0 : lead <= 5.0 ? 5.0 : 10.0) * power;
}

}  // namespace

LatencyChart::LatencyChart(Document& document, ViewState& state, QWidget* parent)
    : YearChart(document, state, tr("Latency at the peak hour over the year"), parent) {
  auto* axis = new QLogValueAxis;
  axis->setBase(10.0);
  axis->setLabelFormat(QStringLiteral("%g ms"));
  axis->setMinorTickCount(0);
  use_y(axis);
}

void LatencyChart::add_curve(const Answer& answer, Estimate network::Latency::*quantile,
                             const QColor& color, double width, bool dashed) {
  QLineSeries* line = nullptr;
  for (const MonthResult& month : answer.projection.months) {
    const network::Latency* latency = latency_of(month);
    if (!latency) {
      line = nullptr;  // the next stable month begins a new piece
      continue;
    }
    if (!line) {
      line = add_line(color, width, dashed);
      attach(line);
    }
    line->append(month.index, shown_ms(latency->*quantile));
  }
}

void LatencyChart::build(const Answer& answer) {
  const Tokens& t = tokens();
  double least = 1e9;
  double most = 1e-3;
  for (const MonthResult& month : answer.projection.months)
    if (const network::Latency* latency = latency_of(month)) {
      least = std::min(least, shown_ms(latency->p50));
      most = std::max(most, shown_ms(latency->p99));
    }
  const auto& target = document().scenario().targets.latency_p95;
  if (target) {
    least = std::min(least, target->value() * kMs);
    most = std::max(most, target->value() * kMs);
  }
  if (least >= most) least = most / 10.0;
  auto* axis = static_cast<QLogValueAxis*>(chart()->axes(Qt::Vertical).value(0));
  axis->setRange(power_below(least), nice_above(most));
  add_curve(answer, &network::Latency::p95, t.series[0], 2.2, false);
  add_curve(answer, &network::Latency::p50, t.series[1], 1.5, false);
  add_curve(answer, &network::Latency::p99, t.series[5], 1.5, true);
}

void LatencyChart::paint_unstable(QPainter& painter, const Answer& answer) const {
  const Tokens& t = tokens();
  const QRectF plot = chart()->plotArea();
  QRectF all;
  for (const MonthResult& month : answer.projection.months) {
    if (latency_of(month) || !(shows(month.index - 0.5) || shows(month.index + 0.5))) continue;
    const double left = std::max(plot.left(), at(month.index - 0.5, 1.0).x());
    const double right = std::min(plot.right(), at(month.index + 0.5, 1.0).x());
    const QRectF ground(left, plot.top(), right - left, plot.height());
    QColor soft = t.fatal_soft;
    soft.setAlphaF(0.7F);
    painter.fillRect(ground, soft);
    QColor lines = t.utilization[7];
    lines.setAlphaF(0.22F);
    painter.fillRect(ground, QBrush(lines, Qt::BDiagPattern));
    all |= ground;
  }
  if (all.isEmpty()) return;
  const bool narrow = all.width() < 132.0;
  const QString words = narrow ? tr("unstable") : tr("unstable at peak: no latency to state");
  const QFont hint = typeface(size::kHint, QFont::Medium);
  const double width =
      std::min(QFontMetricsF(hint).horizontalAdvance(words) + 12.0, all.width() + 24.0);
  const double center = std::min(all.center().x(), plot.right() - width / 2.0);
  const QRectF box(center - width / 2.0, plot.center().y() - 10, width, 20);
  painter.setPen(QPen(t.utilization[7], 0.6));
  painter.setBrush(t.fatal_soft);
  painter.drawRoundedRect(box, 3, 3);
  paint_text_center(painter, box.center() + QPointF(0, 4),
                    elided(words, static_cast<int>(width) - 8, hint), hint, t.fatal);
}

void LatencyChart::paint_intervals(QPainter& painter, const Answer& answer) const {
  const Tokens& t = tokens();
  for (const MonthResult& month : answer.projection.months) {
    const network::Latency* latency = latency_of(month);
    if (!latency || !shows(month.index)) continue;
    const Estimate p95 = report::scaled(latency->p95, kMs);
    const QPointF middle = at(month.index, shown_ms(latency->p95));
    if (p95.half_width() > 0.0 && p95.low > 0.0) {
      const double high = at(month.index, p95.high).y();
      const double low = at(month.index, p95.low).y();
      painter.setPen(QPen(t.series[0], 1.4));
      painter.drawLine(QPointF(middle.x(), high), QPointF(middle.x(), low));
      for (const double y : {high, low})
        painter.drawLine(QPointF(middle.x() - 3, y), QPointF(middle.x() + 3, y));
    }
    painter.setPen(QPen(t.series[0], 1.5));
    painter.setBrush(t.surface);
    painter.drawEllipse(middle, 2.6, 2.6);
  }
}

std::vector<YearChart::EndLabel> LatencyChart::end_labels(const Answer& answer) const {
  const Tokens& t = tokens();
  const network::Latency* last = nullptr;
  for (const MonthResult& month : answer.projection.months)
    if (const network::Latency* latency = latency_of(month); latency && shows(month.index))
      last = latency;
  if (!last) return {};
  return {{at(0, shown_ms(last->p50)).y(), tr("p50"), t.series[1]},
          {at(0, shown_ms(last->p95)).y(), tr("p95"), t.series[0]},
          {at(0, shown_ms(last->p99)).y(), tr("p99"), t.series[5]}};
}

void LatencyChart::paint_over(QPainter& painter, const Answer& answer) const {
  const auto& target = document().scenario().targets.latency_p95;
  if (target)
    paint_limit(painter, target->value() * kMs,
                tr("target ") + text(report::duration(target->value(), kStyle)));
  paint_unstable(painter, answer);
  paint_intervals(painter, answer);
  paint_end_labels(painter, end_labels(answer));
}

QString LatencyChart::reading(const Answer& answer, int month) const {
  const network::Latency* latency =
      latency_of(answer.projection.months[static_cast<std::size_t>(month)]);
  if (!latency) return tr("unstable at the peak hour");
  const auto words = [](const Estimate& value) { return text(report::latency(value, kStyle)); };
  return tr("p50 %1\np95 %2\np99 %3\n95\u202f% intervals")
      .arg(words(latency->p50), words(latency->p95), words(latency->p99));
}

QString LatencyChart::csv() const {
  QString all = QStringLiteral("month,p50_ms,p95_ms,p95_low_ms,p95_high_ms,p99_ms\n");
  if (!state().answer()) return all;
  QTextStream out(&all, QIODevice::Append);
  for (const MonthResult& month : state().answer()->projection.months) {
    out << text(to_string(month.month));
    if (const network::Latency* l = latency_of(month))
      out << ',' << l->p50.estimate * kMs << ',' << l->p95.estimate * kMs << ',' << l->p95.low * kMs
          << ',' << l->p95.high * kMs << ',' << l->p99.estimate * kMs << '\n';
    else
      out << ",,,,,\n";
  }
  return all;
}

}  // namespace headroom::gui
