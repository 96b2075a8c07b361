#include "gui/verdict/tile.h"

#include <QPainter>

#include "gui/style/icons.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"

namespace headroom::gui {
namespace {

constexpr int kHeadBaseline = 21, kFigureBaseline = 47, kFootBaseline = 70;
constexpr double kMark = 14.0, kTrend = 11.0;
constexpr double kFaded = 0.45;

}  // namespace

Tile::Tile(QWidget* parent) : QAbstractButton(parent) {
  setCursor(Qt::PointingHandCursor);
  setFocusPolicy(Qt::TabFocus);
  setFixedSize(sizeHint());
}

QSize Tile::sizeHint() const { return {size::kTileWidth, size::kTileHeight}; }

void Tile::set_facts(const TileFacts& facts) {
  facts_ = facts;
  setToolTip(facts.details);
  setAccessibleName(facts.details.isEmpty() ? facts.title + ", " + facts.month + ", no result yet"
                                            : facts.details);
  update();
}

void Tile::set_current(bool current) {
  current_ = current;
  update();
}

void Tile::set_faded(bool faded) {
  faded_ = faded;
  update();
}

void Tile::paint_head(QPainter& painter) const {
  const Tokens& t = tokens();
  const int width = paint_text(painter, {size::kPadding, kHeadBaseline}, facts_.title,
                               typeface(size::kHint, QFont::Bold), t.text);
  paint_text(painter, {size::kPadding + width + 6.0, kHeadBaseline}, facts_.month,
             typeface(size::kHint), t.text3);
  if (facts_.state != State::none || !facts_.details.isEmpty())
    paint_mark(painter, facts_.state, {size::kTileWidth - size::kPadding - kMark, 10}, kMark);
}

void Tile::paint_latency(QPainter& painter) const {
  const Tokens& t = tokens();
  const bool unstable = facts_.state == State::unstable;
  const QColor color = unstable ? t.fatal : facts_.latency_missed ? t.bad : t.text;
  const bool about = facts_.latency.value.size() > 9;
  const QFont figure = typeface(about ? size::kTitle : size::kFigure, QFont::Medium);
  const int width =
      paint_text(painter, {size::kPadding, kFigureBaseline}, facts_.latency.value, figure, color);
  paint_text(painter, {size::kPadding + width + 5.0, kFigureBaseline}, facts_.latency.half_width,
             typeface(size::kTable), t.text2);
  const double right = size::kTileWidth - size::kPadding;
  const int unit = paint_text_right(painter, {right, kFigureBaseline},
                                    unstable ? facts_.backlog : QStringLiteral("p95"),
                                    typeface(size::kHint), unstable ? t.text2 : t.text3);
  if (facts_.trend != 0)
    paint_icon(painter, facts_.trend > 0 ? "up" : "down",
               {right - unit - kTrend - 4.0, kFigureBaseline - 10.0}, kTrend, t.text3, 2.0);
}

void Tile::paint_foot(QPainter& painter) const {
  const Tokens& t = tokens();
  const QFont hint = typeface(size::kHint);
  const int width = paint_text(painter, {size::kPadding, kFootBaseline},
                               QStringLiteral("errors ") + facts_.errors.value, hint, t.text2);
  paint_text(painter, {size::kPadding + width + 3.0, kFootBaseline}, facts_.errors.half_width, hint,
             t.text3);
  paint_text_right(painter, {size::kTileWidth - size::kPadding, kFootBaseline}, facts_.cost,
                   typeface(size::kHint, facts_.cost_missed ? QFont::Medium : QFont::Normal),
                   facts_.cost_missed ? t.bad : t.text2);
}

void Tile::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool strong = current_ || hasFocus();
  painter.setPen(QPen(strong ? t.accent : underMouse() ? t.control : t.line, strong ? 2.0 : 1.0));
  painter.setBrush(t.surface);
  const double inset = strong ? 1.0 : 0.5;
  painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), size::kCardRadius,
                          size::kCardRadius);
  if (faded_) painter.setOpacity(kFaded);
  paint_head(painter);
  paint_latency(painter);
  paint_foot(painter);
}

}  // namespace headroom::gui
