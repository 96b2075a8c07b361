// Pictures as files: SVG, PDF or PNG by the ending of the name.
#pragma once

#include <QPainter>
#include <QSizeF>
#include <QString>
#include <functional>
#include <optional>

namespace headroom::gui {

/// Of the dialogue that asks for a name.
QString picture_filter();

/// Draws a picture of `size` in pixels of the screen; PNGs have twice as many. The file appears
/// whole or not at all. What went wrong, nullopt when written.
std::optional<QString> write_picture(const QString& path, QSizeF size,
                                     const std::function<void(QPainter&)>& draw);

}  // namespace headroom::gui
