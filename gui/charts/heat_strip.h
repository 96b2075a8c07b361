// The utilisation of all components over the year, every cell with its number.
#pragma once

#include <QTableView>

#include "gui/charts/heat_model.h"

namespace headroom::gui {

/// A click on a cell selects its component and month.
class HeatStrip : public QTableView {
  Q_OBJECT

 public:
  HeatStrip(Document& document, ViewState& state, QWidget* parent = nullptr);
  [[nodiscard]] HeatModel& heat() { return model_; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void spread();

  ViewState& state_;
  HeatModel model_;
};

}  // namespace headroom::gui
