#include "gui/canvas/canvas_view.h"

#include <QDropEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "gui/palette/kind_model.h"
#include "gui/style/icons.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr double kSmallest = 0.1, kLargest = 3.0, kZoomStep = 1.2, kLargestFit = 1.5;
constexpr int kMargin = size::kPadding;
constexpr int kSceneMargin = 2000;

QToolButton* strip_button(QFrame* strip, const char* drawing, const QString& name) {
  auto* button = new QToolButton(strip);
  button->setIcon(icon(drawing, tokens().text2));
  button->setIconSize({14, 14});
  button->setFixedSize(24, 24);
  button->setToolTip(name);
  button->setAccessibleName(name);
  strip->layout()->addWidget(button);
  return button;
}

}  // namespace

CanvasView::CanvasView(CanvasScene& scene, ViewState& state, QWidget* parent)
    : QGraphicsView(&scene, parent), canvas_(scene), state_(state), connection_(scene) {
  setAcceptDrops(true);
  setFrameShape(NoFrame);
  setRenderHint(QPainter::Antialiasing);
  setDragMode(RubberBandDrag);
  setTransformationAnchor(AnchorUnderMouse);
  setViewportUpdateMode(SmartViewportUpdate);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMouseTracking(true);
  setAccessibleName(QStringLiteral("Canvas"));
  hours_ = new HourChoice(state, this);
  build_zoom_strip();
  legend_ = new Legend(this);
  minimap_ = new Minimap(*this);
  connect(&canvas_, &CanvasScene::cards_moved, minimap_, &Minimap::follow);
  connect(&canvas_, &CanvasScene::laid_out, this, &CanvasView::fit);
}

void CanvasView::build_zoom_strip() {
  strip_ = framed_row(new QFrame(this));
  connect(strip_button(strip_, "minus", tr("Zoom out")), &QToolButton::clicked, this,
          &CanvasView::zoom_out);
  percent_ = new QLabel(strip_);
  percent_->setFont(typeface(size::kTable));
  percent_->setFixedWidth(44);
  percent_->setAlignment(Qt::AlignCenter);
  strip_->layout()->addWidget(percent_);
  connect(strip_button(strip_, "plus", tr("Zoom in")), &QToolButton::clicked, this,
          &CanvasView::zoom_in);
  connect(strip_button(strip_, "fit", tr("Zoom to fit (F)")), &QToolButton::clicked, this,
          &CanvasView::fit);
  connect(strip_button(strip_, "layout", tr("Lay out (L)")), &QToolButton::clicked, &canvas_,
          &CanvasScene::lay_out);
}

void CanvasView::set_zoom(double zoom) {
  const double wanted = std::clamp(zoom, kSmallest, kLargest);
  setTransform(QTransform::fromScale(wanted, wanted));
  percent_->setText(percent(wanted));
  minimap_->follow();
  Q_EMIT zoomed(wanted);
}

void CanvasView::zoom_to(double wanted) {
  fitted_ = false;
  setTransformationAnchor(AnchorViewCenter);  // by a key or a button, wherever the pointer is
  set_zoom(wanted);
  setTransformationAnchor(AnchorUnderMouse);
}

void CanvasView::look_at(QPointF center) {
  fitted_ = false;
  centerOn(center);
}

void CanvasView::scrollContentsBy(int dx, int dy) {
  QGraphicsView::scrollContentsBy(dx, dy);
  if (minimap_) minimap_->follow();
}

void CanvasView::zoom_in() { zoom_to(zoom() * kZoomStep); }
void CanvasView::zoom_out() { zoom_to(zoom() / kZoomStep); }

void CanvasView::show_card(const QString& name) {
  if (const CardItem* card = canvas_.card(name)) ensureVisible(card, 40, 40);
}

void CanvasView::fit_into(const QRectF& part) {
  const QRectF cards = canvas_.cards_rect();
  const double scale = std::min(part.width() / cards.width(), part.height() / cards.height());
  set_zoom(std::min(scale, kLargestFit));
  const QPointF shift = (QRectF(viewport()->rect()).center() - part.center()) / zoom();
  centerOn(cards.center() + shift);
}

