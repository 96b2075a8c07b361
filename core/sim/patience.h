// Patience that is a random time. Private to core/sim.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/sim/timer_lane.h"

namespace headroom::sim {

/// Pending timers of one line whose times differ, the earliest on top of a heap. Its events are in
/// the event set whenever the earliest timer is: a timer that comes before all others brings an
/// event of its own, so that the events that are still to come stand on a stack, earliest on top.
class PatienceTimers {
 public:
  /// `site`: run-time index of the site that draws the times.
  explicit PatienceTimers(std::uint32_t site) : site_(site) {}
  [[nodiscard]] std::uint32_t site() const { return site_; }

  /// True if an event is needed at the timer's expiry.
  [[gnu::noinline]] bool add(const Timer& timer, const Watched& watched) {
    if (heap_.size() >= crowded_) drop_all_dead(watched);
    heap_.push_back(timer);
    std::push_heap(heap_.begin(), heap_.end(), Later());
    return needs_event(timer.expiry);
  }

  /// After an event: the timer that expires now, if it is alive.
  [[gnu::noinline]] std::optional<Timer> expired(double now, const Watched& watched) {
    events_.pop_back();
    drop_dead(watched);
    if (heap_.empty() || heap_.front().expiry > now) return std::nullopt;
    const Timer timer = heap_.front();
    pop();
    return timer;
  }

  /// When one more event is due; nullopt: none, or it is in the event set already.
  [[gnu::noinline]] std::optional<double> next_event(const Watched& watched) {
    drop_dead(watched);
    if (heap_.empty() || !needs_event(heap_.front().expiry)) return std::nullopt;
    return heap_.front().expiry;
  }

 private:
  static constexpr std::size_t kRoom = 64;
  struct Later {
    bool operator()(const Timer& a, const Timer& b) const { return a.expiry > b.expiry; }
  };

  bool needs_event(double expiry) {
    if (!events_.empty() && events_.back() <= expiry) return false;
    events_.push_back(expiry);
    return true;
  }
  void pop() {
    std::pop_heap(heap_.begin(), heap_.end(), Later());
    heap_.pop_back();
  }
  void drop_dead(const Watched& watched) {
    while (!heap_.empty() && !heap_.front().alive(watched)) pop();
  }
  /// Those who were served in time leave their timers behind: at most as many as are alive, or few.
  void drop_all_dead(const Watched& watched) {
    std::erase_if(heap_, [&](const Timer& timer) { return !timer.alive(watched); });
    std::make_heap(heap_.begin(), heap_.end(), Later());
    crowded_ = std::max(kRoom, 2 * heap_.size());
  }

  std::uint32_t site_;
  std::vector<Timer> heap_;
  std::vector<double> events_;
  std::size_t crowded_ = kRoom;
};

}  // namespace headroom::sim
