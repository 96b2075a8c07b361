// Ctrl+K: find a command or a component by typing some of its letters.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>

#include "gui/commands/command.h"

namespace headroom::gui {

class CommandPalette : public QFrame {
  Q_OBJECT

 public:
  struct Entry {
    QString words;
    QString hint;  ///< keys, or what kind of thing it is
    std::function<void()> run;
    QString refused;  ///< why it cannot be run
  };

  explicit CommandPalette(QWidget* parent);
  /// Shows itself at the top of its parent.
  void open(const std::vector<Entry>& entries);
  [[nodiscard]] QLineEdit* line() const { return line_; }
  [[nodiscard]] int matches() const { return filter_.rowCount(); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void run_current();
  void move(int rows);

  std::vector<Entry> entries_;
  QStandardItemModel model_;
  QSortFilterProxyModel filter_;
  QLineEdit* line_;
  QListView* list_;
};

}  // namespace headroom::gui
