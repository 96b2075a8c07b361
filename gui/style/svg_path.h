// Painter paths from the path notation of SVG, as the table of icons is written.
#pragma once

#include <QPainterPath>
#include <string_view>

namespace headroom::gui {

/// Commands M L H V C A Z and their relative forms; arcs without rotation. Anything else is a bug.
QPainterPath svg_path(std::string_view notation);

}  // namespace headroom::gui
