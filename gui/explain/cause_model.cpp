#include "gui/explain/cause_model.h"

#include <QPainter>
#include <QPixmap>
#include <algorithm>

#include "core/report/explanation.h"
#include "gui/style/tokens.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr double kNothing = 0.0005;  // of the response: less is not worth a row
constexpr int kKey = 10;

std::optional<Estimate> same_cause(const sim::Breakdown* breakdown, const sim::PartTime& cause,
                                   Requests requests) {
  if (breakdown == nullptr) return std::nullopt;
  const auto same = [&](const sim::PartTime& one) {
    return one.kind == cause.kind && one.component == cause.component && one.label == cause.label;
  };
  const auto found = std::ranges::find_if(breakdown->causes, same);
  return found == breakdown->causes.end() ? Estimate() : time_of(*found, requests);
}

report::Digits milliseconds(const Estimate& seconds) {
  return report::digits(report::scaled(seconds, 1e3), kStyle);
}

QPixmap key_of(TimeCause cause) {
  QPixmap picture(kKey, kKey);
  picture.fill(color_of(cause));
  return picture;
}

}  // namespace

void CauseModel::set_causes(const sim::Breakdown& breakdown, const sim::Breakdown* at_start,
                            Requests requests) {
  beginResetModel();
  rows_.clear();
  const double whole = whole_of(breakdown, requests).estimate;
  for (const sim::PartTime& cause : breakdown.causes) {
    const Estimate& seconds = time_of(cause, requests);
    if (seconds.estimate <= kNothing * whole) continue;
    rows_.push_back({text(cause.component), text(report::cause_words(cause)), cause_of(cause),
                     seconds, same_cause(at_start, cause, requests), seconds.estimate / whole});
  }
  std::ranges::stable_sort(rows_, std::greater<>(), &Row::share);
  endResetModel();
}

void CauseModel::clear() {
  beginResetModel();
  rows_.clear();
  endResetModel();
}

int CauseModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int CauseModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant CauseModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  if (role == Qt::DecorationRole && index.column() == what) return key_of(row.cause);
  if (role == Qt::ForegroundRole && (index.column() == half_width || index.column() == now))
    return tokens().text3;
  if (role == Qt::TextAlignmentRole) {
    const bool left = index.column() == what || index.column() == half_width;
    return QVariant((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }
  const QString name = row.component + QStringLiteral(": ") + row.words;
  if (role == Qt::ToolTipRole) return name;
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case what:
      return name;
    case now:
      return row.now ? text(milliseconds(*row.now).value) : QString();
    case time:
      return text(milliseconds(row.time).value);
    case half_width: {
      const std::string half = milliseconds(row.time).half_width;
      return half.empty() ? QString() : QStringLiteral("\u00b1\u202f") + text(half);
    }
    default:
      return percent(row.share);
  }
}

QVariant CauseModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant((section == what ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QString names[] = {tr("What for"), tr("Now, ms"), tr("Time, ms"), {}, tr("Share")};
  return names[section];
}

QString CauseModel::component(int row) const {
  return rows_[static_cast<std::size_t>(row)].component;
}

}  // namespace headroom::gui
