#include "gui/what_ifs/what_if_pane.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kBreachWidth = 190, kChangesWidth = 84, kCostWidth = 96, kResetWidth = 32;
constexpr int kParentWidth = 110, kHereWidth = 110, kIndent = 16;

QPushButton* button(const QString& words, const QString& tip, QWidget* parent) {
  auto* made = new QPushButton(words, parent);
  made->setToolTip(tip);
  return made;
}

QLabel* hint_label(const QString& words, QWidget* parent) {
  auto* label = new QLabel(words, parent);
  label->setTextFormat(Qt::PlainText);
  label->setFont(typeface(size::kHint));
  label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

}  // namespace

WhatIfPane::WhatIfPane(Document& document, const AnswerCache& answers, QWidget* parent)
    : QWidget(parent), document_(document) {
  scenarios_ = new ScenarioModel(document, answers, this);
  changes_ = new ChangeModel(document, this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(size::kPadding, 6, size::kPadding, 4);
  row->setSpacing(size::kPanelGap);
  row->addWidget(scenario_side(), 3);
  row->addWidget(change_side(), 2);
  connect(&document_, &Document::changed, this, &WhatIfPane::refresh);
  connect(scenarios_, &QAbstractItemModel::modelReset, this, &WhatIfPane::refresh);
  connect(scenarios_, &ScenarioModel::ticked_changed, this, &WhatIfPane::refresh);
  refresh();
}

QWidget* WhatIfPane::scenario_side() {
  auto* side = new QWidget(this);
  tree_ = new QTreeView(side);
  tree_->setModel(scenarios_);
  tree_->setAccessibleName(tr("Scenarios"));
  tree_->setStyleSheet(QStringLiteral("QTreeView::item { height: 24px; padding: 0 9px; }"));
  tree_->setIndentation(kIndent);
  tree_->setExpandsOnDoubleClick(false);
  tree_->setEditTriggers(QAbstractItemView::EditKeyPressed);
  tree_->setUniformRowHeights(true);
  tree_->setAllColumnsShowFocus(true);
  tree_->installEventFilter(this);
  QHeaderView* header = tree_->header();
  header->setStretchLastSection(false);
  header->setSectionResizeMode(ScenarioModel::kName, QHeaderView::Stretch);
  for (const auto& [column, width] : {std::pair{ScenarioModel::kChanges, kChangesWidth},
                                      {ScenarioModel::kBreach, kBreachWidth},
                                      {ScenarioModel::kCost, kCostWidth}})
    header->resizeSection(column, width);
  make_ =
      button(tr("New what-if"), tr("A scenario over the one that is shown (Ctrl+Shift+W)"), side);
  delete_ =
      button(tr("Delete"), tr("The selected what-if and all over it; undo brings them back"), side);
  compare_ =
      button(tr("Compare"), tr("The scenarios that are ticked, two to four (Ctrl+Shift+C)"), side);
  hint_ = hint_label({}, side);
  auto* bar = new QHBoxLayout;
  bar->setSpacing(size::kGap);
  bar->addWidget(make_);
  bar->addWidget(delete_);
  bar->addWidget(hint_, 1);
  bar->addWidget(compare_);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(bar);
  column->addWidget(tree_, 1);
  connect(make_, &QPushButton::clicked, this, &WhatIfPane::make_what_if);
  connect(delete_, &QPushButton::clicked, this, &WhatIfPane::delete_what_if);
  connect(compare_, &QPushButton::clicked, this,
          [this] { Q_EMIT compare_wanted(scenarios_->ticked()); });
  connect(tree_, &QTreeView::doubleClicked, this,
          [this](const QModelIndex& index) { document_.switch_to(ScenarioModel::id_of(index)); });
  connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &WhatIfPane::refresh);
  return side;
}

QWidget* WhatIfPane::change_side() {
  auto* side = new QWidget(this);
  table_ = new QTableView(side);
  table_->setModel(changes_);
  table_->setAccessibleName(tr("Changes of this what-if"));
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setShowGrid(false);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(24);
  table_->installEventFilter(this);
  QHeaderView* header = table_->horizontalHeader();
  header->setSectionResizeMode(ChangeModel::kField, QHeaderView::Stretch);
  header->resizeSection(ChangeModel::kParent, kParentWidth);
  header->resizeSection(ChangeModel::kHere, kHereWidth);
  header->resizeSection(ChangeModel::kReset, kResetWidth);
  empty_ = hint_label({}, side);
  empty_->setWordWrap(true);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(table_, 1);
  column->addWidget(empty_, 1, Qt::AlignTop);
  connect(table_, &QTableView::clicked, this, [this](const QModelIndex& index) {
    if (index.column() == ChangeModel::kReset) changes_->reset_row(index.row());
  });
  return side;
}

void WhatIfPane::refresh() {
  tree_->expandAll();
  const bool base = document_.current() == kBase;
  const bool nothing = changes_->rowCount() == 0;
  table_->setVisible(!nothing);
  empty_->setVisible(nothing);
  empty_->setText(base ? tr("The base is shown: what-ifs follow it in everything they do not say "
                            "otherwise.")
                       : tr("Nothing is changed yet. Edit a field or draw on the canvas."));
  const int selected = ScenarioModel::id_of(tree_->currentIndex());
  delete_->setEnabled(selected > kBase || (selected == kNoParent && !base));
  const std::size_t ticked = scenarios_->ticked().size();
  compare_->setEnabled(ticked >= 2);
  hint_->setText(ticked >= 2 ? QString() : tr("Tick two to four to compare."));
  make_->setEnabled(document_.is_open());
}

void WhatIfPane::make_what_if() {
  const auto taken = [this](const QString& name) {
    const std::vector<int> all = document_.tree().from(kBase);
    return std::ranges::any_of(all,
                               [&](int id) { return text(document_.tree().name(id)) == name; });
  };
  QString name = tr("What-if %1").arg(1);
  for (int number = 2; taken(name); ++number) name = tr("What-if %1").arg(number);
  document_.add_what_if(name);
  rename_current();
}

void WhatIfPane::rename_current() {
  const QModelIndex index = scenarios_->index_of(document_.current());
  tree_->setCurrentIndex(index);
  if (isVisible()) tree_->edit(index);
}

void WhatIfPane::delete_what_if() {
  const int selected = ScenarioModel::id_of(tree_->currentIndex());
  document_.remove_what_if(selected > kBase ? selected : document_.current());
}

bool WhatIfPane::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (watched == tree_ && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
    document_.switch_to(ScenarioModel::id_of(tree_->currentIndex()));
    return true;
  }
  if (key != Qt::Key_Delete) return QWidget::eventFilter(watched, event);
  watched == tree_ ? delete_what_if() : changes_->reset_row(table_->currentIndex().row());
  return true;
}

}  // namespace headroom::gui
