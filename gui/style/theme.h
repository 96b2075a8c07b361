// Fusion with our palette, our fonts and one short style sheet.
#pragma once

#include <QApplication>
#include <QFont>

#include "gui/style/tokens.h"

namespace headroom::gui {

/// Palette, font and style sheet of the whole application.
void apply_theme(QApplication& application, ThemeName theme);
/// Light or dark, whichever the platform shows (text lighter than the window is dark).
ThemeName platform_theme();

/// Roboto where it is installed. `weight` 400, 500 or 700; size in pixels, see tokens.h.
QFont typeface(int pixels, int weight = QFont::Normal);

}  // namespace headroom::gui
