#include "gui/what_ifs/change_model.h"

#include "gui/style/icons.h"
#include "gui/style/tokens.h"
#include "gui/what_ifs/change_words.h"

namespace headroom::gui {

ChangeModel::ChangeModel(Document& document, QObject* parent)
    : QAbstractTableModel(parent), document_(document) {
  connect(&document_, &Document::changed, this, [this] {
    beginResetModel();
    changes_ = document_.overrides();
    endResetModel();
  });
}

const io::Change& ChangeModel::change(int row) const {
  return changes_[static_cast<std::size_t>(row)];
}

void ChangeModel::reset_row(int row) {
  if (row >= 0 && row < rowCount()) document_.reset_override(std::string(change(row).pointer));
}

int ChangeModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(changes_.size());
}

int ChangeModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant ChangeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const io::Change& one = change(index.row());
  if (index.column() == kReset) {
    if (role == Qt::DecorationRole) return icon("reset", tokens().accent);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
      return tr("Reset %1 to %2").arg(field_words(one.pointer), value_words(one.before));
    return {};
  }
  if (role == Qt::ForegroundRole && index.column() == kParent) return tokens().text3;
  if (role != Qt::DisplayRole) return {};
  if (index.column() == kField) return field_words(one.pointer);
  return value_words(index.column() == kParent ? one.before : one.after);
}

QVariant ChangeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QStringList titles = {tr("Changed here"), tr("Parent"), tr("Here"), {}};
  return titles.value(section);
}

}  // namespace headroom::gui
