// The right side: results and inputs of what is selected, or of the whole scenario.
#pragma once

#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>

#include "gui/document/document.h"
#include "gui/inspector/load_form.h"
#include "gui/inspector/operations_form.h"
#include "gui/inspector/parameter_form.h"
#include "gui/inspector/results_panel.h"
#include "gui/inspector/scenario_form.h"
#include "gui/state/view_state.h"

namespace headroom::gui {

class Inspector : public QScrollArea {
  Q_OBJECT

 public:
  Inspector(Document& document, ViewState& state, QWidget* parent = nullptr);

  [[nodiscard]] ParameterForm& parameters() { return *parameters_; }
  [[nodiscard]] OperationsForm& operations() { return *operations_; }
  [[nodiscard]] ScenarioForm& scenario_form() { return *scenario_; }
  [[nodiscard]] LoadForm& load_form() { return *load_; }
  [[nodiscard]] ResultsPanel& results() { return *results_; }
  /// The first input of what is selected.
  void focus_first();

 Q_SIGNALS:
  void explain_wanted();

 private:
  QWidget* component_page();
  QWidget* scenario_page();
  void show_selection();
  void show_results();

  Document& document_;
  ViewState& state_;
  QStackedWidget* pages_;
  QLabel* icon_ = nullptr;
  QLabel* name_ = nullptr;
  QLabel* kind_ = nullptr;
  ResultsPanel* results_ = nullptr;
  ParameterForm* parameters_ = nullptr;
  OperationsForm* operations_ = nullptr;
  ScenarioForm* scenario_ = nullptr;
  LoadForm* load_ = nullptr;
};

}  // namespace headroom::gui
