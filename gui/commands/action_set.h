// Actions and menus made from the table of commands.
#pragma once

#include <QAction>
#include <QMenuBar>
#include <QStringList>
#include <map>

#include "gui/commands/command.h"
#include "gui/commands/command_palette.h"

namespace headroom::gui {

class ActionSet : public QObject {
  Q_OBJECT

 public:
  /// Shortcuts of commands in the canvas's scope hold while `canvas` has the focus.
  ActionSet(CommandTable table, QWidget* window, QWidget* canvas);

  void fill(QMenuBar& menus);
  /// Enables what can run now; the others say why in their status tip.
  void refresh();
  [[nodiscard]] QAction* action(const QString& id) const;
  [[nodiscard]] const CommandTable& table() const { return table_; }
  [[nodiscard]] std::vector<CommandPalette::Entry> entries() const;

 private:
  CommandTable table_;
  std::map<QString, QAction*> actions_;
};

/// Keys that two commands of one scope share, or that a letter of the canvas takes from the window.
QStringList clashes(const CommandTable& table);

}  // namespace headroom::gui
