#include "gui/compare/compare_view.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>
#include <utility>

#include "gui/style/marks.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kRowHeight = 25, kTwoLines = 40, kGroupHeight = 22, kHeaderHeight = 27;
constexpr double kMark = 12.0, kPillHeight = 17.0;
constexpr double kTitleShare = 1.5, kDifferenceShare = 1.8;  // of the width of a value

QColor color_of(report::Tone tone) {
  const Tokens& t = tokens();
  switch (tone) {
    case report::Tone::good:
      return t.good;
    case report::Tone::warn:
      return t.warn;
    case report::Tone::bad:
      return t.bad;
    case report::Tone::fatal:
      return t.fatal;
    default:
      return t.text;
  }
}

int height_of(const CompareRow& row) {
  if (row.group) return kGroupHeight;
  const auto two_lines = [](const CompareCell& cell) { return !cell.below.isEmpty(); };
  return std::ranges::any_of(row.cells, two_lines) ? kTwoLines : kRowHeight;
}

/// From the right: half width, value, words or their pill.
class CellDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Tokens& t = tokens();
    const QRectF area = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool group = index.data(CompareModel::kGroupRole).toBool();
    if (group)
      painter->fillRect(area, t.canvas);
    else if (option.state & QStyle::State_Selected)
      painter->fillRect(area, t.accent_soft);
    painter->setPen(t.line);
    painter->drawLine(area.bottomLeft(), area.bottomRight());
    if (!group && index.data(CompareModel::kLineRole).toBool())
      painter->drawLine(area.topLeft(), area.bottomLeft());
    if (index.column() == 0)
      paint_text(*painter, {area.left() + size::kPadding, area.center().y() + 5},
                 index.data(Qt::DisplayRole).toString(),
                 group ? typeface(size::kHint, QFont::Medium) : typeface(size::kTable),
                 group ? t.text2 : t.text);
    else
      paint_cell(*painter, area, index.data(CompareModel::kCellRole).value<CompareCell>());
    painter->restore();
  }

 private:
  static void paint_cell(QPainter& painter, const QRectF& area, const CompareCell& cell) {
    const Tokens& t = tokens();
    double base = area.center().y() + 5;
    if (!cell.below.isEmpty()) {
      const QFont type = typeface(size::kTable);
      const int room = static_cast<int>(area.width()) - 2 * size::kPadding;
      paint_text_right(painter, {area.right() - size::kPadding, base + 8},
                       elided(cell.below, room, type), type, t.text);
      base -= 8;
    }
    double right = area.right() - size::kPadding;
    if (cell.unstable) {
      paint_mark(painter, State::unstable, {right - kMark, area.center().y() - kMark / 2 + 1},
                 kMark);
      right -= kMark + 6;
    }
    if (!cell.words.isEmpty() && !cell.pill) {
      const double value =
          QFontMetricsF(typeface(size::kTable, QFont::Bold)).horizontalAdvance(cell.value);
      const QString words = elided(cell.words, static_cast<int>(right - area.left() - value - 6),
                                   typeface(size::kTable));
      right -= paint_text_right(painter, {right, base}, words, typeface(size::kTable),
                                cell.value.isEmpty() ? t.text3 : t.text);
    }
    if (!cell.half_width.isEmpty())
      right -= paint_text_right(painter, {right, base}, cell.half_width, typeface(size::kTable),
                                t.text3) +
               4;
    if (!cell.value.isEmpty())
      right -= paint_text_right(painter, {right, base}, cell.value,
                                typeface(size::kTable, cell.pill ? QFont::Normal : QFont::Bold),
                                cell.pill ? t.text2 : color_of(cell.tone)) +
               6;
    if (cell.pill) paint_pill(painter, area, right, cell.words);
  }

  static void paint_pill(QPainter& painter, const QRectF& area, double right,
                         const QString& words) {
    const QFont hint = typeface(size::kHint);
    const double width = QFontMetricsF(hint).horizontalAdvance(words) + 14.0;
    const QRectF pill(right - width, area.center().y() - kPillHeight / 2, width, kPillHeight);
    QPen pen(tokens().control, 1.0, Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(pill, size::kPillRadius, size::kPillRadius);
    paint_text_center(painter, {pill.center().x(), pill.center().y() + 4}, words, hint,
                      tokens().text2);
  }
};

}  // namespace

void CompareModel::set_table(CompareTable table) {
  beginResetModel();
  table_ = std::move(table);
  endResetModel();
}

int CompareModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(table_.columns.size());
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const CompareRow& row = table_.rows[static_cast<std::size_t>(index.row())];
  const auto column = static_cast<std::size_t>(index.column());
  if (role == kGroupRole) return row.group;
  if (role == kLineRole) return table_.columns[column].begins_scenario;
  if (column == 0) return role == Qt::DisplayRole ? QVariant(row.title) : QVariant();
  if (row.group) return {};
  const CompareCell& cell = row.cells[column - 1];
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return cell.plain();
  return role == kCellRole ? QVariant::fromValue(cell) : QVariant();
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  const QString& title = table_.columns[static_cast<std::size_t>(section)].title;
  return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant(title) : QVariant();
}

CompareView::CompareView(QWidget* parent) : QTableView(parent) {
  model_ = new CompareModel(this);
  setModel(model_);
  setItemDelegate(new CellDelegate(this));
  setShowGrid(false);
  setAccessibleName(tr("Comparison"));
  setSelectionMode(QAbstractItemView::ContiguousSelection);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  verticalHeader()->hide();
  verticalHeader()->setMinimumSectionSize(kGroupHeight);
  horizontalHeader()->setFixedHeight(kHeaderHeight);
  horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CompareView::set_table(CompareTable table) {
  clearSpans();
  model_->set_table(std::move(table));
  const int columns = model_->columnCount();
  for (int row = 0; row < model_->rowCount(); ++row) {
    const bool group = model_->table().rows[static_cast<std::size_t>(row)].group;
    setRowHeight(row, height_of(model_->table().rows[static_cast<std::size_t>(row)]));
    if (group && columns > 1) setSpan(row, 0, 1, columns);
  }
  share_width();
  updateGeometry();
}

void CompareView::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  share_width();
}

/// Differences need room for words and figures, values for figures only.
void CompareView::share_width() {
  const std::vector<CompareColumn>& columns = model_->table().columns;
  const auto share = [&](std::size_t i) {
    return i == 0 ? kTitleShare : columns[i].difference ? kDifferenceShare : 1.0;
  };
  double all = 0.0;
  for (std::size_t i = 0; i < columns.size(); ++i) all += share(i);
  int left = viewport()->width();
  for (std::size_t i = columns.size(); i-- > 1;) {
    const int width = static_cast<int>(viewport()->width() * share(i) / all);
    horizontalHeader()->resizeSection(static_cast<int>(i), width);
    left -= width;
  }
  if (!columns.empty()) horizontalHeader()->resizeSection(0, left);
}

QSize CompareView::sizeHint() const {
  int height = kHeaderHeight + 2;
  for (const CompareRow& row : model_->table().rows) height += height_of(row);
  return {600, height};
}

}  // namespace headroom::gui
