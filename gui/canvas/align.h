// Cards brought into line: where they stand afterwards.
#pragma once

#include <cstdint>

#include "gui/canvas/walk.h"

namespace headroom::gui {

enum class Alignment : std::uint8_t { left, center, right, top, middle, bottom, across, down };

/// At one edge or middle of all; `across` and `down` leave the outer ones and space the others
/// evenly between them. All cards are of one size.
Places aligned(const Places& places, Alignment how);

}  // namespace headroom::gui
