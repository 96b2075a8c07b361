// The future event set: 16-byte events ordered by (time, sequence). Private to core/sim.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/sim/event_calendar.h"
#include "core/sim/event_key.h"

namespace headroom::sim {

/// The earliest events, up to 64, stand in a sorted array whose earliest is its last: taking it is
/// free, and inserting moves the few that come sooner. When it is full its later half goes to a
/// calendar, and when it is empty it is filled from there. Where an event stands never influences
/// the order.
class EventSet {
 public:
  EventSet() { sorted_[0] = kNever; }

  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::size_t size() const { return count_ + later_.size(); }
  /// kNever when empty.
  [[nodiscard]] Key top() {
    if (count_ == 0 && !later_.empty()) [[unlikely]]
      fill();
    return sorted_[count_];
  }
  /// Needs a top() since the last pop().
  void pop() { --count_; }
  /// Needs a time not before that of the last top(). Sequences must grow from push to push: then
  /// equal times need no comparison here.
  void push(Key key) {
    const std::uint64_t time = time_bits(key);
    if (count_ == kSorted || time >= later_from_) [[unlikely]]
      return push_later(key);
    Key* place = &sorted_[++count_];
    for (; time_bits(place[-1]) <= time; --place) place[0] = place[-1];
    place[0] = key;
  }

 private:
  static constexpr std::size_t kSorted = 64;

  void push_later(Key key);
  void make_room();
  void fill();

  std::size_t count_ = 0;
  std::uint64_t later_from_ = time_bits(kNever);  ///< events from this time on stand in later_
  std::array<Key, kSorted + 1> sorted_;           ///< descending after a sentinel
  EventCalendar later_;
};

}  // namespace headroom::sim
