#include "gui/gallery/template_card.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <map>

#include "gui/style/icons.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"

namespace headroom::gui {
namespace {

constexpr int kWidth = 200, kHeight = 192, kPicture = 96, kLine = 17;
constexpr double kBoxWidth = 30.0, kBoxHeight = 20.0, kMargin = 6.0;
constexpr double kLargestGapX = 44.0, kLargestGapY = 10.0;

/// Places of the cards of a layout, made small enough for the picture.
std::vector<QPointF> places_in(const QRectF& area, const Layout& layout) {
  QRectF all;
  for (const QPointF& card : layout.cards) all |= QRectF(card, QSizeF(1, 1));
  const double room_x = area.width() - kBoxWidth - 2 * kMargin;
  const double room_y = area.height() - kBoxHeight - 2 * kMargin;
  const double most_x = (kBoxWidth + kLargestGapX) / (size::kCardWidth + size::kCardGapX);
  const double most_y = (kBoxHeight + kLargestGapY) / (size::kCardHeight + size::kCardGapY);
  const double sx = all.width() > 1 ? std::min(room_x / all.width(), most_x) : 1.0;
  const double sy = all.height() > 1 ? std::min(room_y / all.height(), most_y) : 1.0;
  std::vector<QPointF> places;
  for (const QPointF& card : layout.cards)
    places.emplace_back(area.center().x() + (card.x() - all.center().x()) * sx - kBoxWidth / 2.0,
                        area.center().y() + (card.y() - all.center().y()) * sy - kBoxHeight / 2.0);
  return places;
}

}  // namespace

TemplateCard::TemplateCard(const Template& shown, QWidget* parent)
    : QAbstractButton(parent), shown_(shown) {
  setCheckable(true);
  setAutoExclusive(true);
  setCursor(Qt::PointingHandCursor);
  setFixedSize(sizeHint());
  setAccessibleName(shown.name);
  setAccessibleDescription(shown.when);
}

QSize TemplateCard::sizeHint() const { return {kWidth, kHeight}; }

void TemplateCard::paint_picture(QPainter& painter, const QRectF& area) const {
  const Tokens& t = tokens();
  const std::vector<QPointF> at = places_in(area, shown_.layout);
  painter.setBrush(Qt::NoBrush);
  for (const Arrow& arrow : shown_.graph.arrows) {
    const QPointF from =
        at[static_cast<std::size_t>(arrow.from)] + QPointF(kBoxWidth, kBoxHeight / 2.0);
    const QPointF to = at[static_cast<std::size_t>(arrow.to)] + QPointF(0, kBoxHeight / 2.0);
    const double reach = std::max(8.0, (to.x() - from.x()) / 2.0);
    QPainterPath path(from);
    path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
    QPen pen(t.edge, 1.2);
    if (!arrow.synchronous) pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawPath(path);
  }
  for (qsizetype i = 0; i < shown_.graph.names.size(); ++i) {
    const QPointF corner = at[static_cast<std::size_t>(i)];
    const auto& component =
        shown_.scenario.architecture.components.at(shown_.graph.names[i].toStdString());
    painter.setPen(QPen(t.control, 0.8));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(QRectF(corner, QSizeF(kBoxWidth, kBoxHeight)), 3, 3);
    paint_icon(painter, component.kind, corner + QPointF(8, 3), 14, t.text2, 1.3);
  }
}

void TemplateCard::paint_words(QPainter& painter) const {
  const Tokens& t = tokens();
  const double top = kPicture + 20.0;
  paint_text(painter, {size::kPadding, top}, shown_.name, typeface(size::kBody, QFont::Medium),
             t.text);
  const QRectF area(size::kPadding, top + 6, kWidth - 2 * size::kPadding, 3 * kLine);
  paint_wrapped(painter, area, shown_.when, typeface(size::kHint), t.text2);
  paint_text(painter, {size::kPadding, kHeight - 10.0},
             tr("%1 components").arg(shown_.graph.names.size()), typeface(size::kHint), t.text3);
}

void TemplateCard::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool strong = isChecked() || hasFocus();
  const double inset = strong ? 1.0 : 0.5;
  QPainterPath shape;
  shape.addRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), size::kCardRadius,
                       size::kCardRadius);
  painter.fillPath(shape, t.surface);
  painter.save();
  painter.setClipPath(shape);
  const QRectF picture(0, 0, kWidth, kPicture);
  painter.fillRect(picture, t.canvas);
  painter.fillRect(QRectF(0, kPicture, kWidth, 1), t.line);
  paint_picture(painter, picture);
  painter.restore();
  paint_words(painter);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(strong ? t.accent : underMouse() ? t.control : t.line, strong ? 2.0 : 1.0));
  painter.drawPath(shape);
}

}  // namespace headroom::gui
