#include "gui/compare/overlay_chart.h"

#include <QGraphicsLayout>
#include <QLineSeries>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "gui/compare/compare_cells.h"
#include "gui/style/marks.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using projection::MonthResult;
using projection::WindowKind;

constexpr int kLeft = 56, kRight = 148, kTop = 12, kBottom = 24;
constexpr double kLineHeight = 14.0, kMs = 1e3, kWidth = 2.0;
constexpr double kMostOfTarget =
    3.0;  // a curve that leaves further is cut, the others stay legible

/// Nothing without a steady state.
std::optional<Estimate> value_of(const MonthResult& month, Overlay overlay) {
  if (overlay == Overlay::load) return month.peak_rps;
  if (overlay == Overlay::cost) return Estimate::exact(month.bill.total.units());
  const network::Performance& answer = month.window(WindowKind::peak)->simulated;
  if (!answer.stable) return std::nullopt;
  return report::scaled(answer.total.latency.p95, kMs);
}

double nice_step(double most) {
  const double rough = std::max(most, 1e-9) / 4.0;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough) return factor * power;
  return 10.0 * power;
}

struct EndLabel {
  double y;
  QString words;
  QColor color;
};

/// So that none touch, all between `top` and `bottom`.
void spread(std::vector<EndLabel>& labels, double top, double bottom) {
  std::ranges::sort(labels, {}, &EndLabel::y);
  double lowest = top;
  for (EndLabel& label : labels) {
    label.y = std::max(label.y, lowest);
    lowest = label.y + kLineHeight;
  }
  double above = bottom;
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    label->y = std::min(label->y, above);
    above = label->y - kLineHeight;
  }
}

}  // namespace

OverlayChart::OverlayChart(QWidget* parent) : QChartView(new QChart, parent) {
  const Tokens& t = tokens();
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(NoFrame);
  setAccessibleName(tr("Scenarios over each other"));
  setBackgroundBrush(t.surface);
  setMouseTracking(true);
  chart()->setBackgroundVisible(false);
  chart()->legend()->hide();
  chart()->setMargins(QMargins(kLeft, kTop, kRight, kBottom));
  chart()->layout()->setContentsMargins(0, 0, 0, 0);
  x_ = new QValueAxis(this);
  y_ = new QValueAxis(this);
  for (QValueAxis* axis : {x_, y_}) {
    axis->setLabelsVisible(false);
    axis->setLineVisible(false);
  }
  x_->setGridLineVisible(false);
  y_->setGridLinePen(QPen(t.grid, 1.0));
  chart()->addAxis(x_, Qt::AlignBottom);
  chart()->addAxis(y_, Qt::AlignLeft);
}

void OverlayChart::show_overlay(ComparedPointer compared, Overlay overlay) {
  compared_ = std::move(compared);
  overlay_ = overlay;
  const QString names[] = {tr("p95 at the peak hour of the scenarios"),
                           tr("Peak load of the scenarios"), tr("Monthly cost of the scenarios")};
  setAccessibleName(names[static_cast<std::size_t>(overlay)]);
  chart()->removeAllSeries();
  if (compared_) build();
  viewport()->update();
}

int OverlayChart::months() const {
  std::size_t most = 0;
  for (const AnswerPointer& answer : compared_->answers)
    most = std::max(most, answer->projection.months.size());
  return static_cast<int>(most);
}

/// Of the first scenario; 0 without one.
double OverlayChart::target() const {
  const projection::Targets& targets = compared_->subjects.front()->scenario.targets;
  if (overlay_ == Overlay::latency && targets.latency_p95)
    return targets.latency_p95->value() * kMs;
  if (overlay_ == Overlay::cost && targets.monthly_cost) return targets.monthly_cost->units();
  return 0.0;
}

void OverlayChart::build() {
  double most = target();
  std::size_t place = compared_->answers.size();
  while (place-- > 0) {  // the first on top of the others
    QLineSeries* line = nullptr;
    for (const MonthResult& month : compared_->answers[place]->projection.months) {
      const auto value = value_of(month, overlay_);
      if (!value) {
        line = nullptr;
        continue;
      }
      if (!line) {
        line = new QLineSeries;
        line->setPen(QPen(scenario_color(place), kWidth));
        chart()->addSeries(line);
        line->attachAxis(x_);
        line->attachAxis(y_);
      }
      line->append(month.index, value->estimate);
      most = std::max(most, value->high);
    }
  }
  if (overlay_ == Overlay::latency && target() > 0.0)
    most = std::min(most, kMostOfTarget * target());
  const double step = nice_step(most);
  const double steps = std::max(1.0, std::ceil(most / step));
  y_->setRange(0.0, steps * step);
  y_->setTickCount(static_cast<int>(steps) + 1);
  x_->setRange(0.0, std::max(1, months() - 1));
}

