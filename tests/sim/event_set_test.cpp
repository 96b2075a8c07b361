#include "core/sim/event_set.h"

#include <algorithm>
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

TEST(EventSet, GrowsIntoAHeapAndBackInTheSameOrder) {
  // The number of pending events swings between 0 and 200: through the change of structure at 64
  // and back below 24, several times. A binary heap of the library says what is right.
  EventSet set;
  std::priority_queue<Key, std::vector<Key>, std::greater<>> right;
  std::uint64_t sequence = 0;
  double now = 0.0;
  for (int swing = 0; swing < 6; ++swing) {
    for (int i = 0; i < 200; ++i) {
      const Key key = make_key(now + random_time(sequence), sequence, 3);
      set.push(key);
      right.push(key);
      ++sequence;
    }
    while (!right.empty()) {
      ASSERT_EQ(set.top(), right.top());
      ASSERT_EQ(set.size(), right.size());
      now = time_of(right.top());
      set.pop();
      right.pop();
      // Every third event schedules another, as events of a model do.
      if (sequence % 3 != 0 && random_time(sequence) < 0.3) {
        const Key key = make_key(now + random_time(sequence), sequence, 4);
        set.push(key);
        right.push(key);
      }
      ++sequence;
    }
    ASSERT_EQ(set.top(), kNever);
  }
}

TEST(EventHeap, FillsTheHoleOfARemovalWithTheNextInsertion) {
  EventHeap heap;
  for (std::uint64_t i = 0; i < 100; ++i) heap.push(make_key(random_time(i), i, 0));
  Key last = 0;
  for (std::uint64_t i = 100; i < 3000; ++i) {
    const Key top = heap.top();
    ASSERT_LT(last, top);
    last = top;
    heap.pop();
    heap.push(make_key(time_of(top) + random_time(i), i, 0));
    ASSERT_EQ(heap.size(), 100U);
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
