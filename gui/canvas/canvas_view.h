// The window onto the canvas: zoom, pan, the choice of the hour, the legend.
#pragma once

#include <QFrame>
#include <QGraphicsView>
#include <QLabel>
#include <QToolButton>

#include "gui/canvas/connection.h"
#include "gui/canvas/legend.h"
#include "gui/canvas/minimap.h"
#include "gui/canvas/scene.h"
#include "gui/canvas/walk.h"
#include "gui/state/hour_choice.h"

namespace headroom::gui {

class CanvasView : public QGraphicsView {
  Q_OBJECT

 public:
  CanvasView(CanvasScene& scene, ViewState& state, QWidget* parent = nullptr);

  [[nodiscard]] double zoom() const { return transform().m11(); }
  void set_zoom(double zoom);
  void zoom_to(double zoom);  ///< and stays there when the window changes
  void show_card(const QString& name);
  void zoom_in();
  void zoom_out();
  void fit();
  /// Begins to connect the selected card: arrows choose the other one, Return connects.
  void connect_selected();

  /// Who may be connected to whom: why not, or empty.
  void set_refusal(Refusal refusal) { connection_.set_refusal(std::move(refusal)); }
  /// Of the scene.
  [[nodiscard]] QRectF visible_part() const {
    return mapToScene(viewport()->rect()).boundingRect();
  }
  [[nodiscard]] QRectF cards_rect() const { return canvas_.cards_rect(); }
  void look_at(QPointF center);  ///< and stays there when the window changes
  [[nodiscard]] Minimap& minimap() { return *minimap_; }
  [[nodiscard]] QPointF center_of_view() const { return mapToScene(viewport()->rect().center()); }

 Q_SIGNALS:
  void zoomed(double zoom);
  void kind_dropped(const QString& kind, QPointF at);
  void connection_drawn(const QString& from, const QString& to);
  /// Something to say about what the pointer is doing.
  void hint(const QString& words);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void scrollContentsBy(int dx, int dy) override;

 private:
  void build_zoom_strip();
  void place_overlays();
  bool walk(QPointF direction);
  bool move_selected(QPointF direction);
  void end_connection(QPointF at);
  [[nodiscard]] Places places() const;
  void fit_into(const QRectF& viewport_part);

  CanvasScene& canvas_;
  ViewState& state_;
  Connection connection_;
  QString target_;  ///< chosen by keys while a connection is being made
  HourChoice* hours_ = nullptr;
  QFrame* strip_ = nullptr;
  QLabel* percent_ = nullptr;
  Legend* legend_ = nullptr;
  Minimap* minimap_ = nullptr;
  bool fitted_ = true;  ///< follows the size of the window until the user zooms or pans
  bool panning_ = false;
  QPoint pan_from_;
};

}  // namespace headroom::gui
