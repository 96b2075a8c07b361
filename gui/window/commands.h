// The table of all commands of the main window.
#pragma once

#include "gui/commands/command.h"

namespace headroom::gui {

class MainWindow;

CommandTable commands_of(MainWindow& window);

}  // namespace headroom::gui
