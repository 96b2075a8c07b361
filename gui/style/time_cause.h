// What the time of a request goes into, with one colour each wherever it is shown.
#pragma once

#include <QColor>
#include <QPainter>
#include <QString>
#include <cstdint>
#include <string>

namespace headroom::gui {

/// In the order in which parts of one operation are drawn: hops, waits, then what it does.
enum class TimeCause : std::uint8_t { network, thread, connection, queue, service, pause, lost };
inline constexpr std::size_t kTimeCauses = 7;

/// Of waiting for a resource with this label.
TimeCause waiting_cause(const std::string& label);
QColor color_of(TimeCause cause);
QString words_of(TimeCause cause);  ///< "waiting for a thread"

/// A bar in the cause's colour, with its milliseconds where there is room.
void paint_time(QPainter& painter, const QRectF& bar, TimeCause cause, double seconds);
/// The sign of a cause beside its words; returns the width with the words.
double paint_time_key(QPainter& painter, QPointF baseline, TimeCause cause, const QString& words);

}  // namespace headroom::gui
