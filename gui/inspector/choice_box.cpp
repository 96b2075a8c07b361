#include "gui/inspector/choice_box.h"

#include <QPainter>

#include "gui/style/icons.h"
#include "gui/style/tokens.h"

namespace headroom::gui {

void ChoiceBox::paintEvent(QPaintEvent* event) {
  QComboBox::paintEvent(event);
  QPainter painter(this);
  constexpr double kSide = 12.0;
  paint_icon(painter, "chev", {width() - kSide - 6.0, (height() - kSide) / 2.0}, kSide,
             isEnabled() ? tokens().text2 : tokens().disabled);
}

}  // namespace headroom::gui