QPointF OverlayChart::at(double month, double value) const {
  return chart()->mapToPosition(QPointF(month, value), chart()->series().value(0));
}

void OverlayChart::paint_axes(QPainter& painter) const {
  const Tokens& t = tokens();
  const QRectF plot = chart()->plotArea();
  const QFont hint = typeface(size::kHint);
  const int steps = y_->tickCount() - 1;
  const double step = y_->max() / steps;
  for (int i = 0; i <= steps; ++i)
    paint_text_right(painter, {plot.left() - 6.0, at(0, i * step).y() + 4.0},
                     text(report::number(i * step, step < 1.0 ? 2 : 0, kStyle)), hint, t.text3);
  const int every = std::max(1, static_cast<int>(std::ceil(30.0 * months() / plot.width())));
  const Month start = compared_->subjects.front()->scenario.horizon.start;
  for (int i = 0; i < months(); i += every)
    paint_text_center(painter, {at(i, 0.0).x(), plot.bottom() + 16},
                      axis_month(months_after(start, i), false), hint, t.text3);
}

void OverlayChart::paint_target(QPainter& painter) const {
  if (target() <= 0.0 || target() > y_->max()) return;
  const QRectF plot = chart()->plotArea();
  const double y = at(0, target()).y();
  QPen pen(tokens().bad, 1.2);
  pen.setDashPattern({6, 3});
  painter.setPen(pen);
  painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
}

void OverlayChart::paint_intervals(QPainter& painter) const {
  if (overlay_ == Overlay::cost) return;
  painter.save();
  painter.setClipRect(chart()->plotArea().adjusted(-2, -2, 2, 2));
  for (std::size_t i = 0; i < compared_->answers.size(); ++i) {
    painter.setPen(QPen(scenario_color(i), 1.0));
    for (const MonthResult& month : compared_->answers[i]->projection.months)
      if (const auto value = value_of(month, overlay_); value && value->half_width() > 0.0)
        painter.drawLine(at(month.index, value->low), at(month.index, value->high));
  }
  painter.restore();
}

void OverlayChart::paint_ends(QPainter& painter) const {
  const QRectF plot = chart()->plotArea();
  const QFont hint = typeface(size::kHint);
  std::vector<EndLabel> labels;
  if (target() > 0.0 && target() <= y_->max()) {
    const QString words = overlay_ == Overlay::cost ? tr("budget %1") : tr("target %1");
    labels.push_back({at(0, target()).y(), words.arg(count(target())), tokens().bad});
  }
  for (std::size_t i = 0; i < compared_->answers.size(); ++i) {
    const auto& all = compared_->answers[i]->projection.months;
    const QString name = text(compared_->subjects[i]->scenario.name);
    const auto last = value_of(all.back(), overlay_);
    const QString words = last ? count(last->estimate) : tr("unstable");
    const double width = kRight - 18.0 - QFontMetricsF(hint).horizontalAdvance(words);
    labels.push_back({last ? at(0, std::min(last->estimate, y_->max())).y() : plot.top(),
                      elided(name, static_cast<int>(width), hint) + u' ' + words,
                      scenario_color(i)});
  }
  spread(labels, plot.top() + 4, plot.bottom());
  for (const EndLabel& label : labels)
    paint_text(painter, {plot.right() + 8, label.y + 4}, label.words, hint, label.color);
}

void OverlayChart::drawForeground(QPainter* painter, const QRectF&) {
  if (!compared_ || chart()->series().isEmpty()) return;
  painter->setRenderHint(QPainter::Antialiasing);
  paint_axes(*painter);
  paint_target(*painter);
  paint_intervals(*painter);
  paint_ends(*painter);
}

void OverlayChart::mouseMoveEvent(QMouseEvent* event) {
  if (!compared_ || chart()->series().isEmpty()) return;
  const double value = chart()->mapToValue(event->position(), chart()->series().value(0)).x();
  const int month = std::clamp(static_cast<int>(std::lround(value)), 0, months() - 1);
  const Month start = compared_->subjects.front()->scenario.horizon.start;
  QString words = month_name(months_after(start, month));
  for (std::size_t i = 0; i < compared_->answers.size(); ++i) {
    const auto& all = compared_->answers[i]->projection.months;
    if (static_cast<std::size_t>(month) >= all.size()) continue;
    const auto known = value_of(all[static_cast<std::size_t>(month)], overlay_);
    words += QStringLiteral("\n") + text(compared_->subjects[i]->scenario.name) + u' ' +
             (known ? text(report::estimate(*known, {}, kStyle)) : tr("unstable"));
  }
  QToolTip::showText(event->globalPosition().toPoint(),
                     words.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")), this);
}

}  // namespace headroom::gui
