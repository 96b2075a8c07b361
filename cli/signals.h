// Turns SIGINT and SIGTERM into a request to stop.
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace headroom::cli {

/// From construction on, the first SIGINT or SIGTERM requests a stop and the second ends the
/// program at once. Construct it before any other thread, once.
class SignalWatcher {
 public:
  SignalWatcher();
  ~SignalWatcher();
  SignalWatcher(const SignalWatcher&) = delete;
  SignalWatcher& operator=(const SignalWatcher&) = delete;

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }
  [[nodiscard]] int signal() const { return signal_; }  ///< the first one; 0 if none came

 private:
  void watch();

  std::stop_source stop_;
  std::atomic<int> signal_ = 0;
  std::thread thread_;
};

}  // namespace headroom::cli
