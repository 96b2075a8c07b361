// Below the canvas: charts of the year and the problems.
#pragma once

#include <QTabWidget>
#include <QUndoView>

#include "gui/charts/cost_chart.h"
#include "gui/charts/heat_strip.h"
#include "gui/charts/latency_chart.h"
#include "gui/charts/load_chart.h"
#include "gui/charts/replica_chart.h"
#include "gui/problems/problem_pane.h"
#include "gui/what_ifs/what_if_pane.h"

namespace headroom::gui {

class Dock : public QTabWidget {
  Q_OBJECT

 public:
  /// `answers`: of scenarios that were solved.
  Dock(Document& document, ViewState& state, const AnswerCache& answers, QWidget* parent = nullptr);

  [[nodiscard]] ProblemPane& problems() { return *problems_; }
  [[nodiscard]] HeatStrip& heat() { return *heat_; }
  [[nodiscard]] WhatIfPane& what_ifs() { return *what_ifs_; }
  [[nodiscard]] QUndoView& history() { return *history_; }
  /// The chart in front, nullptr when there is none.
  [[nodiscard]] YearChart* current_chart() const;
  void show_problems();
  void show_what_ifs();
  void show_history();

 private:
  LoadChart* load_;
  LatencyChart* latency_;
  CostChart* cost_;
  ReplicaChart* replicas_;
  HeatStrip* heat_;
  ProblemPane* problems_;
  WhatIfPane* what_ifs_;
  QUndoView* history_;
};

}  // namespace headroom::gui
