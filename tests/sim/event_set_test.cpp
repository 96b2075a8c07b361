#include "core/sim/event_set.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <queue>
#include <vector>

#include <gtest/gtest.h>

#include "core/random/streams.h"
#include "core/sim/processor_sharing.h"

namespace headroom::sim {
namespace {

double random_time(std::uint64_t index) {
  const auto key = random::stream_key(7, 0, "event-set", 0, "times");
  return random::to_unit(random::stream_word(key, 0, index));
}

TEST(EventSet, RemovesInOrderOfTimeThenSequence) {
  EventSet set;
  std::vector<Key> keys;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    // Coarse times, so that ties are common.
    const double time = static_cast<double>(static_cast<int>(random_time(i) * 100.0));
    keys.push_back(make_key(time, i, i));
    set.push(keys.back());
  }
  std::sort(keys.begin(), keys.end());
  for (const Key key : keys) {
    ASSERT_EQ(set.top(), key);
    set.pop();
  }
  EXPECT_TRUE(set.empty());
  EXPECT_EQ(set.top(), kNever);
}

/// The same operations done by an event set of the library, which says what is right.
struct Reference {
  std::priority_queue<Key, std::vector<Key>, std::greater<>> queue;

  void push(Key key) { queue.push(key); }
  [[nodiscard]] Key top() const { return queue.top(); }
  void pop() { queue.pop(); }
};

/// The calendar alone, one event at a time.
struct CalendarAlone {
  EventCalendar calendar;
  std::deque<Key> taken;

