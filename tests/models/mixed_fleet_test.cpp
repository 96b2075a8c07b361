// Replicas of different speed: against closed forms where calls are spread at random, and against a
// Markov chain where the balancer looks at queues.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "core/analytic/bounds.h"
#include "core/analytic/demands.h"
#include "core/analytic/solve.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using network::Performance;

constexpr double kWork = 0.010;  // seconds at full speed

/// `slow` of `replicas` at `speed`, each one vCPU that shares.
System fleet(const std::string& replicas, const std::string& slow, const std::string& speed,
             const std::string& policy = "random") {
  return service_of(
      {{"replicas", replicas}, {"slow_replicas", slow}, {"slow_speed", speed}, {"policy", policy}},
      {cpu("exponential(10 ms)")});
}

Performance solved(const System& system, double rps) {
  return analytic::solve(system.compile(), {{{PerSecond(rps), 0}}});
}

/// M/M/1-PS.
double alone(double rate, double service_s) { return service_s / (1.0 - rate * service_s); }

TEST(MixedFleet, SpreadAtRandomIsOneQueueForEachReplica) {
  const System system = fleet("4", "1", "25 %");
  const double truth = 0.75 * alone(15.0, kWork) + 0.25 * alone(15.0, 4.0 * kWork);
  const Performance formulas = solved(system, 60.0);
  EXPECT_EQ(formulas.method, network::Method::exact);
  EXPECT_NEAR(formulas.total.latency.mean.estimate, truth, 1e-9);
  const double busy = (3.0 * 0.15 + 0.60) / 4.0;
  EXPECT_NEAR(resource(formulas, "api", "CPU").utilization.estimate, busy, 1e-9);
  EXPECT_NEAR(resource(formulas, "api", "CPU").offered_utilization, 0.60, 1e-9);
  EXPECT_DOUBLE_EQ(resource(formulas, "api", "CPU").capacity, 4.0);
  ASSERT_EQ(formulas.components.size(), 1U);
  EXPECT_EQ(formulas.components[0].replicas, 4U);
  EXPECT_NEAR(formulas.components[0].throughput_rps.estimate, 60.0, 1e-9);
  const Performance done = system.simulate(60.0);
  expect_near(done.total.latency.mean, truth);
  expect_near(resource(done, "api", "CPU").utilization, busy);
}

TEST(MixedFleet, SharesThatNoFloatHasAreExactToo) {
  const double truth = (2.0 * alone(20.0, kWork) + alone(20.0, 2.0 * kWork)) / 3.0;
  EXPECT_NEAR(solved(fleet("3", "1", "50 %"), 60.0).total.latency.mean.estimate, truth,
              1e-12 * truth);
}

TEST(MixedFleet, QuantilesOfBothSpeedsAreMixed) {
  const System system = fleet("2", "1", "50 %");
  const Performance formulas = solved(system, 60.0);
  const Performance done = system.simulate(60.0);
  for (const auto quantile : {&network::Latency::p50, &network::Latency::p95})
    EXPECT_NEAR((formulas.total.latency.*quantile).estimate,
                (done.total.latency.*quantile).estimate,
                0.10 * (done.total.latency.*quantile).estimate);
}

TEST(MixedFleet, IsFullWhenItsSlowReplicasAre) {
  const System blind = fleet("4", "1", "25 %");
  EXPECT_TRUE(solved(blind, 99.0).stable);
  EXPECT_FALSE(solved(blind, 101.0).stable);
  EXPECT_EQ(solved(blind, 101.0).unstable_component, "api");
  EXPECT_NEAR(analytic::bounds(blind.compile(), {{{PerSecond(60.0), 0}}})->throughput_most_rps,
              100.0, 1e-6);
  const System sighted = fleet("4", "1", "25 %", "least_outstanding");
  EXPECT_TRUE(solved(sighted, 320.0).stable);
  EXPECT_FALSE(solved(sighted, 330.0).stable);
}

TEST(MixedFleet, UtilizationLawLooksAtTheBusiestReplica) {
  for (const auto& [policy, full] : {std::pair{"random", 100.0},
                                     {"round_robin", 100.0},
                                     {"least_outstanding", 325.0},
                                     {"power_of_two", 325.0}}) {
    const network::Network net = fleet("4", "1", "25 %", policy).compile();
    const auto asked =
        analytic::offered_utilization(net, analytic::demands(net), {{{PerSecond(50.0), 0}}});
    EXPECT_NEAR(asked[0], 50.0 / full, 1e-12) << policy;
  }
}

