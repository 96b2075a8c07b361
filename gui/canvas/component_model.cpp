#include "gui/canvas/component_model.h"

#include <algorithm>

#include "gui/style/icons.h"
#include "gui/style/tokens.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

bool is_figure(int column) {
  return column == ComponentModel::used || column == ComponentModel::waiting ||
         column == ComponentModel::cost;
}

QString shown(const CardFacts& facts, const QString& words) {
  return facts.state == State::none ? QStringLiteral("\u2013") : words;
}

}  // namespace

ComponentModel::ComponentModel(Document& document, ViewState& state, QObject* parent)
    : QAbstractTableModel(parent), document_(document), state_(state) {
  connect(&document_, &Document::changed, this, &ComponentModel::rebuild);
  connect(&state_, &ViewState::answer_changed, this, &ComponentModel::refresh);
  connect(&state_, &ViewState::month_changed, this, &ComponentModel::refresh);
  connect(&state_, &ViewState::window_changed, this, &ComponentModel::refresh);
  rebuild();
}

void ComponentModel::rebuild() {
  const Graph graph = graph_of(document_.scenario(), *document_.knowledge());
  beginResetModel();
  rows_.clear();
  for (const auto& [id, component] : document_.scenario().architecture.components)
    rows_.push_back({card_facts(document_.scenario(), component, state_), {}, {}});
  for (const Arrow& arrow : graph.arrows) {
    const QString& from = graph.names[arrow.from];
    const QString& to = graph.names[arrow.to];
    const QString way = arrow.synchronous ? QString() : tr(" (message)");
    if (const int row = row_of(from); row >= 0)
      rows_[static_cast<std::size_t>(row)].calls << to + way;
    if (const int row = row_of(to); row >= 0)
      rows_[static_cast<std::size_t>(row)].called_by << from + way;
  }
  endResetModel();
}

void ComponentModel::refresh() {
  const auto& components = document_.scenario().architecture.components;
  for (Row& row : rows_) {
    const auto found = components.find(row.facts.name.toStdString());
    if (found != components.end())
      row.facts = card_facts(document_.scenario(), found->second, state_);
  }
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int ComponentModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ComponentModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant ComponentModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  if (role == Qt::TextAlignmentRole)
    return QVariant((is_figure(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                    Qt::AlignVCenter);
  if (role == Qt::ForegroundRole && index.column() == used) {
    if (row.facts.state == State::unstable) return tokens().fatal;
    if (row.facts.state == State::hot) return tokens().bad;
    return {};
  }
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  switch (index.column()) {
    case name:
      return row.facts.name;
    case kind:
      return kind_label(row.facts.kind);
    case size:
      return row.facts.size;
    case team:
      return row.facts.owner;
    case resource:
      return row.facts.resource;
    case used:
      return shown(row.facts, row.facts.number);
    case waiting:
      return shown(row.facts, row.facts.waiting);
    case cost:
      return shown(row.facts, row.facts.cost);
    case calls:
      return row.calls.join(QStringLiteral(", "));
    default:
      return row.called_by.join(QStringLiteral(", "));
  }
}

QVariant ComponentModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section >= columns) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant((is_figure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("Component"), tr("Kind"),     tr("Size"),    tr("Team"),
                            tr("Busiest"),   tr("Used"),     tr("Waiting"), tr("Cost"),
                            tr("Calls"),     tr("Called by")};
  return titles[section];
}

QString ComponentModel::component(int row) const {
  return rows_[static_cast<std::size_t>(row)].facts.name;
}

int ComponentModel::row_of(const QString& component) const {
  const auto found =
      std::ranges::find(rows_, component, [](const Row& row) { return row.facts.name; });
  return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

}  // namespace headroom::gui
