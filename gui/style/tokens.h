// The design tokens: the only place of the application where a colour, a size or a font is written.
#pragma once

#include <QColor>
#include <array>
#include <cstdint>

namespace headroom::gui {

enum class ThemeName : std::uint8_t { light, dark, contrast };

/// Steps of the utilisation scale: 0 to 20, 40, 60, 70, 80, 90, 100 %, and over.
inline constexpr std::size_t kUtilizationSteps = 8;
inline constexpr std::size_t kSeries = 6;

/// Colours by role. Every number shown on or beside a colour of the scale has its own text colour.
struct Tokens {
  QColor window, surface, canvas, sunken;
  QColor line;     ///< decoration only
  QColor control;  ///< border of anything one can use
  QColor text, text2, text3, disabled;
  QColor accent, accent_soft, on_accent;
  QColor good, warn, bad, fatal;
  QColor good_soft, warn_soft, bad_soft, fatal_soft;
  std::array<QColor, kUtilizationSteps> utilization, on_utilization;
  QColor hatch, failed, no_data, edge, grid;
  std::array<QColor, kSeries> series;
  /// Time in a request.
  QColor service, thread, connection, queue, network;
};

const Tokens& tokens_of(ThemeName theme);
/// Of the theme that is shown.
const Tokens& tokens();
ThemeName current_theme();
void set_current_theme(ThemeName theme);

/// The step of the scale for a share of the capacity; `unstable` decides the last one.
std::size_t utilization_step(double asked, bool unstable);

namespace size {
// Pixels.
inline constexpr int kHint = 11, kTable = 12, kBody = 13, kTitle = 16, kFigure = 22;
inline constexpr int kGap = 8, kPadding = 12, kPanelGap = 16;
inline constexpr int kMenuBar = 32, kVerdict = 96, kRow = 28, kField = 24, kDialogField = 32;
inline constexpr int kTab = 32, kStatus = 24, kSlider = 76;
inline constexpr int kControlRadius = 4, kCardRadius = 6, kPillRadius = 8;
inline constexpr int kCardWidth = 148, kCardHeight = 84, kCardGapX = 40, kCardGapY = 14, kSnap = 12;
inline constexpr int kTileWidth = 184, kTileHeight = 80;
inline constexpr int kPaletteRail = 64, kPaletteWide = 184, kInspector = 280, kInspectorWide = 336;
inline constexpr int kDock = 168, kDockWide = 224, kWideFrom = 1600;
}  // namespace size

}  // namespace headroom::gui
