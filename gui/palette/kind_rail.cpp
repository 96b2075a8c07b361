#include "gui/palette/kind_rail.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include "gui/style/icons.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"

namespace headroom::gui {
namespace {

constexpr int kRow = 40;
constexpr double kIcon = 20.0;

/// Icon above its name.
class KindDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Tokens& t = tokens();
    const QRectF area = option.rect;
    const bool lit = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
    if (lit) painter->fillRect(area, t.accent_soft);
    const QString kind = index.data(Qt::UserRole).toString();
    paint_icon(*painter, kind.toStdString(), {area.center().x() - kIcon / 2.0, area.top() + 3},
               kIcon, t.text2, 1.25);
    paint_text_center(*painter, {area.center().x(), area.bottom() - 4},
                      index.data(Qt::DisplayRole).toString(), typeface(size::kHint), t.text2);
  }
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex&) const override {
    return {option.rect.width(), kRow};
  }
};

}  // namespace

KindRail::KindRail(const Knowledge& knowledge, QWidget* parent)
    : QListView(parent), model_(knowledge) {
  setModel(&model_);
  setItemDelegate(new KindDelegate(this));
  setDragEnabled(true);
  setDragDropMode(DragOnly);
  setMouseTracking(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMinimumWidth(size::kPaletteRail);
  setAccessibleName(tr("Component kinds"));
}

}  // namespace headroom::gui