void CanvasView::fit() {
  fitted_ = true;
  const QRectF cards = canvas_.cards_rect();
  if (cards.isEmpty()) {
    setSceneRect(-kSceneMargin, -kSceneMargin, 2 * kSceneMargin, 2 * kSceneMargin);
    set_zoom(1.0);
    return centerOn(0, 0);
  }
  setSceneRect(cards.adjusted(-kSceneMargin, -kSceneMargin, kSceneMargin, kSceneMargin));
  const QRectF whole = QRectF(viewport()->rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
  fit_into(whole);
  const QRect corner = hours_->geometry().united(strip_->geometry());
  const auto hidden = [&](const QRect& area) {
    return std::ranges::any_of(canvas_.cards(), [&](const auto& entry) {
      const QRectF card(entry.second->pos(), QSizeF(size::kCardWidth, size::kCardHeight));
      return mapFromScene(card).boundingRect().intersects(area);
    });
  };
  QRectF part = whole;
  if (hidden(corner)) part.setTop(corner.bottom() + kMargin);
  if (hidden(legend_->geometry())) part.setBottom(legend_->geometry().top() - kMargin / 2.0);
  if (part != whole) fit_into(part);
}

void CanvasView::place_overlays() {
  hours_->adjustSize();
  strip_->adjustSize();
  hours_->move(kMargin, kMargin);
  strip_->move(kMargin, hours_->geometry().bottom() + 1 + size::kGap);
  legend_->move(kMargin, height() - legend_->height() - size::kGap);
  minimap_->move(width() - minimap_->width() - kMargin, height() - minimap_->height() - kMargin);
}

void CanvasView::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  place_overlays();
  if (fitted_) fit();
  minimap_->follow();
}

void CanvasView::wheelEvent(QWheelEvent* event) {
  if (event->modifiers() & Qt::ControlModifier) {
    fitted_ = false;
    set_zoom(zoom() * std::pow(kZoomStep, event->angleDelta().y() / 120.0));
    return;
  }
  fitted_ = false;
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() - event->angleDelta().x());
  verticalScrollBar()->setValue(verticalScrollBar()->value() - event->angleDelta().y());
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
  panning_ = event->button() == Qt::MiddleButton;
  pan_from_ = event->pos();
  if (panning_) return setCursor(Qt::ClosedHandCursor);
  if (event->button() == Qt::LeftButton && connection_.begin(mapToScene(event->pos()), zoom()))
    return viewport()->update();
  QGraphicsView::mousePressEvent(event);
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
  if (connection_.active()) {
    Q_EMIT hint(connection_.move(mapToScene(event->pos())));
    return viewport()->update();
  }
  if (!panning_) return QGraphicsView::mouseMoveEvent(event);
  const QPoint moved = event->pos() - pan_from_;
  pan_from_ = event->pos();
  fitted_ = false;
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
  verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event) {
  if (connection_.active()) return end_connection(mapToScene(event->pos()));
  if (!panning_) return QGraphicsView::mouseReleaseEvent(event);
  panning_ = false;
  unsetCursor();
}

void CanvasView::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasFormat(QString::fromLatin1(kKindMimeType)))
    event->acceptProposedAction();
}

void CanvasView::dragMoveEvent(QDragMoveEvent* event) {
  if (event->mimeData()->hasFormat(QString::fromLatin1(kKindMimeType)))
    event->acceptProposedAction();
}

void CanvasView::dropEvent(QDropEvent* event) {
  const QByteArray kind = event->mimeData()->data(QString::fromLatin1(kKindMimeType));
  if (kind.isEmpty()) return;
  event->acceptProposedAction();
  const QPointF half(size::kCardWidth / 2.0, size::kCardHeight / 2.0);
  Q_EMIT kind_dropped(QString::fromUtf8(kind), mapToScene(event->position().toPoint()) - half);
}

void CanvasView::drawForeground(QPainter* painter, const QRectF&) {
  QGraphicsView::drawForeground(painter, {});
  connection_.paint(*painter);
  if (!canvas_.cards().empty()) return;
  painter->resetTransform();
  paint_text_center(*painter, viewport()->rect().center(),
                    tr("Drag a service here or choose a template."), typeface(size::kBody),
                    tokens().text2);
}

}  // namespace headroom::gui
