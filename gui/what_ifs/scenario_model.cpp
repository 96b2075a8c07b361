#include "gui/what_ifs/scenario_model.h"

#include <QFont>
#include <algorithm>

#include "core/report/comparison_words.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

/// Whether both have the same scenarios at the same places.
bool same_shape(const ScenarioTree& a, const ScenarioTree& b) {
  return std::ranges::equal(a.what_ifs, b.what_ifs, [](const auto& one, const auto& other) {
    return one.first == other.first && one.second.parent == other.second.parent;
  });
}

}  // namespace

ScenarioModel::ScenarioModel(Document& document, const AnswerCache& answers, QObject* parent)
    : QAbstractItemModel(parent), document_(document), answers_(answers) {
  shape_ = document_.tree();
  connect(&document_, &Document::tree_changed, this, &ScenarioModel::take_tree);
  connect(&document_, &Document::reset, this, [this] { ticked_.clear(); });
}

void ScenarioModel::take_tree() {
  if (same_shape(shape_, document_.tree())) {
    shape_ = document_.tree();
    return refresh_answers();
  }
  beginResetModel();
  shape_ = document_.tree();
  endResetModel();
  Q_EMIT ticked_changed();
}

void ScenarioModel::refresh_answers() {
  for (const int id : shape_.from(kBase)) {
    const QModelIndex first = index_of(id);
    Q_EMIT dataChanged(first, first.siblingAtColumn(kColumns - 1));
  }
}

std::vector<int> ScenarioModel::rows_below(int id) const {
  return id == kNoParent ? std::vector{kBase} : shape_.children(id);
}

int ScenarioModel::id_of(const QModelIndex& index) {
  return index.isValid() ? static_cast<int>(index.internalId()) : kNoParent;
}

QModelIndex ScenarioModel::index_of(int id) const {
  if (!shape_.has(id)) return {};
  const std::vector<int> siblings = rows_below(shape_.parent(id));
  const auto row = std::ranges::find(siblings, id) - siblings.begin();
  return createIndex(static_cast<int>(row), kName, static_cast<quintptr>(id));
}

std::vector<int> ScenarioModel::ticked() const {
  std::vector<int> all;
  for (const int id : shape_.from(kBase))
    if (ticked_.contains(id)) all.push_back(id);
  return all;
}

void ScenarioModel::tick(const std::vector<int>& ids) {
  ticked_ = {ids.begin(), ids.end()};
  refresh_answers();
  Q_EMIT ticked_changed();
}

QModelIndex ScenarioModel::index(int row, int column, const QModelIndex& parent) const {
  const std::vector<int> rows = rows_below(id_of(parent));
  if (row < 0 || static_cast<std::size_t>(row) >= rows.size() || column < 0 || column >= kColumns)
    return {};
  return createIndex(row, column, static_cast<quintptr>(rows[static_cast<std::size_t>(row)]));
}

QModelIndex ScenarioModel::parent(const QModelIndex& child) const {
  const int id = id_of(child);
  return id <= kBase ? QModelIndex() : index_of(shape_.parent(id));
}

int ScenarioModel::rowCount(const QModelIndex& parent) const {
  if (parent.isValid() && parent.column() != kName) return 0;
  return static_cast<int>(rows_below(id_of(parent)).size());
}

int ScenarioModel::columnCount(const QModelIndex&) const { return kColumns; }

AnswerPointer ScenarioModel::answer_of(int id) const {
  const SubjectPointer& subject = document_.checked(id).subject;
  return subject ? answers_.find(subject->fingerprint) : nullptr;
}

QString ScenarioModel::changes_of(int id) const {
  if (id == kBase) return QStringLiteral("\u2013");
  const Document& document = document_;
  const std::size_t count =
      io::list_changes(document.checked(shape_.parent(id)).scenario, document.checked(id).scenario,
                       document.knowledge()->kinds)
          .size();
  return QString::number(count);
}

QString ScenarioModel::shown(int id, int column) const {
  if (column == kName) return text(shape_.name(id));
  if (column == kChanges) return changes_of(id);
  if (document_.checked(id).problems.has_errors())
    return column == kBreach ? tr("has problems") : QString();
  const AnswerPointer answer = answer_of(id);
  if (!answer) return column == kBreach ? tr("not simulated yet") : QStringLiteral("\u2013");
  if (column == kBreach) return text(report::breach_words(answer->projection));
  return usd(answer->projection.cost_total);
}

QString ScenarioModel::tool_tip(int id) const {
  if (id == kBase) return tr("The base: what-ifs follow it.");
  return tr("Over %1. A double click shows it, F2 renames it.")
      .arg(text(shape_.name(shape_.parent(id))));
}

QVariant ScenarioModel::data(const QModelIndex& index, int role) const {
  const int id = id_of(index);
  if (id < kBase || !document_.tree().has(id)) return {};
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
      return shown(id, column);
    case Qt::CheckStateRole:
      if (column != kName) return {};
      return ticked_.contains(id) ? Qt::Checked : Qt::Unchecked;
    case Qt::FontRole:
      return typeface(size::kTable, id == document_.current() ? QFont::Medium : QFont::Normal);
    case Qt::TextAlignmentRole:
      return column == kChanges || column == kCost ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                   : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      return column == kName || answer_of(id) ? QVariant() : QVariant(tokens().text3);
    case Qt::ToolTipRole:
      return tool_tip(id);
    default:
      return {};
  }
}

bool ScenarioModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  const int id = id_of(index);
  if (id < kBase || index.column() != kName) return false;
  if (role == Qt::EditRole) {
    document_.rename_what_if(id, value.toString().trimmed());
    return true;
  }
  if (role != Qt::CheckStateRole) return false;
  const bool wanted = value.toInt() == Qt::Checked;
  if (wanted && static_cast<int>(ticked().size()) >= kMostTicked) return false;
  wanted ? static_cast<void>(ticked_.insert(id)) : static_cast<void>(ticked_.erase(id));
  Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
  Q_EMIT ticked_changed();
  return true;
}

QVariant ScenarioModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return section == kChanges || section == kCost ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                   : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QStringList titles = {tr("Scenario"), tr("Changes"), tr("First breach"), tr("12 months")};
  return titles.value(section);
}

Qt::ItemFlags ScenarioModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractItemModel::flags(index);
  if (index.isValid() && index.column() == kName)
    flags |= Qt::ItemIsUserCheckable | Qt::ItemIsEditable;
  return flags;
}

}  // namespace headroom::gui
