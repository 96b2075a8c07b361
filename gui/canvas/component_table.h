// The table that stands in the place of the canvas: the same components, the same selection.
#pragma once

#include <QTableView>

#include "gui/canvas/component_model.h"

namespace headroom::gui {

class ComponentTable : public QTableView {
  Q_OBJECT

 public:
  ComponentTable(Document& document, ViewState& state, QWidget* parent = nullptr);
  [[nodiscard]] ComponentModel& components() { return model_; }

 private:
  void show_selection();
  void take_selection();

  ViewState& state_;
  ComponentModel model_;
  bool selecting_ = false;
};

}  // namespace headroom::gui
