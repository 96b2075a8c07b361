#include "gui/charts/year_chart.h"

#include <QGraphicsLayout>
#include <QLogValueAxis>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kLeft = 56, kRight = 92, kBottom = 22, kTop = 8;
constexpr double kLineHeight = 13.0;
constexpr double kZoomStep = 0.8, kNarrowest = 1.0;  // months
constexpr double kShortestDrag = 4.0;                // pixels

}  // namespace

YearChart::YearChart(Document& document, ViewState& state, const QString& name, QWidget* parent)
    : QChartView(new QChart, parent), document_(document), state_(state) {
  const Tokens& t = tokens();
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(NoFrame);
  setBackgroundBrush(t.surface);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(name);
  band_ = new QRubberBand(QRubberBand::Rectangle, this);
  QChart* shown = chart();
  shown->setBackgroundVisible(false);
  shown->setAnimationOptions(QChart::NoAnimation);
  shown->legend()->hide();
  shown->setMargins(QMargins(kLeft, kTop, kRight, kBottom));
  shown->layout()->setContentsMargins(0, 0, 0, 0);
  x_ = new QValueAxis(shown);
  x_->setLabelsVisible(false);
  x_->setGridLineVisible(false);
  x_->setLineVisible(false);
  shown->addAxis(x_, Qt::AlignBottom);
  connect(&state_, &ViewState::answer_changed, this, &YearChart::refresh);
  const auto repaint = [this] { viewport()->update(); };
  connect(&state_, &ViewState::month_changed, this, repaint);
}

int YearChart::shown_months(const Answer& answer) const {
  return static_cast<int>(answer.projection.months.size());
}

void YearChart::use_y(QAbstractAxis* axis) {
  const Tokens& t = tokens();
  y_ = axis;
  axis->setLabelsVisible(false);  // painted, as Qt elides them after a chart changed unseen
  axis->setGridLinePen(QPen(t.grid, 1.0));
  axis->setMinorGridLineVisible(false);
  axis->setLineVisible(false);
  chart()->addAxis(axis, Qt::AlignLeft);
}

void YearChart::attach(QAbstractSeries* series) {
  chart()->addSeries(series);
  series->attachAxis(x_);
  series->attachAxis(y_);
}

QLineSeries* YearChart::add_line(const QColor& color, double width, bool dashed) {
  auto* line = new QLineSeries;
  QPen pen(color, width);
  if (dashed) pen.setDashPattern({4, 3});
  line->setPen(pen);
  return line;
}

void YearChart::set_nice_range(QValueAxis& axis, double most) {
  const double rough = std::max(most, 1e-9) / 4.0;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10.0 * power;
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough) {
      step = factor * power;
      break;
    }
  const double steps = std::ceil(most / step);
  axis.setRange(0.0, steps * step);
  axis.setTickCount(static_cast<int>(steps) + 1);
  axis.setLabelFormat(step < 1.0 ? QStringLiteral("%.2f") : QStringLiteral("%.0f"));
}

void YearChart::refresh() {
  if (shown_ == state_.answer()) return;
  const int months_before = shown_ ? shown_months(*shown_) : 0;
  shown_ = state_.answer();
  chart()->removeAllSeries();
  if (shown_) {
    if (shown_months(*shown_) != months_before) zoom_out();
    build(*shown_);
  }
  viewport()->update();
}

QPointF YearChart::at(double month, double value) const {
  return chart()->mapToPosition(QPointF(month, value), chart()->series().value(0));
}

bool YearChart::shows(double month) const {
  constexpr double kRounding = 1e-6;
  return month >= x_->min() - kRounding && month <= x_->max() + kRounding;
}

std::size_t YearChart::last_month_shown(const Answer& answer) const {
  const double last = std::min(std::floor(x_->max()), shown_months(answer) - 1.0);
  return static_cast<std::size_t>(std::max(0.0, last));
}

double YearChart::place_at(QPointF position) const {
  if (!shown_ || chart()->series().isEmpty()) return 0.0;
  return chart()->mapToValue(position, chart()->series().value(0)).x();
}

int YearChart::month_at(QPointF position) const {
  if (!shown_) return 0;
  return std::clamp(static_cast<int>(std::lround(place_at(position))), 0,
                    shown_months(*shown_) - 1);
}

void YearChart::zoom_to(double first, double last) {
  if (!shown_) return;
  const double lowest = -margin();
  const double highest = shown_months(*shown_) - 1 + margin();
  const double width =
      std::clamp(last - first, std::min(kNarrowest, highest - lowest), highest - lowest);
  const double begin = std::clamp((first + last - width) / 2.0, lowest, highest - width);
  x_->setRange(begin, begin + width);
  viewport()->update();
}

void YearChart::zoom_out() {
  if (shown_) zoom_to(-margin(), shown_months(*shown_) - 1 + margin());
}

void YearChart::zoom_by(double factor, double around) {
  zoom_to(around - (around - x_->min()) * factor, around + (x_->max() - around) * factor);
}

void YearChart::paint_months(QPainter& painter, int months) const {
  const Tokens& t = tokens();
  const QRectF plot = chart()->plotArea();
  const double room = plot.width() / std::max(1.0, x_->max() - x_->min());
  const int every = std::max(1, static_cast<int>(std::ceil(30.0 / room)));
  const Month start = document_.scenario().horizon.start;
  for (int i = 0; i < months; ++i) {
    const bool current = i == state_.month();
    if (i % every != 0 || !shows(i)) continue;
    paint_text_center(
        painter, {at(i, 1.0).x(), plot.bottom() + 15}, axis_month(months_after(start, i), false),
        typeface(size::kHint, current ? QFont::Medium : QFont::Normal), current ? t.text : t.text3);
  }
}

