// The year under the canvas: the load curve, and the month that all panes show.
#pragma once

#include <QTimer>
#include <QWidget>

#include "gui/document/document.h"
#include "gui/state/view_state.h"

namespace headroom::gui {

/// Reads stored results only. Drag, arrows, Home, End; play moves a month a second.
class MonthSlider : public QWidget {
  Q_OBJECT

 public:
  MonthSlider(Document& document, ViewState& state, QWidget* parent = nullptr);

  void toggle_play();
  [[nodiscard]] bool playing() const { return timer_.isActive(); }
  /// Horizontal position of a month.
  [[nodiscard]] double x_of(double month) const;
  [[nodiscard]] int month_at(double x) const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;

 private:
  void refresh();
  [[nodiscard]] double y_of(double rate) const;
  [[nodiscard]] double highest() const;
  [[nodiscard]] bool on_play(QPointF at) const;
  void paint_unstable(QPainter& painter) const;
  void paint_curves(QPainter& painter) const;
  void paint_surges(QPainter& painter) const;
  void paint_breach(QPainter& painter) const;
  void paint_axis(QPainter& painter) const;
  void paint_cursor(QPainter& painter) const;
  void paint_play(QPainter& painter) const;
  void paint_words(QPainter& painter) const;

  Document& document_;
  ViewState& state_;
  QTimer timer_;
};

}  // namespace headroom::gui
