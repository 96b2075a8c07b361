#include "gui/commands/action_set.h"

#include <QMenu>
#include <utility>

namespace headroom::gui {
namespace {

QString refusal(const Command& command) { return command.refused ? command.refused() : QString(); }

}  // namespace

ActionSet::ActionSet(CommandTable table, QWidget* window, QWidget* canvas)
    : QObject(window), table_(std::move(table)) {
  for (const Command& command : table_) {
    auto* action = new QAction(command.words, this);
    if (!command.keys.isEmpty()) action->setShortcut(QKeySequence(command.keys));
    const bool local = command.scope == Scope::canvas;
    action->setShortcutContext(local ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
    (local ? canvas : window)->addAction(action);
    connect(action, &QAction::triggered, this, [this, &command] {
      if (refusal(command).isEmpty()) command.run();
      refresh();
    });
    actions_[command.id] = action;
  }
}

void ActionSet::fill(QMenuBar& menus) {
  std::map<QString, QMenu*> made;
  for (const Command& command : table_) {
    if (command.menu.isEmpty()) continue;
    QMenu*& menu = made[command.menu];
    if (!menu) {
      menu = menus.addMenu(command.menu);
      menu->setToolTipsVisible(true);
      connect(menu, &QMenu::aboutToShow, this, &ActionSet::refresh);
    }
    if (command.separator_before) menu->addSeparator();
    menu->addAction(actions_.at(command.id));
  }
}

void ActionSet::refresh() {
  for (const Command& command : table_) {
    const QString why = refusal(command);
    QAction* action = actions_.at(command.id);
    action->setEnabled(why.isEmpty());
    action->setToolTip(why.isEmpty() ? command.words : why);
  }
}

QAction* ActionSet::action(const QString& id) const {
  const auto found = actions_.find(id);
  return found == actions_.end() ? nullptr : found->second;
}

std::vector<CommandPalette::Entry> ActionSet::entries() const {
  std::vector<CommandPalette::Entry> all;
  for (const Command& command : table_)
    all.push_back({actions_.at(command.id)->text().remove(QStringLiteral("\u2026")), command.keys,
                   command.run, refusal(command)});
  return all;
}

QStringList clashes(const CommandTable& table) {
  QStringList found;
  std::map<QString, QString> taken;
  for (const Command& command : table) {
    if (command.keys.isEmpty()) continue;
    const QString keys = QKeySequence(command.keys).toString();
    const auto [known, fresh] = taken.emplace(keys, command.id);
    if (!fresh) found << keys + QStringLiteral(": ") + known->second + u' ' + command.id;
  }
  return found;
}

}  // namespace headroom::gui
