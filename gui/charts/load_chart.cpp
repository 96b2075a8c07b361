#include "gui/charts/load_chart.h"

#include <QAreaSeries>
#include <QPainter>
#include <QTextStream>
#include <algorithm>

#include "core/report/breach_words.h"
#include "gui/style/icons.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using projection::MonthResult;
using projection::Window;

double highest(const Answer& answer) {
  double most = 0.0;
  for (const MonthResult& month : answer.projection.months) {
    most = std::max({most, month.peak_rps.high, month.load.peak_rps});
    for (const Window& window : month.windows) most = std::max(most, window.offered_rps);
  }
  return most;
}

/// Within its month, 0 to 1.
double fraction_of(const MonthResult& month, Instant at) {
  return static_cast<double>(at.seconds - start_of(month.month).seconds) /
         (86'400.0 * days_in(month.month));
}

}  // namespace

LoadChart::LoadChart(Document& document, ViewState& state, QWidget* parent)
    : YearChart(document, state, tr("Load over the year"), parent) {
  use_y(new QValueAxis);
}

void LoadChart::build(const Answer& answer) {
  const Tokens& t = tokens();
  auto* axis = static_cast<QValueAxis*>(chart()->axes(Qt::Vertical).value(0));
  set_nice_range(*axis, highest(answer));
  QLineSeries* peak = add_line(t.series[0], 2.0);
  QLineSeries* typical = add_line(t.series[5], 1.5, true);
  QLineSeries* low = add_line(Qt::transparent, 0.0);
  QLineSeries* high = add_line(Qt::transparent, 0.0);
  for (const MonthResult& month : answer.projection.months) {
    peak->append(month.index, month.load.peak_rps);
    typical->append(month.index, month.load.mean_rps);
    low->append(month.index, month.peak_rps.low);
    high->append(month.index, month.peak_rps.high);
  }
  attach(peak);
  attach(typical);
  auto* band = new QAreaSeries(high, low);
  low->setParent(band);
  high->setParent(band);
  QColor color = t.accent;
  color.setAlphaF(current_theme() == ThemeName::light ? 0.14F : 0.22F);
  band->setBrush(color);
  band->setPen(Qt::NoPen);
  attach(band);
}

void LoadChart::paint_over(QPainter& painter, const Answer& answer) const {
  const Tokens& t = tokens();
  const QRectF plot = chart()->plotArea();
  const projection::Breach* breach = report::first_breach(answer.projection);
  if (breach && shows(breach->month_index)) {
    const double x = at(breach->month_index, 1.0).x();
    QPen pen(t.bad, 1.0);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    paint_text_right(painter, {x - 5, plot.top() + 9}, tr("first breach"), typeface(size::kHint),
                     t.bad);
  }
  for (const MonthResult& month : answer.projection.months)
    for (const Window& window : month.windows) {
      if (window.kind != projection::WindowKind::surge) continue;
      if (!shows(month.index + fraction_of(month, window.at))) continue;
      const QPointF top = at(month.index + fraction_of(month, window.at), window.offered_rps);
      const QPointF foot = at(month.index, month.load.peak_rps);
      painter.setPen(QPen(t.series[3], 1.5));
      painter.drawPolyline(QPolygonF({{top.x() - 6, foot.y()}, top, {top.x() + 12, foot.y()}}));
      paint_icon(painter, "flag", top - QPointF(2, 13), 13.6, t.series[3], 1.6);
      paint_text(painter, top + QPointF(14, -4), text(window.surge), typeface(size::kHint),
                 t.text2);
    }
  const MonthResult& last = answer.projection.months[last_month_shown(answer)];
  std::vector<EndLabel> labels = {
      {at(last.index, last.load.peak_rps).y(), tr("peak hour"), t.series[0]},
      {at(last.index, last.load.mean_rps).y(), tr("typical"), t.series[5]}};
  if (last.peak_rps.half_width() > 0.0) {
    QColor band = t.accent;
    band.setAlphaF(0.35F);
    labels.push_back({at(last.index, last.peak_rps.high).y(), tr("90\u202f% band"), band});
  }
  paint_end_labels(painter, labels);
}

QString LoadChart::reading(const Answer& answer, int month) const {
  const MonthResult& shown = answer.projection.months[static_cast<std::size_t>(month)];
  return tr("peak hour %1 (%2, 90\u202f% of worlds)\ntypical %3")
      .arg(count(shown.load.peak_rps),
           text(report::range(shown.peak_rps.low, shown.peak_rps.high, 0, kStyle)),
           count(shown.load.mean_rps));
}

QString LoadChart::csv() const {
  QString all = QStringLiteral("month,peak_rps,peak_rps_low,peak_rps_high,mean_rps\n");
  if (!state().answer()) return all;
  QTextStream out(&all, QIODevice::Append);
  for (const MonthResult& month : state().answer()->projection.months)
    out << text(to_string(month.month)) << ',' << month.load.peak_rps << ',' << month.peak_rps.low
        << ',' << month.peak_rps.high << ',' << month.load.mean_rps << '\n';
  return all;
}

}  // namespace headroom::gui
