// Small painting helpers that several panes share.
#pragma once

#include <QFont>
#include <QPainter>
#include <QString>

namespace headroom::gui {

/// Draws from the baseline's left end and returns the width.
int paint_text(QPainter& painter, QPointF at, const QString& words, const QFont& font,
               const QColor& color);
/// The same, ending at the baseline's right end.
int paint_text_right(QPainter& painter, QPointF at, const QString& words, const QFont& font,
                     const QColor& color);
int paint_text_center(QPainter& painter, QPointF at, const QString& words, const QFont& font,
                      const QColor& color);

/// Wrapped into lines of the height of the font; what has no room is elided.
void paint_wrapped(QPainter& painter, const QRectF& area, const QString& words, const QFont& font,
                   const QColor& color);

/// Brush of a step of the utilisation scale; the last one is hatched.
QBrush utilization_brush(std::size_t step);

/// A bar from 0 to 1 with a rounded ground and, where there is one, the tick of a target.
struct Gauge {
  QRectF rect;
  double value = 0.0;
  std::size_t step = 0;
  double target = 0.0;  ///< 0: none
  bool empty = false;   ///< no result
};
void paint_gauge(QPainter& painter, const Gauge& gauge);

}  // namespace headroom::gui
