// The whole canvas in a corner, with a frame around what the window shows.
#pragma once

#include <QGraphicsView>

namespace headroom::gui {

class CanvasView;

class Minimap : public QGraphicsView {
  Q_OBJECT

 public:
  explicit Minimap(CanvasView& canvas);

  /// Shown where some card is outside the window.
  void follow();

 protected:
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  CanvasView& canvas_;
};

}  // namespace headroom::gui
