// All problems of the scenario; a click goes to the component and its field.
#pragma once

#include <QLabel>
#include <QTableView>
#include <QWidget>

#include "gui/problems/problem_model.h"
#include "gui/state/view_state.h"

namespace headroom::gui {

class ProblemPane : public QWidget {
  Q_OBJECT

 public:
  ProblemPane(Document& document, ViewState& state, QWidget* parent = nullptr);
  [[nodiscard]] ProblemModel& model() { return model_; }
  [[nodiscard]] QTableView& table() { return *table_; }

 Q_SIGNALS:
  void counted(int problems);
  void wanted(const QString& component, const QString& parameter);

 private:
  void refresh();
  void go_to(const QModelIndex& index);

  ViewState& state_;
  ProblemModel model_;
  QTableView* table_;
  QLabel* none_;
};

}  // namespace headroom::gui
