#include "core/analytic/bounds.h"

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "tests/sim/networks.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Load;
using network::Network;
using network::Op;
using random::Distribution;
using sim::testing::pool;
using sim::testing::rate;
using sim::testing::single_station;
using sim::testing::Sketch;
using sim::testing::station;
using sim::testing::step;

ClosedNetwork closed(std::uint32_t customers, double think, const std::vector<double>& demands,
                     double servers = 1.0) {
  ClosedNetwork net;
  net.customers = {customers};
  net.think_s = {think};
  for (const double demand : demands) net.stations.push_back({{demand}, servers});
  return net;
}

TEST(Bounds, EncloseTheExactThroughput) {
  for (const std::uint32_t customers : {1U, 2U, 5U, 20U, 200U})
    for (const double think : {0.0, 1.0, 30.0})
      for (const auto& demands : {std::vector{0.5, 0.5, 0.5}, {1.0, 0.2, 0.1}, {2.0}}) {
        const ClosedNetwork net = closed(customers, think, demands);
        const double exact = convolution(net).throughput[0];
        const ThroughputBounds wide = asymptotic_bounds(net);
        const ThroughputBounds narrow = balanced_job_bounds(net);
        const double rounding = 1e-12 * exact;
        EXPECT_GE(exact, narrow.least - rounding) << customers << " " << think;
        EXPECT_LE(exact, narrow.most + rounding) << customers << " " << think;
        EXPECT_GE(narrow.least, wide.least - rounding);
        EXPECT_LE(narrow.most, wide.most + rounding);
      }
}

TEST(Bounds, EncloseSeveralServers) {
  const ClosedNetwork net = closed(30, 2.0, {1.0, 0.4}, 4.0);
  const double exact = convolution(net).throughput[0];
  EXPECT_GE(exact, asymptotic_bounds(net).least);
  EXPECT_LE(exact, asymptotic_bounds(net).most);
}

TEST(Bounds, OfBalancedJobsAreExactForThem) {
  // Without time to think: X = N / (D + (N - 1) D / K).
  const ClosedNetwork net = closed(7, 0.0, {0.3, 0.3, 0.3, 0.3});
  EXPECT_NEAR(balanced_job_bounds(net).most, 7.0 / (1.2 + 6.0 * 0.3), 1e-12);
  EXPECT_NEAR(balanced_job_bounds(net).most, convolution(net).throughput[0], 1e-12);
  EXPECT_NEAR(balanced_job_bounds(net).least, convolution(net).throughput[0], 1e-12);
}

TEST(Bounds, OfOpenClassesAreTheBottleneck) {
  const auto found = bounds(single_station(station(4), Distribution::gamma(0.5, 2.0)), rate(3.0));
  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(found->throughput_most_rps, 8.0, 1e-12);
  EXPECT_EQ(found->resource, "CPU");
  EXPECT_FALSE(found->mean_least_s.has_value());
}

/// Users who think 2 s and visit one server of 0.1 s, perhaps with a token in hand.
Network users(bool with_token) {
  Sketch sketch;
  const auto group = sketch.group("server", 1, {station(1), pool(3)},
                                  {Distribution::exponential(0.1), Distribution::exponential(2.0)});
  std::vector<network::Step> steps = {step(Op::serve, 0, 0), step(Op::end)};
  if (with_token)
    steps = {step(Op::acquire, 1), step(Op::serve, 0, 0), step(Op::release, 1), step(Op::end)};
  sketch.open_source(group, sketch.program(steps));
  sketch.net.sources[0].think_group = group;
  sketch.net.sources[0].think_site = 1;
  return sketch.net;
}

Load population(std::uint32_t count) {
  Load load;
  load.sources.push_back({PerSecond(0.0), count, {}});
  return load;
}

TEST(Bounds, OfUsersEncloseTheSolvedAnswer) {
  for (const std::uint32_t count : {1U, 10U, 40U}) {
    for (const bool with_token : {false, true}) {
      const Network net = users(with_token);
      const auto found = bounds(net, population(count));
      const network::Performance answer = solve(net, population(count));
      ASSERT_TRUE(found.has_value());
      const double mean = answer.total.latency.mean.estimate;
      EXPECT_LE(answer.total.throughput_rps.estimate, found->throughput_most_rps * (1.0 + 1e-9));
      EXPECT_GE(mean, *found->mean_least_s * (1.0 - 1e-9));
      EXPECT_EQ(found->mean_most_s.has_value(), !with_token) << "only of product form";
      EXPECT_LE(mean, found->mean_most_s.value_or(mean) * (1.0 + 1e-9));
    }
  }
}

TEST(Bounds, KnowHowLongTokensAreHeldAtLeast) {
  // One token is held during a call of 10 ms to one of four servers.
  Sketch sketch;
  const auto db = sketch.group("db", 1, {station(4)}, {Distribution::exponential(0.010)});
  const auto read = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
  const auto web = sketch.group("web", 1, {pool(1)}, {});
  const auto call = sketch.call(db, read);
  sketch.open_source(web, sketch.program({step(Op::acquire), step(Op::call, 0, 0, call),
                                          step(Op::release), step(Op::end)}));
  const auto found = bounds(sketch.net, rate(20.0));
  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(found->throughput_most_rps, 100.0, 1e-5);
  EXPECT_EQ(found->component, "web");
  EXPECT_EQ(found->resource, "threads");
}

TEST(Bounds, AreNotGivenWhereWorkDependsOnTheLoad) {
  const auto service = Distribution::exponential(1.0);
  network::Resource hindered = station(4, network::Discipline::processor_sharing);
  hindered.scalability.contention = 0.1;
  EXPECT_FALSE(bounds(single_station(hindered, service), rate(0.5)));
  EXPECT_FALSE(bounds(single_station(station(1), service), rate(0.0)));
}

}  // namespace
}  // namespace headroom::analytic
