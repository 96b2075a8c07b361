#include "gui/slider/month_slider.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "core/report/breach_words.h"
#include "gui/style/icons.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr double kLeft = 104.0, kRight = 188.0, kTop = 10.0, kBottom = 22.0;
constexpr double kPlayX = 32.0, kPlayRadius = 15.0, kThumb = 7.0;
constexpr int kMonthMs = 1000;
constexpr double kHeadroom = 1.06;  // of the highest curve

using projection::MonthResult;
using projection::WindowKind;

bool unstable_at_peak(const MonthResult& month) {
  const projection::Window* peak = month.window(WindowKind::peak);
  return peak && !peak->simulated.stable;
}

}  // namespace

MonthSlider::MonthSlider(Document& document, ViewState& state, QWidget* parent)
    : QWidget(parent), document_(document), state_(state) {
  setFixedHeight(size::kSlider);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Month"));
  timer_.setInterval(kMonthMs);
  connect(&timer_, &QTimer::timeout, this, [this] {
    state_.set_month(state_.month() >= state_.last_month() ? 0 : state_.month() + 1);
  });
  connect(&document_, &Document::changed, this, &MonthSlider::refresh);
  connect(&state_, &ViewState::answer_changed, this, &MonthSlider::refresh);
  connect(&state_, &ViewState::month_changed, this, &MonthSlider::refresh);
}

void MonthSlider::refresh() {
  const Month month = months_after(document_.scenario().horizon.start, state_.month());
  setAccessibleDescription(month_name(month));
  update();
}

void MonthSlider::toggle_play() {
  if (timer_.isActive())
    timer_.stop();
  else
    timer_.start();
  update();
}

double MonthSlider::x_of(double month) const {
  const double span = std::max(1.0, width() - kLeft - kRight);
  return kLeft + span * month / std::max(1, state_.last_month());
}

int MonthSlider::month_at(double x) const {
  const double span = std::max(1.0, width() - kLeft - kRight);
  return static_cast<int>(std::lround((x - kLeft) / span * state_.last_month()));
}

double MonthSlider::highest() const {
  double most = 1e-9;
  if (!state_.answer()) return most;
  for (const MonthResult& month : state_.answer()->projection.months) {
    most = std::max({most, month.peak_rps.high, month.load.peak_rps});
    for (const projection::Window& window : month.windows)
      most = std::max(most, window.offered_rps);
  }
  return most * kHeadroom;
}

double MonthSlider::y_of(double rate) const {
  return height() - kBottom - (height() - kBottom - kTop) * rate / highest();
}

void MonthSlider::paint_unstable(QPainter& painter) const {
  const auto& months = state_.answer()->projection.months;
  const double half = (x_of(1) - x_of(0)) / 2.0;
  for (const MonthResult& month : months) {
    if (!unstable_at_peak(month)) continue;
    const double x = x_of(month.index);
    const double right = month.index == state_.last_month() ? x + kThumb : x + half;
    painter.fillRect(QRectF(x - half, kTop, right - x + half, height() - kBottom - kTop),
                     tokens().fatal_soft);
  }
}

