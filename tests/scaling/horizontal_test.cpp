// The HorizontalPodAutoscaler against the vectors of its documentation and walks computed by hand.
#include "core/scaling/horizontal.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace headroom::scaling {
namespace {

constexpr double kTolerance = 0.1;

std::vector<Pod> pods_at(std::size_t count, double used) {
  return std::vector<Pod>(count, Pod{.used = used});
}
std::uint32_t asked(const std::vector<Pod>& pods, double target) {
  return pods_for_use(pods, target, kTolerance);
}

// ---------------------------------------------------------------- what the metrics ask for

TEST(PodsForUse, IsTheRatioOfUseAndTargetRoundedUp) {
  EXPECT_EQ(asked(pods_at(3, 0.90), 0.60), 5U);
  EXPECT_EQ(asked(pods_at(10, 0.67), 0.60), 12U);
  EXPECT_EQ(asked(pods_at(10, 0.30), 0.60), 5U);
}

TEST(PodsForUse, StaysWithinTheTolerance) {
  EXPECT_EQ(asked(pods_at(10, 0.65), 0.60), 10U);
  EXPECT_EQ(asked(pods_at(10, 0.54), 0.60), 10U);
  EXPECT_EQ(asked(pods_at(10, 0.53), 0.60), 9U);
}

TEST(PodsForUse, CutsUseToWholePercent) {
  // 66.9 % counts as 66: 1.1 times 60, which is tolerated.
  EXPECT_EQ(asked(pods_at(10, 0.669), 0.60), 10U);
}

TEST(PodsForUse, TakesPodsThatAreNotReadyAsIdleAgainstGrowth) {
  std::vector<Pod> pods = pods_at(4, 1.0);
  pods[2].ready = pods[3].ready = false;
  EXPECT_EQ(asked(pods, 0.50), 4U);  // (2 x 100 + 2 x 0) / 4 = 50 %
  EXPECT_EQ(asked(pods, 0.40), 5U);
}

TEST(PodsForUse, IgnoresPodsThatAreNotReadyWhenItShrinks) {
  std::vector<Pod> pods = pods_at(4, 0.20);
  pods[3].ready = false;
  EXPECT_EQ(asked(pods, 0.60), 1U);  // of three pods a third is needed
}

TEST(PodsForUse, TakesPodsWithoutAMetricAsBusyAgainstShrinking) {
  std::vector<Pod> pods = pods_at(4, 0.30);
  pods[3].measured = false;
  EXPECT_EQ(asked(pods, 0.60), 4U);  // (3 x 30 + 100) / 4 = 47 %, 0.78 of the target
  pods = pods_at(4, 0.10);
  pods[3].measured = false;
  EXPECT_EQ(asked(pods, 0.60), 3U);  // 32 %
}

TEST(PodsForUse, NeverTurnsRoundForWhatItDoesNotKnow) {
  std::vector<Pod> pods = pods_at(2, 0.50);
  pods[1].measured = false;
  EXPECT_EQ(asked(pods, 0.60), 2U);  // 50 % would shrink, 75 % would grow
  EXPECT_EQ(asked(std::vector<Pod>(3, Pod{.measured = false}), 0.60), 3U);
  EXPECT_EQ(asked({}, 0.60), 0U);
}

TEST(PodsForTotal, SharesATotalOut) {
  EXPECT_EQ(pods_for_total(10, 41.0, 4.0, kTolerance), 10U);  // 1.025 of what ten have
  EXPECT_EQ(pods_for_total(10, 45.0, 4.0, kTolerance), 12U);
  EXPECT_EQ(pods_for_total(0, 7.0, 5.0, kTolerance), 2U);
  EXPECT_EQ(pods_for_total(3, 0.0, 5.0, kTolerance), 0U);
}

// ---------------------------------------------------------------- how fast it may happen

TEST(Stabilizer, LetsPodsDoubleOrGrowByFourEach15Seconds) {
  Stabilizer pods({1, 1000}, default_growth(), default_shrinking());
  std::uint32_t current = 1;
  double now = 0.0;
  for (const std::uint32_t next : {5U, 10U, 20U, 40U, 80U}) {
    current = pods.decide(now, current, 1000);
    EXPECT_EQ(current, next);
    now += 15.0;
  }
}

TEST(Stabilizer, ShrinksToTheMostOfTheLastFiveMinutes) {
  Stabilizer pods({1, 100}, default_growth(), default_shrinking());
  EXPECT_EQ(pods.decide(0.0, 20, 20), 20U);
  EXPECT_EQ(pods.decide(15.0, 20, 5), 20U);
  EXPECT_EQ(pods.decide(30.0, 20, 8), 20U);
  EXPECT_EQ(pods.decide(299.0, 20, 2), 20U);
  EXPECT_EQ(pods.decide(300.0, 20, 2), 8U);
  EXPECT_EQ(pods.decide(345.0, 8, 2), 2U);
}

TEST(Stabilizer, CountsAPolicysPeriodFromItsBegin) {
  // 10 % of 72 pods within a minute, rounded up: 8, and no more until the minute is over.
  ScalingRules slow = default_shrinking();
  slow.stabilization_s = 0.0;
  slow.policies = {{ScalingPolicy::Unit::percent, 10, 60.0}};
  Stabilizer pods({1, 100}, default_growth(), slow);
  EXPECT_EQ(pods.decide(0.0, 72, 10), 64U);
  EXPECT_EQ(pods.decide(15.0, 64, 10), 64U);
  EXPECT_EQ(pods.decide(60.0, 64, 10), 57U);
}

TEST(Stabilizer, TakesTheLeastOfItsPoliciesOrNoneIfToldTo) {
  ScalingRules careful = default_growth();
  careful.select = PolicySelect::least;
  EXPECT_EQ(Stabilizer({1, 100}, careful, default_shrinking()).decide(0.0, 10, 50), 14U);
  careful.select = PolicySelect::disabled;
  EXPECT_EQ(Stabilizer({1, 100}, careful, default_shrinking()).decide(0.0, 10, 50), 10U);
}

TEST(Stabilizer, KeepsToItsLimits) {
  Stabilizer pods({3, 6}, default_growth(), default_shrinking());
  EXPECT_EQ(pods.decide(0.0, 4, 100), 6U);
  EXPECT_EQ(pods.decide(1000.0, 6, 1), 3U);
  EXPECT_EQ(pods.decide(2000.0, 2, 2), 3U);
  EXPECT_EQ(pods.decide(3000.0, 9, 9), 6U);
}

TEST(Stabilizer, CutsWhatIsWantedToItsLimits) {
  struct Decision {
    std::uint32_t current, least, most, decided;
    double used, target;
  };
  constexpr Decision kDecisions[] = {{4, 2, 20, 6, 0.9, 0.6},
                                     {10, 2, 20, 10, 0.63, 0.6},
                                     {3, 2, 10, 2, 0.2, 0.5},
                                     {8, 1, 20, 20, 1.7, 0.5}};
  for (const Decision& each : kDecisions) {
    ScalingRules at_once = default_shrinking();
    at_once.stabilization_s = 0.0;
    ScalingRules growth = default_growth();
    growth.policies = {{ScalingPolicy::Unit::percent, 1000, 15.0}};
    Stabilizer stabilizer({each.least, each.most}, growth, at_once);
    const std::uint32_t wanted = pods_for_use(each.current, each.used, each.target, kTolerance);
    EXPECT_EQ(stabilizer.decide(0.0, each.current, wanted), each.decided);
  }
}

// ---------------------------------------------------------------- both together

struct Growth {
  double at;
  std::uint32_t pods;

