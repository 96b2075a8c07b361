#include "gui/canvas/minimap.h"

#include <QMouseEvent>

#include "gui/canvas/canvas_view.h"
#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

constexpr QSize kSize(176, 112);
constexpr double kMargin = 40.0;  // around the cards, in the scene

}  // namespace

Minimap::Minimap(CanvasView& canvas) : QGraphicsView(canvas.scene(), &canvas), canvas_(canvas) {
  setFixedSize(kSize);
  setInteractive(false);
  setFocusPolicy(Qt::NoFocus);  // what it does, keys do on the canvas
  setRenderHint(QPainter::Antialiasing);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setAccessibleName(tr("Overview of the canvas"));
  setObjectName(QStringLiteral("minimap"));
  setStyleSheet(QStringLiteral("#minimap { border: 1px solid %1; border-radius: 4px; }")
                    .arg(tokens().control.name()));
  hide();
}

void Minimap::follow() {
  const QRectF cards = canvas_.cards_rect();
  const bool hidden = !cards.isEmpty() && !canvas_.visible_part().contains(cards);
  setVisible(hidden);
  if (!hidden) return;
  const QRectF all = cards.adjusted(-kMargin, -kMargin, kMargin, kMargin);
  setSceneRect(all);
  fitInView(all, Qt::KeepAspectRatio);
  viewport()->update();
}

void Minimap::drawForeground(QPainter* painter, const QRectF&) {
  QColor ground = tokens().accent;
  ground.setAlphaF(0.12F);
  QPen pen(tokens().accent, 1.5);
  pen.setCosmetic(true);
  painter->setPen(pen);
  painter->setBrush(ground);
  painter->drawRect(canvas_.visible_part().intersected(sceneRect()));
}

void Minimap::mousePressEvent(QMouseEvent* event) { canvas_.look_at(mapToScene(event->pos())); }
void Minimap::mouseMoveEvent(QMouseEvent* event) { canvas_.look_at(mapToScene(event->pos())); }
void Minimap::wheelEvent(QWheelEvent* event) { event->ignore(); }

}  // namespace headroom::gui
