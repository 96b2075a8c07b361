#include "gui/style/marks.h"

#include "gui/style/svg_path.h"
#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

constexpr double kGrid = 16.0;

void stroke(QPainter& painter, std::string_view path, const QColor& color, double width) {
  painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(svg_path(path));
}

void paint_fine(QPainter& painter, const Tokens& t) {
  painter.setBrush(t.good);
  painter.drawEllipse(QPointF(8, 8), 7, 7);
  stroke(painter, "M4.8 8.2l2.2 2.3 4.2-4.8", t.surface, 1.8);
}

void paint_hot(QPainter& painter, const Tokens& t) {
  painter.setBrush(t.utilization[6]);
  painter.drawPath(svg_path("M8 1.5L15 14H1z"));
  stroke(painter, "M8 6v4M8 12v.2", t.on_utilization[6], 1.8);
}

void paint_unstable(QPainter& painter, const Tokens& t) {
  painter.setBrush(t.utilization[7]);
  painter.drawRoundedRect(QRectF(1, 1, 14, 14), 3, 3);
  stroke(painter, "M4 11.5V9M8 11.5V6.5M12 11.5V4", t.on_utilization[7], 2.0);
}

void paint_failed(QPainter& painter, const Tokens& t) {
  painter.setBrush(t.failed);
  painter.drawEllipse(QPointF(8, 8), 7, 7);
  stroke(painter, "M5 5l6 6M11 5l-6 6", t.surface, 1.8);
}

void paint_none(QPainter& painter, const Tokens& t) {
  painter.setPen(QPen(t.text3, 1.2, Qt::DashLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(QPointF(8, 8), 6.4, 6.4);
  stroke(painter, "M6.2 6.4a1.8 1.8 0 1 1 3 1.4c-.8.6-1.2.9-1.2 1.7M8 11.3v.1", t.text3, 1.3);
}

}  // namespace

void paint_mark(QPainter& painter, State state, QPointF at, double size) {
  const Tokens& t = tokens();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(at);
  painter.scale(size / kGrid, size / kGrid);
  painter.setPen(Qt::NoPen);
  if (state == State::fine) paint_fine(painter, t);
  if (state == State::hot) paint_hot(painter, t);
  if (state == State::unstable) paint_unstable(painter, t);
  if (state == State::failed) paint_failed(painter, t);
  if (state == State::none) paint_none(painter, t);
  painter.restore();
}

void paint_evidence(QPainter& painter, Evidence evidence, QPointF at) {
  const Tokens& t = tokens();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(at);
  painter.setPen(Qt::NoPen);
  if (evidence == Evidence::measured) {
    painter.setBrush(t.good);
    painter.drawEllipse(QPointF(7, 7), 4.5, 4.5);
  } else if (evidence == Evidence::vendor) {
    painter.setBrush(t.text3);
    painter.drawRoundedRect(QRectF(2.5, 2.5, 9, 9), 1.5, 1.5);
  } else if (evidence == Evidence::assumption) {
    stroke(painter, "M7 2L12.2 11.5H1.8z", t.warn, 1.4);
  } else if (evidence == Evidence::unset) {
    painter.setPen(QPen(t.text3, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(7, 7), 4, 4);
  } else {
    painter.setBrush(t.text3);
    painter.drawEllipse(QPointF(7, 7), 2, 2);
  }
  painter.restore();
}

}  // namespace headroom::gui
