#include "core/sim/transient.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using random::Distribution;

network::Network mm1() {
  return testing::single_station(testing::station(1), Distribution::exponential(0.01));
}

/// 50/s, then `surge` times that from 20 s to 40 s, then 50/s again. The capacity is 100/s.
network::Load surge(double factor) {
  network::Load load;
  load.sources.push_back({PerSecond(50.0),
                          0,
                          {{Seconds(0.0), PerSecond(50.0)},
                           {Seconds(20.0), PerSecond(50.0)},
                           {Seconds(20.0), PerSecond(50.0 * factor)},
                           {Seconds(40.0), PerSecond(50.0 * factor)},
                           {Seconds(40.0), PerSecond(50.0)}}});
  return load;
}

TransientOptions minute() {
  TransientOptions options;
  options.seed = 6;
  options.duration = Seconds(100.0);
  options.bins = 20;
  options.replications = 20;
  return options;
}

void expect_covers(const Estimate& estimate, double truth) {
  EXPECT_LE(std::abs(estimate.estimate - truth), 2.0 * estimate.half_width())
      << estimate.estimate << " +- " << estimate.half_width() << " against " << truth;
}

TEST(Transient, SurgeBeyondCapacityPilesUpAndDrainsAsAFluid) {
  // 200/s for 20 s against 100/s: 2000 wait at 40 s, and drain by 50/s until 80 s. [Newell 1982]
  const auto seen = *simulate_transient(mm1(), surge(4.0), minute());
  ASSERT_EQ(seen.bins.size(), 20U);
  EXPECT_EQ(seen.bins[7].to, Seconds(40.0));
  expect_covers(seen.bins[7].backlog, 2000.0);
  expect_covers(seen.bins[11].backlog, 1000.0);
  expect_covers(seen.peak_backlog, 2000.0);
  expect_covers(seen.bins[5].offered_rps, 200.0);
  expect_covers(seen.bins[5].goodput_rps, 100.0);
  EXPECT_TRUE(seen.recovered);
  // The last slow bin is the one in which the queue empties, or a neighbour of it.
  EXPECT_NEAR(seen.recovered_s.estimate, 80.0, 5.0);
  EXPECT_TRUE(seen.complete);
}

TEST(Transient, BeforeTheSurgeItIsTheSteadyState) {
  // M/M/1 at 0.5: mean response 20 ms. Twenty seconds from a warmed-up start.
  TransientOptions options = minute();
  options.duration = Seconds(20.0);
  options.bins = 1;
  const auto seen = *simulate_transient(mm1(), surge(4.0), options);
  expect_covers(seen.bins[0].mean_s, 0.02);
  expect_covers(seen.bins[0].offered_rps, 50.0);
}

TEST(Transient, HarmlessSurgeNeedsNoRecovery) {
  TransientOptions options = minute();
  options.latency_limit = Seconds(1.0);
  const auto seen = *simulate_transient(mm1(), surge(1.2), options);
  EXPECT_EQ(seen.recovered_s, Estimate::exact(0.0));
  EXPECT_EQ(seen.latency_limit, Seconds(1.0));
}

TEST(Transient, TooShortALookDoesNotSeeTheRecovery) {
  TransientOptions options = minute();
  options.duration = Seconds(60.0);
  EXPECT_FALSE(simulate_transient(mm1(), surge(4.0), options)->recovered);
}

TEST(Transient, OverfullSystemIsReportedUpToWhereItWent) {
  TransientOptions options = minute();
  options.max_contexts = 200;
  const auto seen = *simulate_transient(mm1(), surge(4.0), options);
  EXPECT_FALSE(seen.complete);
  EXPECT_EQ(seen.bins.size(), 4U);  // up to 20 s; 200 wait 2 s later
}

TEST(Transient, ThreadsNeverChangeTheAnswer) {
  TransientOptions options = minute();
  const auto one = *simulate_transient(mm1(), surge(2.5), options);
  options.threads = 3;
  const auto three = *simulate_transient(mm1(), surge(2.5), options);
  EXPECT_EQ(one.peak_backlog, three.peak_backlog);
  EXPECT_EQ(one.recovered_s, three.recovered_s);
  EXPECT_EQ(one.bins[10].p95_s, three.bins[10].p95_s);
}

TEST(Transient, ExpectedRequestsAreWarmUpAndProfile) {
  // 2000 before, 20 s x 50/s, 20 s x 200/s, 60 s x 50/s.
  EXPECT_DOUBLE_EQ(expected_requests(surge(4.0), minute()), 2000.0 + 1000.0 + 4000.0 + 3000.0);
}

TEST(Transient, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  EXPECT_FALSE(simulate_transient(mm1(), surge(2.0), minute(), source.get_token()).has_value());
}

}  // namespace
}  // namespace headroom::sim
