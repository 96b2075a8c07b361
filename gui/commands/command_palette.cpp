#include "gui/commands/command_palette.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/style/paint.h"
#include "gui/style/theme.h"

namespace headroom::gui {
namespace {

constexpr int kWidth = 480, kTop = 48, kRows = 10;
constexpr int kHintRole = Qt::UserRole + 1, kRefusedRole = Qt::UserRole + 2;

class EntryDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Tokens& t = tokens();
    const QRectF area = option.rect;
    if (option.state & QStyle::State_Selected) painter->fillRect(area, t.accent_soft);
    const bool refused = !index.data(kRefusedRole).toString().isEmpty();
    paint_text(*painter, {area.left() + size::kPadding, area.center().y() + 5},
               index.data(Qt::DisplayRole).toString(), typeface(size::kBody),
               refused ? t.disabled : t.text);
    paint_text_right(
        *painter, {area.right() - size::kPadding, area.center().y() + 4},
        refused ? index.data(kRefusedRole).toString() : index.data(kHintRole).toString(),
        typeface(size::kHint), t.text3);
  }
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {0, size::kRow};  // as wide as the list
  }
};

/// "svas" finds "Save as": the letters in their order.
QRegularExpression pattern_of(const QString& typed) {
  QString pattern;
  for (const QChar letter : typed)
    if (!letter.isSpace())
      pattern += QRegularExpression::escape(QString(letter)) + QStringLiteral(".*");
  return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
}

/// What begins with the words, else what contains them, else the first that was found.
QModelIndex best_match(const QAbstractItemModel& found, const QString& typed) {
  const QModelIndex first = found.index(0, 0);
  for (const auto how : {Qt::MatchStartsWith, Qt::MatchContains}) {
    const QModelIndexList best = found.match(first, Qt::DisplayRole, typed, 1, how);
    if (!best.isEmpty()) return best.front();
  }
  return first;
}

}  // namespace

CommandPalette::CommandPalette(QWidget* parent) : QFrame(parent) {
  setObjectName(QStringLiteral("palette"));
  setStyleSheet(
      QStringLiteral("#palette { background: %1; border: 1px solid %2; border-radius: 6px; }")
          .arg(tokens().surface.name(), tokens().control.name()));
  filter_.setSourceModel(&model_);
  line_ = new QLineEdit(this);
  line_->setProperty("big", true);
  line_->setPlaceholderText(tr("Find a command or a component"));
  line_->setAccessibleName(line_->placeholderText());
  line_->installEventFilter(this);
  list_ = new QListView(this);
  list_->setModel(&filter_);
  list_->setItemDelegate(new EntryDelegate(list_));
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setFixedHeight(kRows * size::kRow);
  list_->setAccessibleName(tr("What was found"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  column->setSpacing(size::kGap);
  column->addWidget(line_);
  column->addWidget(list_);
  setFixedWidth(kWidth + 16);
  hide();
  connect(line_, &QLineEdit::textChanged, this, [this](const QString& typed) {
    filter_.setFilterRegularExpression(pattern_of(typed));
    list_->setCurrentIndex(best_match(filter_, typed));
  });
  connect(list_, &QListView::clicked, this, &CommandPalette::run_current);
}

void CommandPalette::open(const std::vector<Entry>& entries) {
  entries_ = entries;
  model_.clear();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    auto* item = new QStandardItem(entries_[i].words);
    item->setData(static_cast<int>(i), Qt::UserRole);
    item->setData(entries_[i].hint, kHintRole);
    item->setData(entries_[i].refused, kRefusedRole);
    item->setEditable(false);
    model_.appendRow(item);
  }
  line_->clear();
  filter_.setFilterRegularExpression(QRegularExpression());
  list_->setCurrentIndex(filter_.index(0, 0));
  adjustSize();
  QWidget::move((parentWidget()->width() - width()) / 2, kTop);
  show();
  raise();
  line_->setFocus();
}

void CommandPalette::move(int rows) {
  const int row = std::clamp(list_->currentIndex().row() + rows, 0, std::max(0, matches() - 1));
  list_->setCurrentIndex(filter_.index(row, 0));
}

void CommandPalette::run_current() {
  const QModelIndex index = list_->currentIndex();
  hide();
  if (!index.isValid()) return;
  const Entry& entry = entries_[static_cast<std::size_t>(index.data(Qt::UserRole).toInt())];
  if (entry.refused.isEmpty()) entry.run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusOut) hide();
  if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
      return move(1), true;
    case Qt::Key_Up:
      return move(-1), true;
    case Qt::Key_Escape:
      return hide(), true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return run_current(), true;
    default:
      return QFrame::eventFilter(watched, event);
  }
}

}  // namespace headroom::gui
