#include "gui/canvas/edge_item.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>
#include <cmath>
#include <utility>

#include "gui/canvas/scene.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr double kThinnest = 1.0, kThickest = 4.6, kRateOfThickest = 600.0;
constexpr double kMargin = 48.0;     // of arrow head and label
constexpr double kLabelsFrom = 1.1;  // zoom
constexpr double kFadedOpacity = 0.4;

double width_of(double rate) {
  const double share = std::sqrt(std::clamp(rate / kRateOfThickest, 0.0, 1.0));
  return kThinnest + (kThickest - kThinnest) * share;
}

double head_of(double rate) { return 3.0 + width_of(rate); }

/// Leaves to the right and comes in from the left, however the cards stand.
QPainterPath plain_curve(QPointF from, QPointF to) {
  const double reach = std::max(40.0, std::abs(to.x() - from.x()) / 2.0);
  QPainterPath path(from);
  path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
  return path;
}

QPainterPath bent_curve(QPointF from, QPointF to, const std::vector<QPointF>& bends) {
  QPainterPath path(from);
  for (std::size_t i = 1; i + 2 < bends.size(); i += 3) {
    const bool last = i + 3 >= bends.size();
    path.cubicTo(bends[i], bends[i + 1], last ? to : bends[i + 2]);
  }
  return path;
}

}  // namespace

EdgeItem::EdgeItem(CardItem& from, CardItem& to, bool synchronous)
    : from_(&from), to_(&to), synchronous_(synchronous) {
  rebuild();
}

void EdgeItem::set_rate(double rate) {
  if (rate == rate_) return;
  rate_ = rate;
  rebuild();
}

void EdgeItem::set_bends(std::vector<QPointF> bends) {
  bends_ = std::move(bends);
  rebuild();
}

void EdgeItem::follow_cards() {
  bends_.clear();
  rebuild();
}

void EdgeItem::set_faded(bool faded) {
  if (faded == faded_) return;
  faded_ = faded;
  update();
}

void EdgeItem::rebuild() {
  prepareGeometryChange();
  tip_ = to_->in_port() - QPointF(1, 0);
  const QPointF end = tip_ - QPointF(1.5 * head_of(rate_), 0);
  path_ = bends_.size() >= 4 ? bent_curve(from_->out_port(), end, bends_)
                             : plain_curve(from_->out_port(), end);
  update();
}

QRectF EdgeItem::boundingRect() const {
  return path_.controlPointRect()
      .united(QRectF(tip_, QSizeF(1, 1)))
      .adjusted(-kMargin, -kMargin, kMargin, kMargin);
}

QPainterPath EdgeItem::shape() const {
  QPainterPathStroker stroker;
  stroker.setWidth(8.0);
  return stroker.createStroke(path_);
}

bool EdgeItem::touches_selection() const {
  return from_->isSelected() || to_->isSelected() || from_->hovered() || to_->hovered();
}

QPointF EdgeItem::label_place(const QSizeF& label) const {
  const auto* canvas = qobject_cast<const CanvasScene*>(scene());
  for (const double share : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}) {
    QRectF area(QPointF(), label);
    area.moveCenter(path_.pointAtPercent(share));
    const bool covered =
        canvas && std::ranges::any_of(canvas->cards(), [&](const auto& entry) {
          return QRectF(entry.second->pos(), QSizeF(size::kCardWidth, size::kCardHeight))
              .intersects(area);
        });
    if (!covered) return area.center();
  }
  return path_.pointAtPercent(0.5);
}

void EdgeItem::paint_label(QPainter& painter, bool strong, double zoom) const {
  const Tokens& t = tokens();
  const QString words = per_second(rate_);
  const QFont type = typeface(size::kHint, strong ? QFont::Medium : QFont::Normal);
  const double width = QFontMetricsF(type).horizontalAdvance(words) + 12.0;
  painter.save();
  const double legible = std::max(1.0, 1.0 / zoom);  // never under its size on the screen
  painter.translate(label_place(QSizeF(width, 16) * legible));
  painter.scale(legible, legible);
  painter.setPen(QPen(strong ? t.accent : t.line, 1.0));
  painter.setBrush(t.canvas);
  painter.drawRoundedRect(QRectF(-width / 2.0, -8, width, 16), 8, 8);
  paint_text_center(painter, {0, 4}, words, type, strong ? t.text : t.text2);
  painter.restore();
}

void EdgeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  const bool strong = touches_selection();
  const bool selected = from_->isSelected() || to_->isSelected();
  const QColor color = selected ? tokens().accent : tokens().edge;
  painter->setRenderHint(QPainter::Antialiasing);
  if (faded_ && !strong) painter->setOpacity(kFadedOpacity);
  const double width = width_of(rate_);
  QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
  if (!synchronous_) pen.setDashPattern({6.0 / width, 5.0 / width});
  painter->setPen(pen);
  painter->setBrush(Qt::NoBrush);
  painter->drawPath(path_);
  const double head = head_of(rate_);
  painter->setPen(Qt::NoPen);
  painter->setBrush(color);
  painter->drawPolygon(QPolygonF(
      {tip_, tip_ + QPointF(-1.7 * head, -0.85 * head), tip_ + QPointF(-1.7 * head, 0.85 * head)}));
  const double zoom = option->levelOfDetailFromTransform(painter->worldTransform());
  if (rate_ > 0.0 && (strong || zoom >= kLabelsFrom) && zoom >= 0.5)
    paint_label(*painter, selected, zoom);
}

}  // namespace headroom::gui
