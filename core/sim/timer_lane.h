// Timeouts without cancelled events. Private to core/sim.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/sim/context.h"
#include "core/sim/deliveries.h"

namespace headroom::sim {

/// What a timer runs for: an awaited call, patience in a line, or other messages to hand over with.
/// Or a message that was handed over, and is visible again after it.
enum class TimerOf : std::uint8_t { call, wait, batch, message };

/// What timers look at.
struct Watched {
  const ContextPool& contexts;
  const Deliveries& deliveries;
};

/// `stamp` is the generation of an awaited call, the ticket of a wait or the epoch of a message:
/// when it has changed, what the timer was for is over.
struct Timer {
  double expiry = 0.0;
  std::uint32_t context = 0;  ///< or message
  std::uint32_t stamp = 0;
  TimerOf of = TimerOf::wait;

  [[nodiscard]] bool alive(const Watched& watched) const {
    if (of == TimerOf::message) return watched.deliveries.timed(context, stamp);
    const Context& its = watched.contexts[context];
    if (of != TimerOf::call) return its.ticket == stamp;
    return its.generation == stamp && its.parent != kNone;
  }
};

/// Pending timers of one constant timeout: they expire in the order in which they were set, so that
/// a ring holds them and at most one event, for the first, is in the event set. Most calls reply in
/// time: their timers are dropped here and never become events.
class TimerLane {
 public:
  explicit TimerLane(double timeout) : timeout_(timeout) {}
  [[nodiscard]] double timeout() const { return timeout_; }

  /// True if the lane has no event yet and now needs one, at the expiry of its first timer.
  [[gnu::noinline]] bool add(const Timer& timer, const Watched& watched) {
    drop_dead(watched);
    if (size_ == ring_.size()) grow();
    ring_[(first_ + size_) & (ring_.size() - 1)] = timer;
    ++size_;
    return !std::exchange(watched_, true);
  }

  /// After the lane's event: the timer that expires now, if it is alive.
  [[gnu::noinline]] std::optional<Timer> expired(double now, const Watched& watched) {
    drop_dead(watched);
    if (size_ == 0 || ring_[first_].expiry > now) return std::nullopt;
    const Timer timer = ring_[first_];
    pop();
    return timer;
  }

  /// When the lane's next event is due; nullopt: none, the lane sleeps.
  [[gnu::noinline]] std::optional<double> next_event(const Watched& watched) {
    drop_dead(watched);
    watched_ = size_ > 0;
    return watched_ ? std::optional(ring_[first_].expiry) : std::nullopt;
  }

 private:
  void pop() {
    first_ = (first_ + 1) & (ring_.size() - 1);
    --size_;
  }
  void drop_dead(const Watched& watched) {
    while (size_ > 0 && !ring_[first_].alive(watched)) pop();
  }
  void grow() {
    std::vector<Timer> larger(ring_.size() * 2);
    for (std::size_t i = 0; i < size_; ++i) larger[i] = ring_[(first_ + i) & (ring_.size() - 1)];
    ring_.swap(larger);
    first_ = 0;
  }

  double timeout_;
  std::vector<Timer> ring_ = std::vector<Timer>(64);  // a power of two, doubled when full
  std::size_t first_ = 0;
  std::size_t size_ = 0;
  bool watched_ = false;
};

}  // namespace headroom::sim
