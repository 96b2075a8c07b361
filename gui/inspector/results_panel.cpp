#include "gui/inspector/results_panel.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/style/paint.h"
#include "gui/style/theme.h"

namespace headroom::gui {
namespace {

constexpr int kLine = 22, kTitle = 20, kBar = 14, kLegend = 20, kYear = 78, kBox = 38;
constexpr double kGaugeX = 78.0, kGaugeWidth = 56.0, kNumberX = 176.0;

}  // namespace

ResultsPanel::ResultsPanel(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

int ResultsPanel::height_needed() const {
  if (!results_.known) return kTitle;
  int height = kTitle + kLine * static_cast<int>(results_.resources.size());
  if (!results_.unstable.isEmpty()) height += kBox;
  if (results_.parts.size() > 1) height += kBar + kLegend;
  return height + kLine * (results_.headroom.isEmpty() ? 4 : 5) + kYear;
}

QSize ResultsPanel::sizeHint() const { return {240, height_needed()}; }

void ResultsPanel::set_results(const ComponentResults& results, int month) {
  results_ = results;
  month_ = month;
  setFixedHeight(height_needed());
  describe();
  update();
}

void ResultsPanel::describe() {
  QStringList lines = {results_.title};
  for (const auto& row : results_.resources)
    lines << row.label + u' ' + row.number + QStringLiteral(", ") + row.of;
  lines << results_.unstable
        << tr("time per call ") + results_.time.value + u' ' + results_.time.half_width
        << tr("headroom ") + results_.headroom << tr("cost ") + results_.cost;
  lines.removeAll(QString());
  setAccessibleName(lines.join(QStringLiteral("; ")));
}

void ResultsPanel::paint_resources(QPainter& painter, int& y) const {
  const Tokens& t = tokens();
  const QFont table = typeface(size::kTable);
  for (const auto& row : results_.resources) {
    paint_text(painter, {0, y + 15.0}, elided(row.label, static_cast<int>(kGaugeX) - 6, table),
               table, t.text2);
    paint_gauge(painter, {QRectF(kGaugeX, y + 8, kGaugeWidth, 8), row.asked, row.step,
                          results_.target, false});
    paint_text_right(painter, {kNumberX, y + 15.0}, row.number,
                     typeface(size::kTable, row.strong ? QFont::Bold : QFont::Medium), t.text);
    paint_text_right(painter, {static_cast<double>(width()), y + 15.0}, row.of,
                     typeface(size::kHint), t.text3);
    y += kLine;
  }
}

void ResultsPanel::paint_unstable(QPainter& painter, int& y) const {
  if (results_.unstable.isEmpty()) return;
  const Tokens& t = tokens();
  const QRectF box(0.5, y + 2.5, width() - 1.0, kBox - 8.0);
  painter.setPen(t.utilization[7]);
  painter.setBrush(t.fatal_soft);
  painter.drawRoundedRect(box, size::kControlRadius, size::kControlRadius);
  paint_text(painter, {8, box.center().y() + 4},
             elided(results_.unstable, width() - 16, typeface(size::kHint)), typeface(size::kHint),
             t.fatal);
  y += kBox;
}

void ResultsPanel::paint_pair(QPainter& painter, int& y, const QString& label, const QString& value,
                              const QColor& color) const {
  paint_text(painter, {0, y + 15.0}, label, typeface(size::kTable), tokens().text2);
  paint_text_right(painter, {static_cast<double>(width()), y + 15.0}, value,
                   typeface(size::kTable, QFont::Medium), color);
  y += kLine;
}

void ResultsPanel::paint_time_per_call(QPainter& painter, int& y) const {
  const Tokens& t = tokens();
  QString value = results_.time.value;
  if (!results_.time.half_width.isEmpty()) value += u' ' + results_.time.half_width;
  paint_pair(painter, y, tr("Time per call, mean"), value, t.text);
  if (results_.parts.size() < 2) return;
  double whole = 0.0;
  for (const auto& part : results_.parts) whole += part.seconds;
  double x = 0.0;
  double legend = 0.0;
  for (const auto& part : results_.parts) {
    const double span = width() * part.seconds / whole;
    paint_time(painter, QRectF(x, y, span, kBar), part.cause, part.seconds);
    legend += paint_time_key(painter, {legend, y + kBar + 13.0}, part.cause, part.words) + 8;
    x += span;
  }
  y += kBar + kLegend;
}

void ResultsPanel::paint_year(QPainter& painter, int y) const {
  if (results_.year.size() < 2) return;
  const Tokens& t = tokens();
  paint_text(painter, {0, y + 16.0}, results_.year_title, typeface(size::kHint), t.text3);
  const double top = y + 24.0;
  const double bottom = y + kYear - 8.0;
  const double most = std::max(1.05, *std::ranges::max_element(results_.year) * 1.05);
  const auto x = [&](std::size_t i) {
    return 2.0 +
           (width() - 4.0) * static_cast<double>(i) / static_cast<double>(results_.year.size() - 1);
  };
  const auto at = [&](double asked) { return bottom - (bottom - top) * asked / most; };
  QPen limit(t.bad, 1.0);
  limit.setDashPattern({4, 3});
  painter.setPen(limit);
  painter.drawLine(QPointF(0, at(1.0)), QPointF(width(), at(1.0)));
  QPolygonF line;
  for (std::size_t i = 0; i < results_.year.size(); ++i)
    line << QPointF(x(i), at(results_.year[i]));
  painter.setPen(QPen(t.series[0], 2.0));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(line);
  const auto now = static_cast<std::size_t>(month_);
  if (now >= results_.year.size()) return;
  painter.setPen(QPen(t.surface, 1.5));
  painter.setBrush(t.accent);
  painter.drawEllipse(QPointF(x(now), at(results_.year[now])), 4, 4);
}

void ResultsPanel::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QFont title = typeface(size::kHint, QFont::Medium);
  if (!results_.known) {
    paint_text(painter, {0, 14}, tr("No result yet."), title, t.text3);
    return;
  }
  paint_text(painter, {0, 14}, results_.title, title, t.text3);
  if (results_.state == State::hot || results_.state == State::unstable)
    paint_mark(painter, results_.state, {width() - 14.0, 2}, 14);
  int y = kTitle;
  paint_resources(painter, y);
  paint_unstable(painter, y);
  paint_time_per_call(painter, y);
  paint_pair(painter, y, tr("Calls"), results_.rate, t.text);
  paint_pair(painter, y, tr("Errors"), results_.errors, t.text);
  if (!results_.headroom.isEmpty())
    paint_pair(painter, y, tr("Headroom"), results_.headroom,
               results_.no_headroom ? t.bad : t.text);
  paint_pair(painter, y, tr("Cost this month"), results_.cost, t.text);
  paint_year(painter, y);
}

}  // namespace headroom::gui
