// The years of several scenarios over each other.
#pragma once

#include <QChart>
#include <QChartView>
#include <QValueAxis>
#include <cstdint>

#include "gui/compare/comparer.h"

namespace headroom::gui {

enum class Overlay : std::uint8_t { latency, load, cost };

/// Curves end where a scenario has no steady state, and say so; names stand beside their ends.
class OverlayChart : public QChartView {
  Q_OBJECT

 public:
  explicit OverlayChart(QWidget* parent = nullptr);
  void show_overlay(ComparedPointer compared, Overlay overlay);
  [[nodiscard]] Overlay overlay() const { return overlay_; }

 protected:
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  void build();
  [[nodiscard]] QPointF at(double month, double value) const;
  [[nodiscard]] int months() const;
  void paint_axes(QPainter& painter) const;
  void paint_target(QPainter& painter) const;
  void paint_intervals(QPainter& painter) const;
  void paint_ends(QPainter& painter) const;
  [[nodiscard]] double target() const;

  ComparedPointer compared_;
  Overlay overlay_ = Overlay::latency;
  QValueAxis* x_;
  QValueAxis* y_;
};

}  // namespace headroom::gui
