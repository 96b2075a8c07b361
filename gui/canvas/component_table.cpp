#include "gui/canvas/component_table.h"

#include <QHeaderView>

#include "gui/style/tokens.h"

namespace headroom::gui {

ComponentTable::ComponentTable(Document& document, ViewState& state, QWidget* parent)
    : QTableView(parent), state_(state), model_(document, state) {
  setModel(&model_);
  setAccessibleName(tr("Components"));
  setShowGrid(false);
  setWordWrap(false);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setTabKeyNavigation(false);
  verticalHeader()->hide();
  verticalHeader()->setDefaultSectionSize(size::kRow);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setStretchLastSection(true);
  constexpr int kWidths[] = {116, 76, 116, 56, 88, 66, 72, 84, 116};
  for (int i = 0; i < ComponentModel::called_by; ++i) setColumnWidth(i, kWidths[i]);
  connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &ComponentTable::take_selection);
  connect(&state_, &ViewState::selection_changed, this, &ComponentTable::show_selection);
  connect(&model_, &QAbstractItemModel::modelAboutToBeReset, this, [this] { selecting_ = true; });
  connect(&model_, &QAbstractItemModel::modelReset, this, [this] {
    selecting_ = false;
    show_selection();
  });
}

void ComponentTable::take_selection() {
  if (selecting_) return;
  QStringList names;
  for (const QModelIndex& row : selectionModel()->selectedRows())
    names << model_.component(row.row());
  names.sort();
  selecting_ = true;
  state_.set_selection(names);
  selecting_ = false;
}

void ComponentTable::show_selection() {
  if (selecting_) return;
  selecting_ = true;
  QItemSelection rows;
  for (const QString& name : state_.selection())
    if (const int row = model_.row_of(name); row >= 0)
      rows.select(model_.index(row, 0), model_.index(row, ComponentModel::columns - 1));
  selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
  if (!rows.isEmpty())
    selectionModel()->setCurrentIndex(rows.front().topLeft(), QItemSelectionModel::NoUpdate);
  selecting_ = false;
}

}  // namespace headroom::gui