void YearChart::paint_values(QPainter& painter) const {
  const auto label = [&](double value, const QString& words) {
    paint_text_right(painter, {chart()->plotArea().left() - 6.0, at(0, value).y() + 4.0}, words,
                     typeface(size::kHint), tokens().text3);
  };
  if (const auto* linear = qobject_cast<const QValueAxis*>(y_)) {
    const int steps = linear->tickCount() - 1;
    const double step = (linear->max() - linear->min()) / steps;
    for (int i = 0; i <= steps; ++i)
      label(i * step, text(report::number(i * step, step < 1.0 ? 2 : 0, kStyle)));
  } else if (const auto* log = qobject_cast<const QLogValueAxis*>(y_)) {
    for (double value = log->min(); value <= log->max() * 1.001; value *= 10.0)
      label(value, text(report::with_unit(report::number(value, value < 1.0 ? 2 : 0, kStyle), "ms",
                                          kStyle)));
  }
}

void YearChart::paint_cursor(QPainter& painter) const {
  if (state_.month() >= shown_months(*shown_) || !shows(state_.month())) return;
  const QRectF plot = chart()->plotArea();
  const double x = at(state_.month(), 1.0).x();
  painter.setPen(QPen(tokens().accent, 1.5));
  painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
}

void YearChart::paint_limit(QPainter& painter, double value, const QString& words) const {
  const QRectF plot = chart()->plotArea();
  const double y = at(0, value).y();
  if (y < plot.top() || y > plot.bottom()) return;
  QPen pen(tokens().bad, 1.2);
  pen.setDashPattern({6, 3});
  painter.setPen(pen);
  painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
  paint_text(painter, {plot.left() + 4, y - 4}, words, typeface(size::kHint), tokens().bad);
}

void YearChart::paint_end_labels(QPainter& painter, std::vector<EndLabel> labels) const {
  const QRectF plot = chart()->plotArea();
  const QFont hint = typeface(size::kHint);
  std::ranges::sort(labels, {}, &EndLabel::y);
  double lowest = plot.top();
  for (EndLabel& label : labels) {
    label.y = std::max(label.y, lowest);
    lowest = label.y + kLineHeight;
  }
  double above = plot.bottom() + kLineHeight / 2.0;
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    label->y = std::min(label->y, above);
    above = label->y - kLineHeight;
  }
  for (const EndLabel& label : labels) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(label.color);
    painter.drawRoundedRect(QRectF(plot.right() + 6, label.y - 4, 8, 8), 2, 2);
    paint_text(painter, {plot.right() + 18, label.y + 4}, elided(label.words, kRight - 22, hint),
               hint, tokens().text2);
  }
}

void YearChart::drawForeground(QPainter* painter, const QRectF&) {
  painter->setRenderHint(QPainter::Antialiasing);
  if (!shown_ || chart()->series().isEmpty()) {
    paint_text_center(*painter, sceneRect().center(), tr("No result yet."), typeface(size::kTable),
                      tokens().text3);
    return;
  }
  if (state_.updating()) painter->setOpacity(0.6);
  paint_cursor(*painter);
  paint_over(*painter, *shown_);
  paint_months(*painter, shown_months(*shown_));
  paint_values(*painter);
}

void YearChart::mousePressEvent(QMouseEvent* event) {
  if (!shown_) return;
  if (!(event->modifiers() & Qt::ShiftModifier))
    return state_.set_month(month_at(event->position()));
  band_from_ = event->position();
  select_band(band_from_);
  band_->show();
}

void YearChart::select_band(QPointF to) {
  const QRectF plot = chart()->plotArea();
  const double from = std::clamp(band_from_.x(), plot.left(), plot.right());
  const double until = std::clamp(to.x(), plot.left(), plot.right());
  band_->setGeometry(QRectF(QPointF(std::min(from, until), plot.top()),
                            QPointF(std::max(from, until), plot.bottom()))
                         .toRect());
}

void YearChart::mouseMoveEvent(QMouseEvent* event) {
  if (!shown_) return;
  if (band_->isVisible()) return select_band(event->position());
  const int month = month_at(event->position());
  if (event->buttons() & Qt::LeftButton) state_.set_month(month);
  const Month name = months_after(document_.scenario().horizon.start, month);
  QToolTip::showText(event->globalPosition().toPoint(),
                     month_name(name) + QStringLiteral("\n") + reading(*shown_, month), this);
}

void YearChart::mouseReleaseEvent(QMouseEvent*) {
  if (!band_->isVisible()) return;
  band_->hide();
  const QRectF chosen = band_->geometry();
  if (chosen.width() > kShortestDrag)
    zoom_to(place_at(chosen.topLeft()), place_at(chosen.topRight()));
}

void YearChart::wheelEvent(QWheelEvent* event) {
  zoom_by(std::pow(kZoomStep, event->angleDelta().y() / 120.0), place_at(event->position()));
  event->accept();
}

void YearChart::keyPressEvent(QKeyEvent* event) {
  const double middle = shows(state_.month()) ? state_.month() : (x_->min() + x_->max()) / 2.0;
  if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
    return zoom_by(kZoomStep, middle);
  if (event->key() == Qt::Key_Minus) return zoom_by(1.0 / kZoomStep, middle);
  if (event->key() == Qt::Key_0) return zoom_out();
  QChartView::keyPressEvent(event);
}

}  // namespace headroom::gui
