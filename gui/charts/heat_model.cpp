#include "gui/charts/heat_model.h"

#include <algorithm>
#include <map>

#include "gui/canvas/card_facts.h"
#include "gui/style/tokens.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using projection::ComponentMonth;
using projection::MonthResult;

const ComponentMonth* find(const MonthResult& month, const std::string& name) {
  const auto found = std::ranges::find(month.components, name, &ComponentMonth::name);
  return found == month.components.end() ? nullptr : &*found;
}

/// Those with a resource, the busiest of the last month first.
QStringList ranked(const projection::Projection& projection) {
  std::multimap<double, QString, std::greater<>> ranked;
  for (const ComponentMonth& one : projection.months.back().components)
    if (!one.resource.empty()) ranked.emplace(one.peak_asked, text(one.name));
  QStringList names;
  for (const auto& [asked, name] : ranked) names << name;
  return names;
}

}  // namespace

HeatModel::HeatModel(Document& document, ViewState& state, QObject* parent)
    : QAbstractTableModel(parent), document_(document), state_(state) {
  connect(&state_, &ViewState::answer_changed, this, &HeatModel::refresh);
}

void HeatModel::refresh() {
  if (answer_ == state_.answer()) return;
  beginResetModel();
  answer_ = state_.answer();
  names_ = answer_ ? ranked(answer_->projection) : QStringList();
  endResetModel();
}

int HeatModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(names_.size());
}

int HeatModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || !answer_ ? 0 : static_cast<int>(answer_->projection.months.size());
}

const ComponentMonth* HeatModel::cell(const QModelIndex& index) const {
  return find(answer_->projection.months[static_cast<std::size_t>(index.column())],
              names_[index.row()].toStdString());
}

bool HeatModel::unstable(const QModelIndex& index) const {
  const projection::Window* peak =
      window_of(*answer_, index.column(), projection::WindowKind::peak);
  const network::ComponentPerformance* component =
      peak ? performance_of(*peak, names_[index.row()].toStdString()) : nullptr;
  const network::ResourcePerformance* busiest = component ? busiest_of(*component) : nullptr;
  return busiest && state_of(peak->simulated, component->name, *busiest) == State::unstable;
}

QVariant HeatModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const ComponentMonth* month = cell(index);
  if (!month) return {};
  switch (role) {
    case Qt::DisplayRole:
      return text(report::number(month->peak_asked * 100.0, 0, kStyle));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
      return text(month->name) + QStringLiteral(", ") +
             month_name(
                 answer_->projection.months[static_cast<std::size_t>(index.column())].month) +
             QStringLiteral(": ") + text(month->resource) + u' ' + percent(month->peak_asked);
    case kStep:
      return static_cast<int>(utilization_step(month->peak_asked, unstable(index)));
    case kSelected:
      return state_.selection().contains(names_[index.row()]);
    case kCurrentMonth:
      return index.column() == state_.month();
    default:
      return {};
  }
}

QVariant HeatModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole) return {};
  if (orientation == Qt::Vertical) return section < names_.size() ? names_[section] : QVariant();
  return axis_month(months_after(document_.scenario().horizon.start, section), false);
}

}  // namespace headroom::gui
