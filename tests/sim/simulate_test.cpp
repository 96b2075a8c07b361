#include "core/sim/simulate.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using random::Distribution;
using testing::rate;
using testing::single_station;
using testing::station;

network::Network mm1() { return single_station(station(1), Distribution::exponential(1.0)); }

/// The estimate misses the truth by no more than twice its half width (z = 3.9).
void expect_covers(const Estimate& estimate, double truth) {
  EXPECT_LE(std::abs(estimate.estimate - truth), 2.0 * estimate.half_width())
      << estimate.estimate << " +- " << estimate.half_width() << " against " << truth;
}

TEST(Simulate, Mm1IntervalsHoldTheClosedForm) {
  const auto answer = *simulate(mm1(), rate(0.8), {.seed = 5, .precision = 0.03});
  ASSERT_TRUE(answer.stable);
  EXPECT_TRUE(answer.precision_reached);
  expect_covers(answer.total.latency.mean, 5.0);
  expect_covers(answer.total.latency.p50, -5.0 * std::log(0.5));
  expect_covers(answer.total.latency.p95, -5.0 * std::log(0.05));
  expect_covers(answer.total.latency.p99, -5.0 * std::log(0.01));
  expect_covers(answer.components[0].resources[0].utilization, 0.8);
  expect_covers(answer.components[0].resources[0].mean_wait_s, 4.0);
  expect_covers(answer.total.throughput_rps, 0.8);
  EXPECT_LE(answer.total.latency.p95.half_width() / answer.total.latency.p95.estimate, 0.03 / 1.03);
}

TEST(Simulate, ThreadsNeverChangeTheAnswer) {
  const Options one{.seed = 9, .precision = 0.1, .threads = 1};
  Options three = one;
  three.threads = 3;
  const auto a = *simulate(mm1(), rate(0.7), one);
  const auto b = *simulate(mm1(), rate(0.7), three);
  EXPECT_EQ(a.total.latency.p99, b.total.latency.p99);
  EXPECT_EQ(a.total.latency.mean, b.total.latency.mean);
  EXPECT_EQ(a.requests, b.requests);
}

TEST(Simulate, OverloadIsReportedWithItsGrowthAndWithoutQuantiles) {
  const auto answer = *simulate(mm1(), rate(1.2), {});
  EXPECT_FALSE(answer.stable);
  expect_covers(answer.backlog_growth_rps, 0.2);
  EXPECT_EQ(answer.total.latency.p95, Estimate{});
}

TEST(Simulate, SpentBudgetIsSaid) {
  const auto answer = *simulate(mm1(), rate(0.9), {.precision = 0.0005, .max_requests = 100'000});
  EXPECT_FALSE(answer.precision_reached);
  EXPECT_LE(answer.requests, 100'000U);
}

TEST(Simulate, NoLoadHasNoRequests) {
  const auto answer = *simulate(mm1(), rate(0.0), {});
  EXPECT_EQ(answer.requests, 0U);
  EXPECT_TRUE(answer.stable);
}

TEST(Simulate, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  EXPECT_FALSE(simulate(mm1(), rate(0.8), {}, source.get_token()).has_value());
}

}  // namespace
}  // namespace headroom::sim