  void push(Key key) {
    if (taken.empty() || taken.back() < key)
      calendar.push(key);
    else
      taken.insert(std::lower_bound(taken.begin(), taken.end(), key), key);
  }
  Key top() {
    if (taken.empty()) {
      const auto earliest = calendar.take();
      taken.assign(earliest.begin(), earliest.end());
    }
    return taken.front();
  }
  void pop() { taken.pop_front(); }
};

/// After how long the i-th event of a case is due.
using Delay = std::function<double(std::uint64_t i)>;

/// A checksum over the order of removal while `pending` events are held, first prefilled, then for
/// `holds` removals each followed by one insertion, and at the end taken one by one.
template <class Set>
std::uint64_t order_of(std::size_t pending, std::size_t holds, const Delay& delay) {
  Set set;
  std::uint64_t sequence = 0;
  for (; sequence < pending; ++sequence) set.push(make_key(delay(sequence), sequence, 1));
  std::uint64_t sum = 0;
  const auto remove = [&] {
    const Key key = set.top();
    set.pop();
    sum = (sum ^ time_bits(key) ^ static_cast<std::uint64_t>(key)) * 0x9E37'79B9'7F4A'7C15;
    return time_of(key);
  };
  for (std::size_t i = 0; i < holds; ++i, ++sequence) {
    const double now = remove();
    set.push(make_key(now + delay(sequence), sequence, 1));
  }
  for (std::size_t i = 0; i < pending; ++i) remove();
  return sum;
}

void expect_one_order(const char* what, std::size_t pending, std::size_t holds,
                      const Delay& delay) {
  const std::uint64_t right = order_of<Reference>(pending, holds, delay);
  EXPECT_EQ(order_of<EventHeap>(pending, holds, delay), right) << what << " " << pending;
  EXPECT_EQ(order_of<CalendarAlone>(pending, holds, delay), right) << what << " " << pending;
  EXPECT_EQ(order_of<EventSet>(pending, holds, delay), right) << what << " " << pending;
}

double exponential(std::uint64_t i) { return -std::log(1.0 - random_time(i)); }

TEST(EventSet, HeapCalendarAndSetRemoveInTheSameOrder) {
  for (const std::size_t pending : {3U, 60U, 70U, 600U, 3000U, 40'000U})
    expect_one_order("hold", pending, 100'000, exponential);
}

TEST(EventSet, BurstsDoNotDisturbTheOrder) {
  // Nine of ten come after 0.01, one after exactly 30.
  const Delay bursts = [](std::uint64_t i) { return random_time(i) < 0.9 ? 0.01 : 30.0; };
  for (const std::size_t pending : {100U, 2000U, 20'000U})
    expect_one_order("bursts", pending, 100'000, bursts);
  const Delay at_once = [](std::uint64_t i) { return i < 5000 ? 1.0 : 2.0; };
  expect_one_order("all at once", 5000, 20'000, at_once);
  const Delay never_apart = [](std::uint64_t) { return 0.0; };
  expect_one_order("no time passes", 2000, 10'000, never_apart);
}

TEST(EventSet, TimesOfVeryDifferentSizeKeepTheirOrder) {
  // Powers of ten from 1e-12 to 1e12: no length of a day fits, and days are left empty.
  const Delay scales = [](std::uint64_t i) { return std::pow(10.0, 24.0 * random_time(i) - 12.0); };
  for (const std::size_t pending : {600U, 5000U})
    expect_one_order("scales", pending, 50'000, scales);
  // Hold times that shrink and grow by 1e6 while the set runs: the days must be learned again.
  const Delay tides = [](std::uint64_t i) {
    return exponential(i) * (i / 30'000 % 2 == 0 ? 1.0 : 1e-6);
  };
  expect_one_order("tides", 5000, 150'000, tides);
}

TEST(EventSet, GrowsAndShrinksInTheSameOrder) {
  // The number of pending events swings between 0 and the thousands: from the sorted array through
  // the heap into the calendar and back, several times.
  EventSet set;
  Reference right;
  std::uint64_t sequence = 0;
  double now = 0.0;
  const auto push = [&](double delay) {
    const Key key = make_key(now + delay, sequence++, 3);
    set.push(key);
    right.push(key);
  };
  for (const int height : {200, 5000, 70, 3000, 700, 20'000}) {
    for (int i = 0; i < height; ++i) push(random_time(sequence));
    while (!right.queue.empty()) {
      ASSERT_EQ(set.top(), right.top());
      ASSERT_EQ(set.size(), right.queue.size());
      now = time_of(right.top());
      set.pop();
      right.pop();
      // Some events schedule another, as events of a model do.
      if (random_time(sequence) < 0.6)
        push(random_time(sequence));
      else
        ++sequence;
    }
    ASSERT_EQ(set.top(), kNever);
  }
}

TEST(EventSet, KeyCarriesTimeAndOwner) {
  const Key key = make_key(12.25, 99, 1234);
  EXPECT_EQ(time_of(key), 12.25);
  EXPECT_EQ(who_of(key), 1234U);
}

TEST(SharedProcessor, TwoJobsOnOneCoreFinishByHandComputation) {
  SharedProcessor cpu(1.0, 1.0);
  cpu.start(0.0, 1.0, 0, 10);  // alone until t = 0.5: half done
  cpu.start(0.5, 1.0, 1, 11);  // then both at rate 1/2
  EXPECT_DOUBLE_EQ(cpu.next_end(0.5), 1.5);
  EXPECT_EQ(cpu.finish(1.5), 10U);
  EXPECT_DOUBLE_EQ(cpu.next_end(1.5), 2.0);  // half of the second is left, alone
  EXPECT_EQ(cpu.finish(2.0), 11U);
  EXPECT_DOUBLE_EQ(cpu.busy_area(3.0), 2.0);
}

TEST(SharedProcessor, FractionalCapacityLimitsASingleJob) {
  SharedProcessor cpu(0.2, 1.0);
  cpu.start(0.0, 1.0, 0, 1);
  EXPECT_DOUBLE_EQ(cpu.next_end(0.0), 5.0);
}

TEST(WinnerTree, TopIsTheLeastOfTheLeaves) {
  WinnerTree tree(5);
  std::vector<Key> leaves(5, kNever);
  for (std::uint32_t i = 0; i < 500; ++i) {
    const std::size_t leaf = i * 7 % 5;
    leaves[leaf] = i % 3 == 0 ? kNever : make_key(random_time(i), i, 0);
    tree.set(leaf, leaves[leaf]);
    ASSERT_EQ(tree.top(), *std::min_element(leaves.begin(), leaves.end()));
  }
}

}  // namespace
}  // namespace headroom::sim
