// Draws a component's card, 148 x 84 at 100 %, with as much as the zoom has room for.
#pragma once

#include <QPainter>

#include "gui/canvas/card_facts.h"

namespace headroom::gui {

struct CardLook {
  bool selected = false;
  bool hovered = false;
  bool ports = false;
  double zoom = 1.0;
};

/// Fields drop out below 95, 50 and 30 %; text is never under 11 pixels on the screen.
void paint_card(QPainter& painter, const CardFacts& facts, const CardLook& look);

}  // namespace headroom::gui
