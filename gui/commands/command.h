// One row of the table of commands that feeds menus, shortcuts, the command palette and the help.
#pragma once

#include <QString>
#include <functional>
#include <vector>

namespace headroom::gui {

/// Where a shortcut holds: single letters only while the canvas has the focus.
enum class Scope : std::uint8_t { window, canvas };

struct Command {
  QString id;    ///< "file.save"
  QString menu;  ///< "File"; empty: in no menu
  QString words;
  QString keys;  ///< "Ctrl+S"; empty without
  Scope scope = Scope::window;
  std::function<void()> run;
  bool separator_before = false;
  std::function<QString()> refused = {};  ///< why it cannot run now; empty or absent: it can
};

using CommandTable = std::vector<Command>;

}  // namespace headroom::gui
