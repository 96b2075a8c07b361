// Typical hour, peak hour or surge: one choice for all panes.
#pragma once

#include "gui/state/view_state.h"
#include "gui/style/segments.h"

namespace headroom::gui {

class HourChoice : public Segments {
  Q_OBJECT

 public:
  explicit HourChoice(ViewState& state, QWidget* parent = nullptr);

 private:
  void refresh();

  ViewState& state_;
};

}  // namespace headroom::gui
