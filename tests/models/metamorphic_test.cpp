// What must not change, or change in a known way, when a model is told differently.
#include <string>

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using architecture::Steps;
using network::Load;
using network::Performance;

/// Threads, a shared processor, a cache, a database with few connections, a parallel call, timeouts
/// with retries: all times are multiplied by the factor.
System shop(double factor, std::uint32_t threads = 8) {
  const auto ms = [factor](double time) { return std::to_string(factor * time) + " ms"; };
  const auto exponential = [&](double time) { return "exponential(" + ms(time) + ")"; };
  System system;
  architecture::Call careful = std::get<architecture::Call>(call("db", "read").action);
  careful.timeout = Seconds(factor * 0.05);
  careful.retries = 1;
  careful.backoff = amount(exponential(5.0), architecture::Dimension::duration);
  system.add("api", "service",
             {{"vcpus", "2"}, {"network", ms(1.0)}, {"threads", std::to_string(threads)}},
             {{"page",
               {cpu(exponential(4.0)),
                {careful},
                {architecture::Parallel{{{call("db", "read")}, {wait(exponential(2.0))}}}}}}});
  system.add("db", "service", {{"vcpus", "1"}, {"network", ms(0.5)}, {"replicas", "2"}},
             {{"read", {cpu("lognormal(" + ms(4.0) + ", cv 2)")}}});
  system.enter({"api", "page"});
  return system;
}

Load at(double rps) { return {{{PerSecond(rps), 0}}}; }

Performance simulated(const System& system, const Load& load, std::uint64_t seed = 3) {
  return *sim::simulate(system.compile(), load,
                        {.seed = seed, .precision = 0.05, .max_requests = 400'000});
}

void expect_times(const Estimate& found, const Estimate& expected, double factor) {
  EXPECT_NEAR(found.estimate, factor * expected.estimate, 1e-9 * found.estimate);
  EXPECT_NEAR(found.high, factor * expected.high, 1e-9 * found.high);
}

/// Not a bit is lost.
void expect_same(const Performance& found, const Performance& expected) {
  EXPECT_EQ(found.requests, expected.requests);
  EXPECT_EQ(found.total.latency.mean, expected.total.latency.mean);
  EXPECT_EQ(found.total.latency.p95, expected.total.latency.p95);
  EXPECT_EQ(found.total.latency.p99, expected.total.latency.p99);
  EXPECT_EQ(found.total.error_ratio, expected.total.error_ratio);
}

TEST(Metamorphic, TimesScale) {
  // By a power of two, so that the same requests meet the same bucket borders and grids.
  const Performance fast = simulated(shop(1.0), at(100.0));
  const Performance slow = simulated(shop(4.0), at(25.0));
  EXPECT_EQ(fast.requests, slow.requests);
  EXPECT_EQ(fast.total.error_ratio, slow.total.error_ratio);
  expect_times(slow.total.latency.mean, fast.total.latency.mean, 4.0);
  expect_times(slow.total.latency.p95, fast.total.latency.p95, 4.0);
  expect_times(slow.total.latency.p99, fast.total.latency.p99, 4.0);
  expect_times(analytic::solve(shop(4.0).compile(), at(25.0)).total.latency.p95,
               analytic::solve(shop(1.0).compile(), at(100.0)).total.latency.p95, 4.0);
}

TEST(Metamorphic, WhatNobodyCallsChangesNothing) {
  System more = shop(1.0);
  more.add("idle", "service", {{"vcpus", "4"}, {"replicas", "5"}}, {{"nothing", {cpu("1 s")}}});
  expect_same(simulated(shop(1.0), at(100.0)),
              *sim::simulate(more.compile_with_warnings(), at(100.0),
                             {.seed = 3, .precision = 0.05, .max_requests = 400'000}));
}

TEST(Metamorphic, TheOrderOfDeclarationsDoesNotMatter) {
  const Steps page = {call("b", "run"), call("a", "run")};
  const auto declared = [&](const std::vector<std::string>& order) {
    System system;
    for (const std::string& name : order)
      system.add(name, "service", {{"vcpus", "1"}},
                 {{"run", name == "c" ? page : Steps{cpu("exponential(4 ms)")}}});
    system.enter({"c", "run"});
    return simulated(system, at(100.0));
  };
  expect_same(declared({"a", "b", "c"}), declared({"c", "b", "a"}));
}

TEST(Metamorphic, AClassWithoutRequestsChangesNothing) {
  System two = shop(1.0);
  two.enter({"api", "page"}, "never");
  expect_same(simulated(shop(1.0), at(100.0)),
              simulated(two, {{{PerSecond(100.0), 0}, {PerSecond(0.0), 0}}}));
}

TEST(Metamorphic, TwoPoissonStreamsAreOne) {
  System two = shop(1.0);
  two.enter({"api", "page"}, "more");
  const Performance one = simulated(shop(1.0), at(100.0), 7);
  const Performance split = simulated(two, {{{PerSecond(30.0), 0}, {PerSecond(70.0), 0}}}, 8);
  const double apart =
      std::abs(one.total.latency.mean.estimate - split.total.latency.mean.estimate);
  EXPECT_LT(apart,
            2.0 * (one.total.latency.mean.half_width() + split.total.latency.mean.half_width()));
}

TEST(Metamorphic, NothingArrives) {
  const Performance none = simulated(shop(1.0), at(0.0));
  EXPECT_EQ(none.requests, 0U);
  EXPECT_EQ(none.total.throughput_rps.estimate, 0.0);
}

TEST(Metamorphic, MoreThreadsNeverHurtWithTheSameRandomNumbers) {
  // One station of c servers: with twice as many no customer leaves later, arrival by arrival.
  const auto line = [](const std::string& threads) {
    System system;
    system.add("api", "service", {{"vcpus", "1"}, {"network", "0 s"}, {"threads", threads}},
               {{"page", {wait("lognormal(10 ms, cv 2)")}}});
    system.enter({"api", "page"});
    return system;
  };
  for (const std::uint64_t seed : {1U, 2U, 3U})
    EXPECT_LE(simulated(line("4"), at(150.0), seed).total.latency.mean.estimate,
              simulated(line("2"), at(150.0), seed).total.latency.mean.estimate);
}

}  // namespace
}  // namespace headroom::models
