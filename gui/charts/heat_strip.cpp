#include "gui/charts/heat_strip.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>

#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kNames = 104, kRowHeight = 16, kHeader = 20, kTightest = 22;

class HeatDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Tokens& t = tokens();
    const auto step = static_cast<std::size_t>(index.data(HeatModel::kStep).toInt());
    const QRectF cell = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(utilization_brush(step));
    painter->drawRoundedRect(cell, 2, 2);
    const bool unstable = step + 1 == kUtilizationSteps;
    if (unstable) {  // the number stands on plain ground
      painter->setBrush(t.utilization[step]);
      painter->drawRoundedRect(
          QRectF(cell.center().x() - 12, cell.top() + 1, 24, cell.height() - 2), 2, 2);
    }
    paint_text_center(*painter, {cell.center().x(), cell.center().y() + 4},
                      index.data(Qt::DisplayRole).toString(),
                      typeface(size::kHint, step >= 6 ? QFont::Bold : QFont::Normal),
                      t.on_utilization[step]);
    if (index.data(HeatModel::kCurrentMonth).toBool()) {
      painter->setPen(QPen(t.accent, 1.5));
      painter->drawLine(option.rect.topLeft(), option.rect.bottomLeft());
      painter->drawLine(option.rect.topRight(), option.rect.bottomRight());
    }
    painter->restore();
  }
};

/// Names at the left end in the middle, months below their columns' middle.
class HeatHeader : public QHeaderView {
 public:
  HeatHeader(Qt::Orientation orientation, const ViewState& state, QWidget* parent)
      : QHeaderView(orientation, parent), state_(state) {}

 protected:
  void paintSection(QPainter* painter, const QRect& rect, int index) const override {
    const Tokens& t = tokens();
    const QString words = model()->headerData(index, orientation(), Qt::DisplayRole).toString();
    const bool vertical = orientation() == Qt::Vertical;
    const bool strong = vertical ? state_.selection().contains(words) : index == state_.month();
    const QFont type = typeface(size::kHint, strong ? QFont::Medium : QFont::Normal);
    const QColor color = strong ? t.text : vertical ? t.text2 : t.text3;
    painter->fillRect(rect, t.surface);
    if (vertical)
      paint_text_right(*painter, {rect.right() - 7.0, rect.center().y() + 4.5},
                       elided(words, rect.width() - 12, type), type, color);
    else
      paint_text_center(*painter, {rect.center().x() + 0.5, rect.center().y() + 4.5}, words, type,
                        color);
  }

 private:
  const ViewState& state_;
};

}  // namespace

HeatStrip::HeatStrip(Document& document, ViewState& state, QWidget* parent)
    : QTableView(parent), state_(state), model_(document, state) {
  setModel(&model_);
  setItemDelegate(new HeatDelegate(this));
  setHorizontalHeader(new HeatHeader(Qt::Horizontal, state, this));
  setVerticalHeader(new HeatHeader(Qt::Vertical, state, this));
  horizontalHeader()->setFixedHeight(kHeader);
  horizontalHeader()->setMinimumSectionSize(kTightest);
  verticalHeader()->setFixedWidth(kNames);
  verticalHeader()->setMinimumSectionSize(kRowHeight);
  verticalHeader()->setDefaultSectionSize(kRowHeight);
  setShowGrid(false);
  setCornerButtonEnabled(false);
  setSelectionMode(NoSelection);
  setEditTriggers(NoEditTriggers);
  setHorizontalScrollMode(ScrollPerPixel);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setAccessibleName(tr("Busiest resource at the peak hour, percent, by component and month"));
  connect(&model_, &QAbstractItemModel::modelReset, this, &HeatStrip::spread);
  const auto repaint = [this] {
    viewport()->update();
    horizontalHeader()->viewport()->update();
    verticalHeader()->viewport()->update();
  };
  connect(&state_, &ViewState::month_changed, this, repaint);
  connect(&state_, &ViewState::selection_changed, this, repaint);
  connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
    state_.set_selection({model_.component(index.row())});
    state_.set_month(index.column());
  });
}

void HeatStrip::spread() {
  const int columns = model_.columnCount();
  const int rows = model_.rowCount();
  if (columns == 0 || rows == 0) return;
  const int width = std::max(kTightest, viewport()->width() / columns);
  for (int c = 0; c < columns; ++c) setColumnWidth(c, width);
  const int height = std::clamp(viewport()->height() / rows, kRowHeight, 24);
  for (int r = 0; r < rows; ++r) setRowHeight(r, height);
}

void HeatStrip::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  spread();
}

}  // namespace headroom::gui
