#include "core/sim/replicas.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/random/streams.h"

namespace headroom::sim {
namespace {

constexpr std::uint32_t kReplicas = 7;

random::UniformSite numbers() {
  return random::UniformSite(random::stream_key(3, 0, "replicas", 0, "test"));
}

void enter(ReplicaTable& table, std::uint32_t replica) {
  Context operation;
  table.enter(operation, replica, 0.0);
}

TEST(Replicas, LeastOutstandingChoosesAmongTheLeastLoadedOnly) {
  ReplicaTable table;
  for (std::uint32_t r = 0; r < kReplicas + 2; ++r) table.add({});
  table.keep_levels(2, kReplicas);  // as if a group of two came before
  Balancer balancer{2, kReplicas, network::Policy::least_outstanding, 0, numbers()};
  random::UniformSite chance = numbers();
  std::vector<std::uint32_t> busy(kReplicas + 2, 0);
  std::vector<std::uint32_t> inside;
  for (int i = 0; i < 5000; ++i) {
    if (!inside.empty() && chance.next() < 0.48) {
      std::swap(inside[chance.next_below(inside.size())], inside.back());
      Context operation;
      operation.replica = inside.back();
      table.leave(operation, 0.0);
      --busy[inside.back()];
      inside.pop_back();
      continue;
    }
    const std::uint32_t chosen = balancer.choose(table);
    ASSERT_EQ(busy[chosen], *std::min_element(busy.begin() + 2, busy.end()));
    enter(table, chosen);
    ++busy[chosen];
    inside.push_back(chosen);
    ASSERT_EQ(table[chosen].outstanding, busy[chosen]);
  }
}

TEST(Replicas, TiesAreBrokenEvenly) {
  ReplicaTable table;
  for (std::uint32_t r = 0; r < kReplicas; ++r) table.add({});
  table.keep_levels(0, kReplicas);
  enter(table, 3);
  Balancer balancer{0, kReplicas, network::Policy::least_outstanding, 0, numbers()};
  std::vector<int> chosen(kReplicas, 0);
  constexpr int kDraws = 60'000;
  for (int i = 0; i < kDraws; ++i) ++chosen[balancer.choose(table)];
  EXPECT_EQ(chosen[3], 0);
  for (const std::uint32_t r : {0U, 1U, 2U, 4U, 5U, 6U})
    EXPECT_NEAR(chosen[r], kDraws / 6, 4.0 * std::sqrt(kDraws * 5.0 / 36.0));
}

TEST(Replicas, RoundRobinTakesTurns) {
  ReplicaTable table;
  for (std::uint32_t r = 0; r < 3; ++r) table.add({});
  Balancer balancer{0, 3, network::Policy::round_robin, 0, numbers()};
  for (const std::uint32_t expected : {0U, 1U, 2U, 0U, 1U, 2U})
    EXPECT_EQ(balancer.choose(table), expected);
}

TEST(Replicas, TheLessLoadedOfTwoNeverIsTheMostLoaded) {
  ReplicaTable table;
  for (std::uint32_t r = 0; r < 3; ++r) table.add({});
  enter(table, 1);
  Balancer balancer{0, 3, network::Policy::power_of_two, 0, numbers()};
  for (int i = 0; i < 1000; ++i) ASSERT_NE(balancer.choose(table), 1U);
}

}  // namespace
}  // namespace headroom::sim