/// Mean number inside of two M/M/1 of different speed, of which an arrival joins the shorter; of
/// equal ones either. Its chain, by power iteration.
double mean_inside(double rate, double fast, double slow) {
  constexpr std::size_t kMost = 40;
  const double all = rate + fast + slow;
  using Row = std::vector<double>;
  std::vector<Row> now(kMost + 1, Row(kMost + 1, 0.0));
  now[0][0] = 1.0;
  for (int round = 0; round < 20'000; ++round) {
    std::vector<Row> next(kMost + 1, Row(kMost + 1, 0.0));
    for (std::size_t i = 0; i <= kMost; ++i)
      for (std::size_t j = 0; j <= kMost; ++j) {
        const double p = now[i][j] / all;
        const double to_fast = i == j ? 0.5 : i < j ? 1.0 : 0.0;
        next[std::min(i + 1, kMost)][j] += p * rate * to_fast;
        next[i][std::min(j + 1, kMost)] += p * rate * (1.0 - to_fast);
        next[i - std::min<std::size_t>(i, 1)][j] += p * fast;
        next[i][j - std::min<std::size_t>(j, 1)] += p * slow;
      }
    now = std::move(next);
  }
  double inside = 0.0;
  for (std::size_t i = 0; i <= kMost; ++i)
    for (std::size_t j = 0; j <= kMost; ++j) inside += now[i][j] * static_cast<double>(i + j);
  return inside;
}

TEST(MixedFleet, LeastOutstandingIsTheChain) {
  const double truth = mean_inside(100.0, 100.0, 40.0) / 100.0;
  const System system = fleet("2", "1", "40 %", "least_outstanding");
  const Performance done = system.simulate(100.0, 0.01);
  expect_near(done.total.latency.mean, truth, 0.02);
  // By formulas an approximation, which says so.
  const Performance formulas = solved(system, 100.0);
  EXPECT_EQ(formulas.method, network::Method::approximation);
  EXPECT_GT(formulas.total.latency.mean.estimate, truth);
  EXPECT_LT(formulas.total.latency.mean.estimate, 1.5 * truth);
  EXPECT_TRUE(std::ranges::any_of(formulas.notes, [](const std::string& note) {
    return note.find("in proportion to speed") != std::string::npos;
  }));
}

TEST(MixedFleet, UsersAreServedAsByMeanValueAnalysis) {
  System system;
  system.add("people", "client", {{"to", "api"}, {"think_time", "exponential(100 ms)"}});
  system.add("api", "service",
             {{"vcpus", "1"},
              {"replicas", "2"},
              {"slow_replicas", "1"},
              {"slow_speed", "50 %"},
              {"network", "0 s"}},
             {{"page", {cpu("exponential(10 ms)")}}});
  system.enter({"people", "page"});
  constexpr int kUsers = 12;
  double fast = 0.0;  // queues
  double slow = 0.0;
  double response = 0.0;
  for (int n = 1; n <= kUsers; ++n) {
    const double at_fast = 0.5 * kWork * (1.0 + fast);
    const double at_slow = 0.5 * 2.0 * kWork * (1.0 + slow);
    response = at_fast + at_slow;
    const double rate = n / (0.1 + response);
    fast = rate * at_fast;
    slow = rate * at_slow;
  }
  const Performance formulas = analytic::solve(system.compile(), {{{PerSecond(0.0), kUsers}}});
  EXPECT_NEAR(formulas.total.latency.mean.estimate, response, 1e-8);
  expect_near(system.simulate({PerSecond(0.0), kUsers}).total.latency.mean, response);
}

TEST(MixedFleet, OfOneSpeedIsNone) {
  const auto plain = service_of({{"replicas", "3"}}, {cpu("exponential(10 ms)")}).simulate(150.0);
  const auto same = fleet("3", "1", "100 %").simulate(150.0);
  EXPECT_EQ(same.total.latency.mean, plain.total.latency.mean);
  EXPECT_EQ(same.total.latency.p99, plain.total.latency.p99);
}

TEST(MixedFleet, MistakesAreNamed) {
  const auto found = [](const Typed& parameters) {
    std::string all;
    const Diagnostics mistakes = service_of(parameters, {cpu("1 ms")}).validate();
    for (const Diagnostic& each : mistakes.all()) all += each.code + each.pointer + " ";
    return all;
  };
  EXPECT_EQ(found({{"replicas", "3"}, {"slow_replicas", "1"}}),
            "slow-without-speed/components/api/slow_replicas ");
  EXPECT_EQ(found({{"replicas", "3"}, {"slow_replicas", "3"}, {"slow_speed", "50 %"}}),
            "slower-than-nobody/components/api/slow_replicas ");
  EXPECT_EQ(found({{"replicas", "3"},
                   {"max_replicas", "9"},
                   {"slow_replicas", "1"},
                   {"slow_speed", "50 %"}}),
            "slow-and-scaled/components/api/slow_replicas ");
}

}  // namespace
}  // namespace headroom::models
