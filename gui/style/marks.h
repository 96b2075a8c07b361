// State marks: filled shapes, so that a state never rests on colour alone.
#pragma once

#include <QPainter>
#include <cstdint>

namespace headroom::gui {

enum class State : std::uint8_t { none, fine, warm, hot, unstable, failed };

/// Disc with tick, triangle, square with rising bars, disc with cross, dashed ring; nothing for
/// `warm`. `size`: side in pixels.
void paint_mark(QPainter& painter, State state, QPointF at, double size);

/// Where a figure comes from.
enum class Evidence : std::uint8_t { measured, vendor, assumption, typed, unset };
void paint_evidence(QPainter& painter, Evidence evidence, QPointF at);

}  // namespace headroom::gui
