#include "tests/gui/watched_application.h"

#include <QEvent>
#include <ctime>

namespace headroom::gui::test {
namespace {

double milliseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
  if (depth_ > 0) return QApplication::notify(receiver, event);
  // The receiver may be gone afterwards.
  const QString what = QStringLiteral("%1, event %2")
                           .arg(QString::fromLatin1(receiver->metaObject()->className()))
                           .arg(static_cast<int>(event->type()));
  ++depth_;
  const double cpu = milliseconds(CLOCK_THREAD_CPUTIME_ID);
  const double wall = milliseconds(CLOCK_MONOTONIC);
  const bool done = QApplication::notify(receiver, event);
  const Turn turn{milliseconds(CLOCK_THREAD_CPUTIME_ID) - cpu, milliseconds(CLOCK_MONOTONIC) - wall,
                  what};
  --depth_;
  if (turn.cpu_ms > longest_.cpu_ms) longest_ = turn;
  return done;
}

}  // namespace headroom::gui::test