void MonthSlider::paint_curves(QPainter& painter) const {
  const Tokens& t = tokens();
  const auto& months = state_.answer()->projection.months;
  QPolygonF upper, lower, peak, typical;
  for (const MonthResult& month : months) {
    const double x = x_of(month.index);
    upper << QPointF(x, y_of(month.peak_rps.high));
    lower.prepend(QPointF(x, y_of(month.peak_rps.low)));
    peak << QPointF(x, y_of(month.load.peak_rps));
    typical << QPointF(x, y_of(month.load.mean_rps));
  }
  QColor band = t.accent;
  band.setAlphaF(current_theme() == ThemeName::light ? 0.15F : 0.25F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(band);
  painter.drawPolygon(upper + lower);
  painter.setBrush(Qt::NoBrush);
  QPen dashes(t.series[5], 1.2);
  dashes.setDashPattern({4, 3});
  painter.setPen(dashes);
  painter.drawPolyline(typical);
  painter.setPen(QPen(t.series[0], 2.0));
  painter.drawPolyline(peak);
}

void MonthSlider::paint_surges(QPainter& painter) const {
  const Tokens& t = tokens();
  for (const MonthResult& month : state_.answer()->projection.months)
    for (const projection::Window& window : month.windows) {
      if (window.kind != WindowKind::surge) continue;
      const double fraction =
          static_cast<double>(window.at.seconds - start_of(month.month).seconds) /
          (86'400.0 * days_in(month.month));
      const double x = x_of(month.index + fraction);
      const double base = y_of(month.load.peak_rps);
      const double top = std::max(kTop + 8.0, y_of(window.offered_rps));
      painter.setPen(QPen(t.series[3], 1.5));
      painter.setBrush(Qt::NoBrush);
      painter.drawPolyline(QPolygonF({{x - 5, base}, {x, top}, {x + 10, base}}));
      paint_icon(painter, "flag", {x - 2, top - 10}, 12.8, t.series[3], 1.7);
      paint_text(painter, {x + 13, top}, text(window.surge), typeface(size::kHint), t.text2);
    }
}

void MonthSlider::paint_breach(QPainter& painter) const {
  const projection::Breach* breach = report::first_breach(state_.answer()->projection);
  if (!breach) return;
  const double x = std::round(x_of(breach->month_index)) + 0.5;
  QPen pen(tokens().bad, 1.2);
  pen.setDashPattern({3, 3});
  painter.setPen(pen);
  painter.drawLine(QPointF(x, kTop), QPointF(x, height() - kBottom));
  const QFont hint = typeface(size::kHint);
  const QString words = tr("first breach");
  const double width = QFontMetricsF(hint).horizontalAdvance(words) + 5;
  const double cursor = x_of(state_.month());
  const bool in_the_way = cursor < x - 1 && cursor > x - width - 5;
  if (x - width > kLeft && !in_the_way)
    paint_text_right(painter, {x - 5, kTop + 9}, words, hint, tokens().bad);
  else
    paint_text(painter, {x + 5, kTop + 9}, words, hint, tokens().bad);
}

void MonthSlider::paint_axis(QPainter& painter) const {
  const Tokens& t = tokens();
  const double y = height() - kBottom + 0.5;
  painter.setPen(t.control);
  painter.drawLine(QPointF(x_of(0), y), QPointF(x_of(state_.last_month()), y));
  const double room = x_of(1) - x_of(0);
  const int every = std::max(1, static_cast<int>(std::ceil(44.0 / std::max(1.0, room))));
  const Month start = document_.scenario().horizon.start;
  for (int i = 0; i <= state_.last_month(); ++i) {
    const double x = x_of(i);
    painter.setPen(t.control);
    painter.drawLine(QPointF(x, y), QPointF(x, y + 4));
    const bool current = i == state_.month();
    if (i % every != 0 && !current) continue;
    const Month month = months_after(start, i);
    const bool year = i == 0 || month.month == 1 || i == state_.last_month();
    paint_text_center(painter, {x, height() - 5.0}, axis_month(month, year),
                      typeface(size::kHint, current ? QFont::Bold : QFont::Normal),
                      current ? t.text : t.text3);
  }
}

void MonthSlider::paint_cursor(QPainter& painter) const {
  const Tokens& t = tokens();
  const double x = x_of(state_.month());
  const double y = height() - kBottom + 0.5;
  painter.setPen(QPen(t.accent, 2.0));
  painter.drawLine(QPointF(x, 4), QPointF(x, y));
  if (hasFocus()) {
    painter.setPen(QPen(t.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(x, y), kThumb + 3, kThumb + 3);
  }
  painter.setPen(QPen(t.surface, 2.0));
  painter.setBrush(t.accent);
  painter.drawEllipse(QPointF(x, y), kThumb, kThumb);
}

void MonthSlider::paint_play(QPainter& painter) const {
  const Tokens& t = tokens();
  const QPointF center(kPlayX, height() / 2.0);
  painter.setPen(t.control);
  painter.setBrush(t.surface);
  painter.drawEllipse(center, kPlayRadius, kPlayRadius);
  painter.setPen(Qt::NoPen);
  painter.setBrush(t.accent);
  if (playing()) {
    for (const double x : {-4.5, 1.5})
      painter.drawRect(QRectF(center.x() + x, center.y() - 5, 3, 10));
  } else {
    painter.drawPolygon(
        QPolygonF({center + QPointF(-3, -6), center + QPointF(6, 0), center + QPointF(-3, 6)}));
  }
  paint_text(painter, {60, center.y() + 4}, tr("Month"), typeface(size::kHint), t.text3);
}

void MonthSlider::paint_words(QPainter& painter) const {
  const Tokens& t = tokens();
  const double x = width() - kRight + 36;
  const Month month = months_after(document_.scenario().horizon.start, state_.month());
  paint_text(painter, {x, 24}, month_name(month), typeface(size::kBody, QFont::Medium), t.text);
  const MonthResult* result = state_.month_result();
  if (!result) return;
  const bool users = std::holds_alternative<workload::Population>(document_.scenario().load.now);
  const QString unit = users ? tr(" users") : tr(" rps");
  const QFont table = typeface(size::kTable);
  const QFont hint = typeface(size::kHint);
  paint_text(painter, {x, 42}, tr("peak ") + count(result->load.peak_rps) + unit, table, t.text);
  if (result->peak_rps.half_width() > 0.0)
    paint_text(painter, {x, 70},
               tr("90\u202f% of worlds ") +
                   text(report::range(result->peak_rps.low, result->peak_rps.high, 0, kStyle)),
               hint, t.text3);
  paint_text(painter, {x, 56}, tr("typical ") + count(result->load.mean_rps) + unit, hint, t.text3);
}

void MonthSlider::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), tokens().surface);
  painter.fillRect(0, 0, width(), 1, tokens().line);
  if (!document_.is_open()) return;
  if (state_.answer()) {
    paint_unstable(painter);
    paint_curves(painter);
    paint_surges(painter);
    paint_breach(painter);
  }
  paint_axis(painter);
  paint_cursor(painter);
  paint_play(painter);
  paint_words(painter);
}

bool MonthSlider::on_play(QPointF at) const {
  return std::hypot(at.x() - kPlayX, at.y() - height() / 2.0) <= kPlayRadius;
}

void MonthSlider::mousePressEvent(QMouseEvent* event) {
  if (on_play(event->position())) return toggle_play();
  state_.set_month(month_at(event->position().x()));
}

void MonthSlider::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton && event->position().x() > kLeft / 2.0)
    state_.set_month(month_at(event->position().x()));
}

void MonthSlider::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
      return state_.set_month(state_.month() - 1);
    case Qt::Key_Right:
    case Qt::Key_Up:
      return state_.set_month(state_.month() + 1);
    case Qt::Key_Home:
      return state_.set_month(0);
    case Qt::Key_End:
      return state_.set_month(state_.last_month());
    case Qt::Key_Space:
      return toggle_play();
    default:
      QWidget::keyPressEvent(event);
  }
}

void MonthSlider::focusInEvent(QFocusEvent*) { update(); }

}  // namespace headroom::gui
