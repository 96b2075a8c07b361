// All commands with their keys, as a page one can search.
#pragma once

#include <QDialog>
#include <QLineEdit>
#include <QTreeWidget>

#include "gui/commands/command.h"

namespace headroom::gui {

/// Made from the table of commands, and so complete.
class HelpPage : public QDialog {
  Q_OBJECT

 public:
  HelpPage(const CommandTable& commands, QWidget* parent = nullptr);

  [[nodiscard]] QTreeWidget& list() { return *list_; }
  [[nodiscard]] QLineEdit& search() { return *search_; }

 private:
  void filter(const QString& words);

  QLineEdit* search_;
  QTreeWidget* list_;
};

}  // namespace headroom::gui
