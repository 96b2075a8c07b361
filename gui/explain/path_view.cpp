#include "gui/explain/path_view.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <cmath>

#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kHeader = 27, kIndent = 12, kNameWidth = 210, kTimeWidth = 80, kHalfWidth = 66,
              kShareWidth = 70;
constexpr double kBar = 18.0, kInset = 8.0, kLabelRoom = 24.0;
constexpr int kTicks = 5;

/// 1, 2 or 5 times a power of ten, so that about kTicks of them fit.
double tick_of(double whole) {
  const double rough = whole / kTicks;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double step : {1.0, 2.0, 5.0})
    if (rough <= step * power) return step * power;
  return 10.0 * power;
}

/// From seconds to pixels of the column.
struct Axis {
  QRectF area;
  double whole = 0.0;

  [[nodiscard]] double at(double seconds) const {
    return area.left() + kInset + (area.width() - 2 * kInset) * seconds / whole;
  }
};

template <class Draw>
void for_each_tick(const Axis& axis, Draw&& draw) {
  if (axis.whole <= 0.0) return;
  const double step = tick_of(axis.whole);
  const int last = static_cast<int>(axis.whole / step);
  for (int i = 0; i <= last; ++i) draw(i * step);
}

/// The ticks of the time stand over the bars.
class TimeHeader : public QHeaderView {
 public:
  TimeHeader(PathModel& model, QWidget* parent)
      : QHeaderView(Qt::Horizontal, parent), model_(model) {}

 protected:
  void paintSection(QPainter* painter, const QRect& rect, int section) const override {
    painter->save();
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    if (section != PathModel::path) return;
    const Axis axis{rect, model_.whole_s()};
    for_each_tick(axis, [&](double seconds) {
      const QString words = gui::count(seconds * 1e3) + QStringLiteral("\u202fms");
      const QPointF base(axis.at(seconds), rect.bottom() - 8.0);
      const QFont font = typeface(size::kHint);
      if (seconds == 0.0)
        paint_text(*painter, base, words, font, tokens().text3);
      else if (base.x() + kLabelRoom < rect.right())
        paint_text_center(*painter, base, words, font, tokens().text3);
    });
  }

 private:
  PathModel& model_;
};

}  // namespace

class Delegate : public QStyledItemDelegate {
 public:
  Delegate(PathModel& model, QObject* parent) : QStyledItemDelegate(parent), model_(model) {}
  void set_component(const QString& name) { component_ = name; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const PathRow& row = model_.rows()[static_cast<std::size_t>(index.row())];
    if (index.column() == PathModel::path) return paint_path(*painter, option, row);
    QStyleOptionViewItem shown = option;
    if (index.column() == PathModel::operation) {
      const int indent = kIndent * static_cast<int>(row.depth);
      if (shown.state & QStyle::State_Selected)
        painter->fillRect(option.rect, tokens().accent_soft);
      shown.rect.adjust(std::min(indent, kNameWidth / 2), 0, 0, 0);
      shown.textElideMode = Qt::ElideMiddle;
    }
    if (row.component == component_) shown.font.setWeight(QFont::Bold);
    QStyledItemDelegate::paint(painter, shown, index);
  }

 private:
  void paint_path(QPainter& painter, const QStyleOptionViewItem& option, const PathRow& row) const {
    const Tokens& t = tokens();
    const Axis axis{option.rect, model_.whole_s()};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected) painter.fillRect(option.rect, t.accent_soft);
    painter.setPen(t.grid);
    for_each_tick(axis, [&](double seconds) {
      const double x = std::round(axis.at(seconds)) + 0.5;
      painter.drawLine(QPointF(x, axis.area.top()), QPointF(x, axis.area.bottom() + 1));
    });
    if (axis.whole > 0.0) paint_parts(painter, axis, row);
    painter.restore();
  }

  static void paint_parts(QPainter& painter, const Axis& axis, const PathRow& row) {
    const double top = axis.area.center().y() - kBar / 2.0;
    double begin = row.begin;
    if (row.calls) paint_calls(painter, axis, row, top);
    for (const PathPart& part : row.parts) {
      const double left = axis.at(begin);
      begin += part.seconds;
      paint_time(painter, QRectF(left, top, axis.at(begin) - left, kBar), part.cause, part.seconds);
    }
  }

  /// Its own time and that of all it calls.
  static void paint_calls(QPainter& painter, const Axis& axis, const PathRow& row, double top) {
    const Tokens& t = tokens();
    const QRectF box(axis.at(row.begin), top + 0.5, axis.at(row.end) - axis.at(row.begin),
                     kBar - 1.0);
    painter.setPen(QPen(t.control, 1.0, Qt::DashLine));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(box, 2, 2);
    const QString words = QCoreApplication::translate("PathView", "%1\u202fms with its calls")
                              .arg(count((row.end - row.begin) * 1e3));
    double own = 0.0;
    for (const PathPart& part : row.parts) own += part.seconds;
    const QFont font = typeface(size::kHint);
    const double room = box.right() - axis.at(row.begin + own) - 2 * kInset;
    if (QFontMetricsF(font).horizontalAdvance(words) < room)
      paint_text_right(painter, {box.right() - 6, box.center().y() + 4}, words, font, t.text3);
  }

  PathModel& model_;
  QString component_;
};

PathView::PathView(QWidget* parent) : QTableView(parent), model_(new PathModel(this)) {
  delegate_ = new Delegate(*model_, this);
  setHorizontalHeader(new TimeHeader(*model_, this));
  setModel(model_);
  setItemDelegate(delegate_);
  setAccessibleName(tr("Critical path of one request"));
  setShowGrid(false);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setWordWrap(false);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  verticalHeader()->hide();
  verticalHeader()->setDefaultSectionSize(size::kRow);
  horizontalHeader()->setFixedHeight(kHeader);
  horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setHighlightSections(false);
}

void PathView::set_component(const QString& name) {
  delegate_->set_component(name);
  viewport()->update();
}

void PathView::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  const int figures = kTimeWidth + kHalfWidth + kShareWidth;
  setColumnWidth(PathModel::operation, kNameWidth);
  setColumnWidth(PathModel::path, std::max(80, viewport()->width() - kNameWidth - figures));
  setColumnWidth(PathModel::time, kTimeWidth);
  setColumnWidth(PathModel::half_width, kHalfWidth);
  setColumnWidth(PathModel::share, kShareWidth);
}

PathKeys::PathKeys(PathModel& model, QWidget* parent) : QWidget(parent), model_(model) {
  setFixedSize(560, size::kField);
  connect(&model_, &QAbstractItemModel::modelReset, this, qOverload<>(&QWidget::update));
}

void PathKeys::paintEvent(QPaintEvent*) {
  std::array<bool, kTimeCauses> there{};
  for (const PathRow& row : model_.rows())
    for (const PathPart& part : row.parts) there[static_cast<std::size_t>(part.cause)] = true;
  const QFontMetricsF metrics(typeface(size::kHint));
  double width = 0.0;
  for (std::size_t i = 0; i < kTimeCauses; ++i)
    if (there[i])
      width += std::ceil(metrics.horizontalAdvance(words_of(static_cast<TimeCause>(i)))) + 28.0;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QPointF at(std::max(0.0, this->width() - width + 16.0), height() / 2.0 + 4.0);
  for (std::size_t i = 0; i < kTimeCauses; ++i) {
    const auto cause = static_cast<TimeCause>(i);
    if (there[i]) at.rx() += paint_time_key(painter, at, cause, words_of(cause)) + 16.0;
  }
}

}  // namespace headroom::gui