  friend bool operator==(const Growth&, const Growth&) = default;
};

/// Pods of one core with instant metrics under `demand` cores, two ready at the start.
std::vector<Growth> grown(double target, double start_up_s, double demand = 10.0) {
  std::vector<double> ready_at(2, 0.0);
  Stabilizer stabilizer({1, 100}, default_growth(), default_shrinking());
  std::vector<Growth> changes;
  for (double now = 0.0; now < 900.0; now += 15.0) {
    const auto ready = std::ranges::count_if(ready_at, [&](double at) { return at <= now; });
    std::vector<Pod> pods;
    for (const double at : ready_at)
      pods.push_back(
          {.ready = at <= now, .used = std::min(1.0, demand / static_cast<double>(ready))});
    const auto current = static_cast<std::uint32_t>(pods.size());
    const std::uint32_t next = stabilizer.decide(now, current, asked(pods, target));
    if (next != current) changes.push_back({now, next});
    ready_at.resize(next, now + start_up_s);
  }
  return changes;
}

using Walk = std::vector<Growth>;

TEST(Autoscaler, GrowsByOneOverItsTargetAtMost) {
  EXPECT_EQ(grown(0.5, 0.0), (Walk{{0, 4}, {15, 8}, {30, 16}, {45, 20}}));
  EXPECT_EQ(grown(0.8, 0.0), (Walk{{0, 3}, {15, 4}, {30, 5}, {45, 7}, {60, 9}, {75, 12}}));
}

TEST(Autoscaler, WaitsForThePodsItHasStarted) {
  EXPECT_EQ(grown(0.5, 60.0), (Walk{{0, 4}, {60, 8}, {120, 16}, {180, 20}}));
  // It stops at 12: 83 % busy is within the tolerance of 80 %.
  const Walk slow = grown(0.8, 60.0);
  EXPECT_EQ(slow.back(), (Growth{300, 12}));
}

}  // namespace
}  // namespace headroom::scaling
