#include "gui/style/time_cause.h"

#include <QCoreApplication>
#include <algorithm>

#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr double kLabelledFrom = 26.0;  // width of a bar that has room for its number
constexpr double kKey = 8.0, kKeyGap = 4.0;

QString tr(const char* words) { return QCoreApplication::translate("TimeCause", words); }

QColor on(const QColor& ground) {
  return ground.lightnessF() > 0.5F ? tokens_of(ThemeName::light).text
                                    : tokens_of(ThemeName::light).surface;
}

}  // namespace

TimeCause waiting_cause(const std::string& label) {
  if (label == "threads" || label == "consumers") return TimeCause::thread;
  return label == "connections" ? TimeCause::connection : TimeCause::queue;
}

QColor color_of(TimeCause cause) {
  const Tokens& t = tokens();
  switch (cause) {
    case TimeCause::network:
      return t.network;
    case TimeCause::thread:
      return t.thread;
    case TimeCause::connection:
      return t.connection;
    case TimeCause::queue:
      return t.queue;
    case TimeCause::service:
      return t.service;
    case TimeCause::pause:
      return t.series[1];
    case TimeCause::lost:
      return t.failed;
  }
  return t.service;
}

QString words_of(TimeCause cause) {
  switch (cause) {
    case TimeCause::network:
      return tr("network");
    case TimeCause::thread:
      return tr("waiting for a thread");
    case TimeCause::connection:
      return tr("waiting for a connection");
    case TimeCause::queue:
      return tr("waiting in a queue");
    case TimeCause::service:
      return tr("service");
    case TimeCause::pause:
      return tr("latency");
    case TimeCause::lost:
      return tr("calls given up");
  }
  return {};
}

void paint_time(QPainter& painter, const QRectF& bar, TimeCause cause, double seconds) {
  const QColor color = color_of(cause);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRoundedRect(QRectF(bar.x(), bar.y(), std::max(1.0, bar.width() - 1.0), bar.height()),
                          2, 2);
  if (bar.width() > kLabelledFrom)
    paint_text_center(painter, {bar.center().x(), bar.center().y() + 4.0}, count(seconds * 1e3),
                      typeface(size::kHint, QFont::Medium), on(color));
}

double paint_time_key(QPainter& painter, QPointF baseline, TimeCause cause, const QString& words) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(color_of(cause));
  painter.drawRoundedRect(QRectF(baseline.x(), baseline.y() - kKey, kKey, kKey), 2, 2);
  const double begin = kKey + kKeyGap;
  return begin + paint_text(painter, baseline + QPointF(begin, 0), words, typeface(size::kHint),
                            tokens().text2);
}

}  // namespace headroom::gui
