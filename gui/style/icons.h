// Icons: one table of paths, 16 x 16, drawn as lines in one colour.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPainter>
#include <QString>
#include <string_view>

namespace headroom::gui {

/// The path of an icon, "service", "undo"; a component kind without an icon of its own gets that of
/// a service.
const QPainterPath& icon_path(std::string_view name);
/// `size`: side in pixels.
void paint_icon(QPainter& painter, std::string_view name, QPointF at, double size,
                const QColor& color, double stroke = 1.4);
/// For buttons and menus, sharp at every scale.
QIcon icon(std::string_view name, const QColor& color);
/// What a kind is called on the palette: "load_balancer" is "balancer".
QString kind_label(std::string_view kind);

}  // namespace headroom::gui
