#include "gui/explain/path_model.h"

#include <utility>

#include "core/report/numbers.h"
#include "gui/style/tokens.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

report::Digits milliseconds(const Estimate& seconds) {
  return report::digits(report::scaled(seconds, 1e3), kStyle);
}

QString name_of(const PathRow& row) {
  return row.operation.isEmpty() ? row.component : row.component + u'.' + row.operation;
}

QString words_of(const PathRow& row) {
  QStringList words;
  for (const PathPart& part : row.parts)
    words << QStringLiteral("%1\u202fms %2").arg(count(part.seconds * 1e3), part.words);
  return words.join(QStringLiteral(", "));
}

}  // namespace

void PathModel::set_path(std::vector<PathRow> rows, const Estimate& whole) {
  beginResetModel();
  rows_ = std::move(rows);
  whole_ = whole;
  endResetModel();
}

int PathModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int PathModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant PathModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const PathRow& row = rows_[static_cast<std::size_t>(index.row())];
  if (role == Qt::ToolTipRole)
    return index.column() == path ? words_of(row) : QVariant(name_of(row));
  if (role == Qt::TextAlignmentRole) {
    const bool left = index.column() == operation || index.column() == half_width;
    return QVariant((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }
  if (role == Qt::ForegroundRole && index.column() == half_width) return tokens().text3;
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case operation:
      return name_of(row);
    case path:
      return words_of(row);
    case time:
      return text(milliseconds(row.own).value);
    case half_width: {
      const std::string half = milliseconds(row.own).half_width;
      return half.empty() ? QString() : QStringLiteral("\u00b1\u202f") + text(half);
    }
    default:
      return whole_.estimate > 0.0 ? percent(row.own.estimate / whole_.estimate) : QString();
  }
}

QVariant PathModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant((section == operation ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  if (section == operation) return tr("Operation");
  if (section == time) return tr("Time, ms");
  return section == share ? tr("Share") : QString();
}

}  // namespace headroom::gui
