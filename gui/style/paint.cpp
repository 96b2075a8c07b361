#include "gui/style/paint.h"

#include <QFontMetricsF>
#include <QPixmap>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

enum class Side { left, right, center };

int paint_at(QPainter& painter, QPointF at, const QString& words, const QFont& font,
             const QColor& color, Side side) {
  const double width = QFontMetricsF(font).horizontalAdvance(words);
  if (side == Side::right) at.rx() -= width;
  if (side == Side::center) at.rx() -= width / 2.0;
  painter.setFont(font);
  painter.setPen(color);
  painter.drawText(at, words);
  return static_cast<int>(std::ceil(width));
}

constexpr int kHatchTile = 8;

QPixmap hatch(const QColor& ground, const QColor& lines) {
  QPixmap tile(kHatchTile, kHatchTile);
  tile.fill(ground);
  QPainter painter(&tile);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(lines, 2.2));
  for (const int shift : {-kHatchTile, 0, kHatchTile})
    painter.drawLine(QPointF(shift - 1, kHatchTile + 1), QPointF(shift + kHatchTile + 1, -1));
  return tile;
}

}  // namespace

int paint_text(QPainter& painter, QPointF at, const QString& words, const QFont& font,
               const QColor& color) {
  return paint_at(painter, at, words, font, color, Side::left);
}

int paint_text_right(QPainter& painter, QPointF at, const QString& words, const QFont& font,
                     const QColor& color) {
  return paint_at(painter, at, words, font, color, Side::right);
}

int paint_text_center(QPainter& painter, QPointF at, const QString& words, const QFont& font,
                      const QColor& color) {
  return paint_at(painter, at, words, font, color, Side::center);
}

void paint_wrapped(QPainter& painter, const QRectF& area, const QString& words, const QFont& font,
                   const QColor& color) {
  const double line_height = QFontMetricsF(font).height() + 1.0;
  const int lines = std::max(1, static_cast<int>((area.height() + 1.0) / line_height));
  QTextLayout layout(words, font);
  layout.beginLayout();
  painter.setPen(color);
  painter.setFont(font);
  for (int i = 0; i < lines; ++i) {
    QTextLine line = layout.createLine();
    if (!line.isValid()) break;
    line.setLineWidth(area.width());
    const bool last = i + 1 == lines;
    const QString shown = last ? QFontMetricsF(font).elidedText(words.mid(line.textStart()),
                                                                Qt::ElideRight, area.width())
                               : words.mid(line.textStart(), line.textLength());
    painter.drawText(QPointF(area.left(), area.top() + line_height * i + line.ascent()), shown);
  }
  layout.endLayout();
}

QBrush utilization_brush(std::size_t step) {
  const Tokens& t = tokens();
  if (step + 1 < kUtilizationSteps) return t.utilization[step];
  return hatch(t.utilization[step], t.hatch);
}

void paint_gauge(QPainter& painter, const Gauge& gauge) {
  const Tokens& t = tokens();
  const QRectF& r = gauge.rect;
  const double radius = r.height() / 2.0;
  painter.setPen(QPen(t.line, 0.6));
  painter.setBrush(t.sunken);
  painter.drawRoundedRect(r, radius, radius);
  if (gauge.empty) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(utilization_brush(gauge.step));
  const double width = r.width() * std::clamp(gauge.value, 0.0, 1.0);
  if (width > 0.5)
    painter.drawRoundedRect(QRectF(r.x(), r.y(), std::max(width, r.height()), r.height()), radius,
                            radius);
  if (gauge.target <= 0.0) return;
  painter.setPen(QPen(t.text3, 1.0));
  const double x = std::round(r.x() + r.width() * std::min(1.0, gauge.target)) + 0.5;
  painter.drawLine(QPointF(x, r.y() - 2), QPointF(x, r.bottom() + 2));
}

}  // namespace headroom::gui
