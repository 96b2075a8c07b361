#include "gui/canvas/card_painter.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>

#include "gui/style/icons.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr double kWidth = size::kCardWidth, kHeight = size::kCardHeight;
constexpr double kLeft = 13.0, kRight = kWidth - 10.0;
constexpr double kAll = 0.95, kMiddle = 0.5, kSmall = 0.3;
constexpr double kColorOnly = 0.16;  // below it a number has no room
constexpr double kFaded = 0.45;

bool is_hot(const CardFacts& facts) { return facts.state == State::hot; }
bool is_unstable(const CardFacts& facts) { return facts.state == State::unstable; }
bool has_mark(const CardFacts& facts) {
  return facts.problem || facts.approximate || is_hot(facts) || is_unstable(facts) ||
         facts.state == State::none;
}

QColor ground(const CardFacts& facts) {
  const Tokens& t = tokens();
  if (is_unstable(facts)) return t.fatal_soft;
  return is_hot(facts) && facts.step >= 6 ? t.bad_soft : t.surface;
}

QPen border(const CardFacts& facts, const CardLook& look) {
  const Tokens& t = tokens();
  if (look.selected) return QPen(t.accent, 1.0);
  if (facts.overridden) return QPen(t.accent, 2.0);
  if (facts.state == State::none) return QPen(t.control, 1.0, Qt::DashLine);
  if (is_unstable(facts)) return QPen(t.utilization[7], 1.6);
  return QPen(is_hot(facts) ? t.utilization[std::max<std::size_t>(facts.step, 5)] : t.line, 1.0);
}

QBrush band(const CardFacts& facts) {
  if (facts.state == State::none) return tokens().no_data;
  return utilization_brush(facts.step);
}

void paint_frame(QPainter& painter, const CardFacts& facts, const CardLook& look) {
  const QRectF card(0.5, 0.5, kWidth - 1, kHeight - 1);
  QPainterPath shape;
  shape.addRoundedRect(card, size::kCardRadius, size::kCardRadius);
  painter.fillPath(shape, ground(facts));
  painter.save();
  painter.setClipPath(shape, Qt::IntersectClip);
  painter.fillRect(QRectF(0, 0, is_unstable(facts) ? 7 : 5, kHeight), band(facts));
  painter.restore();
  painter.setBrush(Qt::NoBrush);
  painter.setPen(border(facts, look));
  painter.drawPath(shape);
  if (look.selected || look.hovered) {
    const double gap = look.selected ? 3.0 : 1.5;
    painter.setPen(look.selected ? QPen(tokens().accent, 2.0) : QPen(tokens().control, 1.0));
    painter.drawRoundedRect(QRectF(0, 0, kWidth, kHeight).adjusted(-gap, -gap, gap, gap), 8, 8);
  }
}

Gauge gauge_of(const CardFacts& facts, const QRectF& rect) {
  return {rect, facts.asked, facts.step, facts.target, facts.state == State::none};
}

QString elided_to(const QString& words, double width, const QFont& font) {
  return QFontMetricsF(font).elidedText(words, Qt::ElideMiddle, width);
}

void paint_approximation(QPainter& painter) {
  const QRectF pill(kWidth - 27, 8, 18, 14);
  painter.setPen(QPen(tokens().text3, 1.0));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(pill, 7, 7);
  paint_text_center(painter, {pill.center().x(), 19}, QStringLiteral("\u2248"),
                    typeface(size::kHint), tokens().text2);
}

/// A dot: changed in this what-if. The frame says so where another mark has its place.
void paint_change(QPainter& painter) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(tokens().accent);
  painter.drawEllipse(QPointF(kWidth - 17, 15), 4, 4);
}

void paint_head(QPainter& painter, const CardFacts& facts) {
  paint_icon(painter, facts.kind, {kLeft, 8}, 16, tokens().text2);
  const bool marked = has_mark(facts) || facts.overridden;
  const QFont name = typeface(size::kBody, QFont::Medium);
  paint_text(painter, {34, 20.5}, elided_to(facts.name, kRight - 34 - (marked ? 20 : 0), name),
             name, tokens().text);
  if (facts.problem)
    paint_mark(painter, State::failed, {kWidth - 25, 8}, 15);
  else if (facts.approximate)
    paint_approximation(painter);
  else if (is_hot(facts) || is_unstable(facts) || facts.state == State::none)
    paint_mark(painter, facts.state, {kWidth - 25, 8}, 15);
  else if (facts.overridden)
    paint_change(painter);
}

void paint_size(QPainter& painter, const CardFacts& facts) {
  const QFont hint = typeface(size::kHint);
  const double owner = facts.owner.isEmpty() ? 0.0
                                             : paint_text_right(painter, {kRight, 37},
                                                                elided_to(facts.owner, 56, hint),
                                                                hint, tokens().text3) +
                                                   6.0;
  paint_text(painter, {kLeft, 37}, elided_to(facts.size, kRight - kLeft - owner, hint), hint,
             tokens().text2);
}

