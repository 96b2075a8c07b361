#include "gui/explain/cause_bars.h"

#include <QPainter>
#include <algorithm>
#include <numeric>
#include <utility>

#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kLine = 26, kBar = 18, kLabelWidth = 112, kNumberWidth = 70;

double sum_of(const CauseBars::Bar& bar) {
  return std::accumulate(bar.sums.begin(), bar.sums.end(), 0.0);
}

}  // namespace

CauseBars::CauseBars(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  set_bars({});
}

void CauseBars::set_bars(std::vector<Bar> bars) {
  bars_ = std::move(bars);
  setFixedHeight(kLine * static_cast<int>(bars_.size()) + size::kGap);
  QStringList lines;
  for (const Bar& bar : bars_)
    lines << bar.label + u' ' + count(sum_of(bar) * 1e3) + QStringLiteral("\u202fms");
  setAccessibleName(lines.isEmpty() ? tr("Time by cause") : lines.join(QStringLiteral("; ")));
  update();
}

void CauseBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  double most = 0.0;
  for (const Bar& bar : bars_) most = std::max(most, sum_of(bar));
  if (most <= 0.0) return;
  const double room = width() - 2.0 * size::kPadding - kLabelWidth - kNumberWidth;
  double top = 4.0;
  for (const Bar& bar : bars_) {
    const double base = top + kBar - 5.0;
    const QFont font = typeface(size::kTable, QFont::Medium);
    paint_text(painter, {size::kPadding, base}, elided(bar.label, kLabelWidth - 8, font), font,
               tokens().text);
    double x = size::kPadding + kLabelWidth;
    for (std::size_t i = 0; i < kTimeCauses; ++i) {
      const double span = room * bar.sums[i] / most;
      if (span < 0.5) continue;
      paint_time(painter, QRectF(x, top, span, kBar), static_cast<TimeCause>(i), bar.sums[i]);
      x += span;
    }
    paint_text(painter, {x + 6.0, base}, count(sum_of(bar) * 1e3) + QStringLiteral("\u202fms"),
               font, tokens().text);
    top += kLine;
  }
}

}  // namespace headroom::gui
