// The scenarios as a tree, and what the current one changes.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTreeView>
#include <QWidget>

#include "gui/what_ifs/change_model.h"
#include "gui/what_ifs/scenario_model.h"

namespace headroom::gui {

class WhatIfPane : public QWidget {
  Q_OBJECT

 public:
  WhatIfPane(Document& document, const AnswerCache& answers, QWidget* parent = nullptr);

  [[nodiscard]] ScenarioModel& scenarios() { return *scenarios_; }
  [[nodiscard]] ChangeModel& changes() { return *changes_; }
  [[nodiscard]] QTreeView& tree() { return *tree_; }
  [[nodiscard]] QTableView& table() { return *table_; }
  [[nodiscard]] QPushButton& make_button() { return *make_; }
  [[nodiscard]] QPushButton& delete_button() { return *delete_; }
  [[nodiscard]] QPushButton& compare_button() { return *compare_; }
  /// A child of the current scenario, its name ready to be typed over.
  void make_what_if();
  /// That is selected in the tree, or the current one. Not the base.
  void delete_what_if();
  void rename_current();

 Q_SIGNALS:
  void compare_wanted(const std::vector<int>& ids);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* scenario_side();
  QWidget* change_side();
  void refresh();

  Document& document_;
  ScenarioModel* scenarios_;
  ChangeModel* changes_;
  QTreeView* tree_ = nullptr;
  QTableView* table_ = nullptr;
  QLabel* empty_ = nullptr;
  QLabel* hint_ = nullptr;
  QPushButton* make_ = nullptr;
  QPushButton* delete_ = nullptr;
  QPushButton* compare_ = nullptr;
};

}  // namespace headroom::gui
