// Turns SIGINT and SIGTERM into a request to stop.
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace headroom::cli {

/// A file that grows beyond the limit of the shell (ulimit -f) is then a failure to write like a
/// full disk, which takes its temporary file along, and no signal that ends the program.
void ignore_file_size_limit();

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
