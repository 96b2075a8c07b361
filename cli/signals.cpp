#include "cli/signals.h"

#include <csignal>
#include <unistd.h>

#include "cli/exit_code.h"

namespace headroom::cli {
namespace {

constexpr int kWatcherEnds = SIGUSR1;  ///< sent to the watching thread only, by its own destructor

sigset_t watched_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, kWatcherEnds}) sigaddset(&set, signal);
  return set;
}

}  // namespace

void ignore_file_size_limit() { std::signal(SIGXFSZ, SIG_IGN); }

// A thread that waits for signals, not a handler: requesting a stop runs callbacks and takes locks,
// which a handler must not.
SignalWatcher::SignalWatcher() {
  const sigset_t set = watched_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  thread_ = std::thread([this] { watch(); });
}

SignalWatcher::~SignalWatcher() {
  pthread_kill(thread_.native_handle(), kWatcherEnds);
  thread_.join();
}

void SignalWatcher::watch() {
  const sigset_t set = watched_signals();
  for (int arrived = 0; sigwait(&set, &arrived) == 0 && arrived != kWatcherEnds;) {
    if (signal_ != 0) _exit(exit_code::signal_base + arrived);
    signal_ = arrived;
    stop_.request_stop();
  }
}

}  // namespace headroom::cli
