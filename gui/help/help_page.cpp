#include "gui/help/help_page.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeySequence>
#include <QVBoxLayout>
#include <map>

#include "gui/style/panel.h"
#include "gui/style/theme.h"

namespace headroom::gui {
namespace {

constexpr QSize kSize(640, 620);
constexpr int kWordsWidth = 330, kKeysWidth = 130;

QString plain(QString words) { return words.remove(QStringLiteral("\u2026")); }

}  // namespace

HelpPage::HelpPage(const CommandTable& commands, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Commands and keys"));
  resize(kSize);
  search_ = new QLineEdit(this);
  search_->setPlaceholderText(tr("Search"));
  search_->setAccessibleName(tr("Search commands"));
  search_->setProperty("big", true);
  list_ = new QTreeWidget(this);
  list_->setAccessibleName(tr("Commands"));
  list_->setHeaderLabels({tr("Command"), tr("Keys"), tr("Where")});
  list_->setColumnWidth(0, kWordsWidth);
  list_->setColumnWidth(1, kKeysWidth);
  list_->setSelectionMode(QAbstractItemView::SingleSelection);
  std::map<QString, QTreeWidgetItem*> menus;
  for (const Command& command : commands) {
    QTreeWidgetItem*& menu = menus[command.menu];
    if (!menu) {
      menu = new QTreeWidgetItem(list_, {command.menu});
      menu->setFont(0, typeface(size::kTable, QFont::Medium));
    }
    new QTreeWidgetItem(
        menu, {plain(command.words), QKeySequence(command.keys).toString(QKeySequence::NativeText),
               command.scope == Scope::canvas ? tr("on the canvas") : tr("everywhere")});
  }
  list_->expandAll();
  auto* close = new QDialogButtonBox(QDialogButtonBox::Close, this);
  auto* column = new QVBoxLayout(this);
  column->addWidget(plain_label(tr("Everything is also found with Ctrl+K."), size::kTable,
                                QFont::Normal, QPalette::PlaceholderText));
  column->addWidget(search_);
  column->addWidget(list_, 1);
  column->addWidget(close);
  connect(search_, &QLineEdit::textChanged, this, &HelpPage::filter);
  connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void HelpPage::filter(const QString& words) {
  for (int m = 0; m < list_->topLevelItemCount(); ++m) {
    QTreeWidgetItem* menu = list_->topLevelItem(m);
    int left = 0;
    for (int i = 0; i < menu->childCount(); ++i) {
      QTreeWidgetItem* command = menu->child(i);
      const bool fits = command->text(0).contains(words, Qt::CaseInsensitive) ||
                        command->text(1).contains(words, Qt::CaseInsensitive);
      command->setHidden(!fits);
      left += fits ? 1 : 0;
    }
    menu->setHidden(left == 0);
  }
}

}  // namespace headroom::gui
