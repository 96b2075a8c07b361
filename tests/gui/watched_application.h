// An application that measures how long each event keeps the event loop.
#pragma once

#include <QApplication>
#include <QString>

namespace headroom::gui::test {

/// The longest handling of one event, with all that it entails.
struct Turn {
  double cpu_ms = 0.0;  ///< of this thread: others that compute do not count
  double wall_ms = 0.0;
  QString what;  ///< receiver and type of the event
};

class WatchedApplication : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override;
  /// Begins anew.
  void watch() { longest_ = {}; }
  [[nodiscard]] const Turn& longest() const { return longest_; }

 private:
  Turn longest_;
  int depth_ = 0;
};

}  // namespace headroom::gui::test
