#include "gui/canvas/card_item.h"

#include <QStyleOptionGraphicsItem>
#include <cmath>
#include <utility>

#include "gui/canvas/scene.h"
#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

constexpr double kFrame = 6.0;  // of selection and ports

QString tool_tip(const CardFacts& facts) {
  QString lines = facts.name + QStringLiteral("\n") + facts.size;
  if (facts.state != State::none)
    lines += QStringLiteral("\n") +
             (facts.resource.isEmpty() ? QStringLiteral("serves") : facts.resource) +
             QStringLiteral(" ") + facts.number + QStringLiteral(", waiting ") + facts.waiting +
             QStringLiteral(", ") + facts.cost;
  return QStringLiteral("<pre style='font-family:sans-serif'>") + lines.toHtmlEscaped() +
         QStringLiteral("</pre>");
}

}  // namespace

CardItem::CardItem(QString name) : name_(std::move(name)) {
  setFlags(ItemIsSelectable | ItemIsMovable | ItemSendsGeometryChanges);
  setAcceptHoverEvents(true);
  setZValue(1.0);
}

void CardItem::set_facts(const CardFacts& facts) {
  if (facts == facts_) return;
  facts_ = facts;
  setToolTip(tool_tip(facts));
  update();
}

void CardItem::set_offered(bool offered) {
  if (offered == offered_) return;
  offered_ = offered;
  update();
}

QPointF CardItem::out_port() const {
  return pos() + QPointF(size::kCardWidth, size::kCardHeight / 2.0);
}
QPointF CardItem::in_port() const { return pos() + QPointF(0.0, size::kCardHeight / 2.0); }

QRectF CardItem::boundingRect() const {
  return QRectF(0, 0, size::kCardWidth, size::kCardHeight)
      .adjusted(-kFrame, -kFrame, kFrame, kFrame);
}

QPainterPath CardItem::shape() const {
  QPainterPath path;
  path.addRect(QRectF(-4, 0, size::kCardWidth + 8, size::kCardHeight));
  return path;
}

void CardItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  CardLook look;
  look.selected = isSelected();
  look.hovered = hovered_;
  look.ports = isSelected() || hovered_ || offered_;
  look.zoom = option->levelOfDetailFromTransform(painter->worldTransform());
  paint_card(*painter, facts_, look);
}

QVariant CardItem::itemChange(GraphicsItemChange change, const QVariant& value) {
  auto* canvas = qobject_cast<CanvasScene*>(scene());
  if (change == ItemPositionChange) {
    const QPointF at = value.toPointF();
    return QPointF(std::round(at.x() / size::kSnap) * size::kSnap,
                   std::round(at.y() / size::kSnap) * size::kSnap);
  }
  if (canvas && change == ItemPositionHasChanged) canvas->card_moved(*this);
  return QGraphicsItem::itemChange(change, value);
}

void CardItem::hoverEnterEvent(QGraphicsSceneHoverEvent*) {
  hovered_ = true;
  update();
  if (auto* canvas = qobject_cast<CanvasScene*>(scene())) canvas->emphasise(this);
}

void CardItem::hoverLeaveEvent(QGraphicsSceneHoverEvent*) {
  hovered_ = false;
  update();
  if (auto* canvas = qobject_cast<CanvasScene*>(scene())) canvas->emphasise(nullptr);
}

}  // namespace headroom::gui
