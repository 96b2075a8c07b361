#include "gui/problems/problem_pane.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include "gui/style/theme.h"

namespace headroom::gui {

ProblemPane::ProblemPane(Document& document, ViewState& state, QWidget* parent)
    : QWidget(parent), state_(state), model_(document) {
  table_ = new QTableView(this);
  table_->setModel(&model_);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(size::kRow);
  table_->setShowGrid(false);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setWordWrap(false);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->setAccessibleName(tr("Problems"));
  none_ = new QLabel(tr("No problems. Every figure of the scenario can be read."), this);
  none_->setForegroundRole(QPalette::PlaceholderText);
  none_->setFont(typeface(size::kTable));
  none_->setAlignment(Qt::AlignCenter);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(table_);
  column->addWidget(none_);
  connect(table_, &QTableView::clicked, this, &ProblemPane::go_to);
  connect(table_, &QTableView::activated, this, &ProblemPane::go_to);
  connect(&model_, &QAbstractItemModel::modelReset, this, &ProblemPane::refresh);
  refresh();
}

void ProblemPane::refresh() {
  const int count = model_.rowCount();
  table_->setVisible(count > 0);
  none_->setVisible(count == 0);
  Q_EMIT counted(count);
}

void ProblemPane::go_to(const QModelIndex& index) {
  const QString component = model_.component(index.row());
  if (component.isEmpty()) return state_.set_selection({});
  state_.set_selection({component});
  Q_EMIT wanted(component, model_.parameter(index.row()));
}

}  // namespace headroom::gui
