// Below the canvas: charts of the year and the problems.
#pragma once

#include <QTabWidget>

#include "gui/charts/cost_chart.h"
#include "gui/charts/heat_strip.h"
#include "gui/charts/latency_chart.h"
#include "gui/charts/load_chart.h"
#include "gui/problems/problem_pane.h"

namespace headroom::gui {

class Dock : public QTabWidget {
  Q_OBJECT

 public:
  Dock(Document& document, ViewState& state, QWidget* parent = nullptr);

  [[nodiscard]] ProblemPane& problems() { return *problems_; }
  [[nodiscard]] HeatStrip& heat() { return *heat_; }
  /// The chart in front, nullptr when there is none.
  [[nodiscard]] YearChart* current_chart() const;
  void show_problems();

 private:
  LoadChart* load_;
  LatencyChart* latency_;
  CostChart* cost_;
  HeatStrip* heat_;
  ProblemPane* problems_;
};

}  // namespace headroom::gui