void paint_busiest(QPainter& painter, const CardFacts& facts) {
  const Tokens& t = tokens();
  const bool none = facts.state == State::none;
  const QFont number = typeface(size::kBody, none ? QFont::Normal : QFont::Bold);
  const double number_width =
      paint_text_right(painter, {kRight, 54.5}, facts.number, number, none ? t.text2 : t.text);
  const double column = std::max(36.0, number_width + 5.0);
  const QFont hint = typeface(size::kHint);
  const QString resource = elided_to(facts.resource, 62, hint);
  const double label =
      resource.isEmpty()
          ? 0.0
          : paint_text_right(painter, {kRight - column, 54}, resource, hint, t.text2) + 6.0;
  const double width = kRight - kLeft - column - label;
  if (width > 12.0) paint_gauge(painter, gauge_of(facts, {kLeft, 47, width, 6}));
}

void paint_foot(QPainter& painter, const CardFacts& facts) {
  const Tokens& t = tokens();
  const bool grows = is_unstable(facts);
  paint_icon(painter, "queue", {12, 62}, 11.5, t.text3, 1.6);
  paint_text(painter, {27, 73}, facts.waiting,
             typeface(size::kHint, grows ? QFont::Medium : QFont::Normal),
             grows ? t.fatal : t.text2);
  paint_text_right(painter, {kRight, 73}, facts.cost, typeface(size::kHint), t.text2);
}

/// Sizes in units of the card, so that they are legible on the screen.
int legible(int pixels, double zoom) {
  return std::max(pixels, static_cast<int>(std::ceil(size::kHint / zoom)));
}

void paint_middle(QPainter& painter, const CardFacts& facts, double zoom) {
  const QFont name = typeface(legible(16, zoom), QFont::Medium);
  paint_icon(painter, facts.kind, {14, 12}, 21.6, tokens().text2, 1.3);
  paint_text(painter, {42, 30}, elided_to(facts.name, kRight - 42, name), name, tokens().text);
  const QFont number = typeface(legible(17, zoom), QFont::Bold);
  const QString words = facts.state == State::none ? QStringLiteral("?") : facts.number;
  const double width = paint_text_right(painter, {kRight, 66}, words, number, tokens().text);
  paint_gauge(painter, gauge_of(facts, {14, 56, kRight - 14 - width - 8, 9}));
}

void paint_small(QPainter& painter, const CardFacts& facts, double zoom) {
  const int pixels = legible(22, zoom);
  const QFont type = typeface(pixels, QFont::Medium);
  const QString number = facts.state == State::none ? QStringLiteral("?") : facts.number;
  if (zoom < kSmall) {
    paint_text_center(painter, {kWidth / 2, kHeight / 2 + pixels * 0.36}, number, type,
                      tokens().text);
    return;
  }
  paint_icon(painter, facts.kind, {14, 9}, 27, tokens().text2, 1.3);
  paint_text_right(painter, {kRight, 33}, number, type, tokens().text);
  paint_text(painter, {14, 70}, elided_to(facts.name, kRight - 14, type), type, tokens().text);
}

/// So small that only colours are told apart: the whole card has that of its state.
void paint_tiny(QPainter& painter, const CardFacts& facts, const CardLook& look) {
  painter.setPen(look.selected ? QPen(tokens().accent, 8.0) : QPen(tokens().control, 2.0));
  painter.setBrush(band(facts));
  painter.drawRect(QRectF(0, 0, kWidth, kHeight));
}

void paint_ports(QPainter& painter) {
  painter.setPen(QPen(tokens().accent, 1.5));
  painter.setBrush(tokens().surface);
  for (const double x : {0.0, kWidth}) painter.drawEllipse(QPointF(x, kHeight / 2), 4, 4);
}

}  // namespace

void paint_card(QPainter& painter, const CardFacts& facts, const CardLook& look) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (facts.updating) painter.setOpacity(painter.opacity() * kFaded);
  if (look.zoom < kColorOnly) {
    paint_tiny(painter, facts, look);
    return painter.restore();
  }
  paint_frame(painter, facts, look);
  if (look.zoom >= kAll) {
    paint_head(painter, facts);
    paint_size(painter, facts);
    paint_busiest(painter, facts);
    paint_foot(painter, facts);
  } else if (look.zoom >= kMiddle) {
    paint_middle(painter, facts, look.zoom);
  } else {
    paint_small(painter, facts, look.zoom);
  }
  if (look.ports) paint_ports(painter);
  painter.restore();
}

}  // namespace headroom::gui
