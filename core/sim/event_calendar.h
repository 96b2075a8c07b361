// Events that are not due soon. Private to core/sim.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/sim/event_heap.h"
#include "core/sim/event_key.h"

namespace headroom::sim {

/// Any number of events, handed out a few at a time, earliest first. A few hundred stay in a heap.
/// More are put unsorted on the days of a calendar, so that each is sorted among its neighbours
/// only. [Brown, Calendar queues, CACM 31 (1988)] Differences from the original:
/// - The length of a day is learned from the median of the pending events.
/// - A crowded day goes through the heap, so that a burst costs what it costs in a heap.
/// - Events beyond the last day wait unsorted, as at the top of a ladder queue, and are looked at
///   again after half of the days. [Tang, Goh & Thng, Ladder queue, ACM TOMACS 15 (2005)]
/// What was learned never influences the order.
class EventCalendar {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Needs a time not before that of any event taken.
  void push(Key key) {
    ++size_;
    place(key);
  }

  static constexpr std::size_t kAtOnce = 32;
  /// Removes the earliest events: 1 to kAtOnce, ascending; those that stay are later. Needs an
  /// event; valid until the next call.
  std::span<const Key> take();

 private:
  static constexpr std::size_t kSmall = 512;  ///< up to here the heap alone is as good
  static constexpr std::size_t kPerPage = 8;
  static constexpr std::uint32_t kNoPage = ~std::uint32_t{0};

  /// The events of a day stand on a chain of pages, of which only the first may have room left.
  struct alignas(kPerPage * sizeof(Key)) Page {
    std::array<Key, kPerPage> events;
  };
  struct Day {
    std::uint32_t page = kNoPage;
    std::uint32_t events = 0;
  };

  /// Never decreases with time, however it rounds: days order as times do.
  [[nodiscard]] double day_of(Key key) const { return (time_of(key) - start_) * days_per_second_; }
  [[nodiscard]] std::size_t slot_of(double day) const {
    return static_cast<std::uint64_t>(day) & (days_.size() - 1);
  }

  void place(Key key) {
    const double day = day_of(key);
    if (day < first_day_)
      put_near(key);
    else if (day < end_day_)
      put_on(slot_of(day), key);
    else
      far_.push_back(key);
  }
  void put_on(std::size_t slot, Key key) {
    Day& day = days_[slot];
    const std::size_t line = day.events % kPerPage;
    if (line == 0) add_page(slot);
    ++day.events;
    ++on_days_;
    pages_[day.page].events[line] = key;
  }
  void put_near(Key key);
  void add_page(std::size_t slot);

  void turn_day();
  [[nodiscard]] std::size_t days_until_event() const;
  void tear_off(std::size_t slot, std::vector<Key>& to);
  void fetch_ahead() const;
  void take_from_heap();

  void look_far();
  void learn();
  void gather();
  [[nodiscard]] double length_of_day(double start) const;
  void set_days(double start, double length);
  void no_days();
  [[nodiscard]] bool has_doubled() const { return size_ >= 2 * learned_from_; }

  EventHeap near_;         ///< events before first_day_
  std::vector<Day> days_;  ///< a ring, from first_day_ on; their number is a power of two
  std::vector<Key> far_;   ///< events from end_day_ on
  std::vector<Key> taken_;
  std::vector<std::uint64_t> used_;  ///< a bit for each day: it has events
  std::vector<Page> pages_;
  std::vector<std::uint32_t> next_page_;  ///< of a day or of the free ones
  std::uint32_t free_page_ = kNoPage;
  double start_ = 0.0;
  double days_per_second_ = 0.0;
  double first_day_ = kEndOfTime;  ///< whole numbers; infinite: no days, all events are near
  double end_day_ = kEndOfTime;
  std::size_t on_days_ = 0;
  std::size_t size_ = 0;
  std::size_t learned_from_ = 0;  ///< size_ when the length of a day was learned
};

}  // namespace headroom::sim
