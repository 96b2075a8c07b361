#include "gui/canvas/legend.h"

#include <QPainter>

#include "gui/style/paint.h"
#include "gui/style/theme.h"

namespace headroom::gui {
namespace {
constexpr int kLabel = 64, kCell = 26, kHeight = 28, kUnstable = 60;
}

Legend::Legend(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFixedSize(sizeHint());
  setAccessibleName(QStringLiteral("Scale of utilisation, 0 to 100 percent, then unstable"));
}

QSize Legend::sizeHint() const {
  return {kLabel + kCell * static_cast<int>(kUtilizationSteps) + kUnstable, kHeight};
}

void Legend::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens();
  QPainter painter(this);
  const QFont hint = typeface(size::kHint);
  paint_text(painter, {0, 12}, QStringLiteral("Utilisation"), hint, t.text3);
  const char* labels[] = {"0", "20", "40", "60", "70", "80", "90", "100"};
  for (std::size_t i = 0; i < kUtilizationSteps; ++i) {
    const double x = kLabel + kCell * static_cast<double>(i);
    painter.fillRect(QRectF(x, 2, kCell, 10), utilization_brush(i));
    paint_text_center(painter, {x, 24}, QString::fromLatin1(labels[i]), hint, t.text3);
  }
  paint_text(painter, {kLabel + kCell * 8.0 + 6, 12}, QStringLiteral("unstable"), hint, t.text3);
}

}  // namespace headroom::gui
