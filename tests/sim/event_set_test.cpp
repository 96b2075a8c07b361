#include "core/sim/event_set.h"

#include <algorithm>
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

TEST(EventSet, ReplaceTopEqualsPopThenPush) {
  EventSet one;
  EventSet two;
  std::uint64_t sequence = 0;
  for (; sequence < 77; ++sequence) {
    one.push(make_key(random_time(sequence), sequence, 0));
    two.push(make_key(random_time(sequence), sequence, 0));
  }
  for (; sequence < 3000; ++sequence) {
    ASSERT_EQ(one.top(), two.top());
    const Key next = make_key(time_of(one.top()) + random_time(sequence), sequence, 1);
    one.replace_top(next);
    two.pop();
    two.push(next);
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
