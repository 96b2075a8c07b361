// Replicas that come and go while the engine runs.
#include "core/sim/autoscalers.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "core/network/replicas.h"
#include "core/sim/engine.h"
#include "core/sim/transient.h"
#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using network::Policy;
using random::Distribution;

constexpr Policy kPolicies[] = {Policy::round_robin, Policy::random, Policy::least_outstanding,
                                Policy::power_of_two};

/// Replicas of one processor each, 100 ms of work a request.
network::Network farm(std::uint32_t replicas, Policy policy) {
  testing::Sketch sketch;
  const std::uint32_t group =
      sketch.group("web", replicas, {testing::station(1, network::Discipline::processor_sharing)},
                   {Distribution::exponential(0.1)});
  const std::uint32_t entry =
      sketch.program({testing::step(network::Op::serve, 0, 0), testing::step(network::Op::end)});
  sketch.net.steps[entry].a = entry + 1;
  sketch.open_source(group, entry);
  sketch.net.balancers[group].policy = policy;
  return sketch.net;
}

double mean_response(Engine& engine) {
  EXPECT_EQ(engine.run_until(20'000.0, {}), Engine::Outcome::reached);
  engine.check_conservation();
  return engine.classes()[0].response_s.mean();
}

TEST(Scale, LeavesTheFirstReplicasAsIfThereWereNoOthers) {
  for (const Policy policy : kPolicies) {
    const network::Network few = farm(3, policy);
    const network::Network many = farm(8, policy);
    Engine small(few, testing::rate(20.0), {});
    Engine scaled(many, testing::rate(20.0), {});
    scaled.scale(0, 3);
    const double truth = mean_response(small);
    const double seen = mean_response(scaled);
    if (policy == Policy::least_outstanding)
      EXPECT_NEAR(seen, truth, 0.03 * truth);  // ties fall differently
    else
      EXPECT_EQ(small.fingerprint(), scaled.fingerprint());
    const std::vector<ReplicaTally> replicas = scaled.replicas();
    for (std::size_t r = 3; r < replicas.size(); ++r) EXPECT_EQ(replicas[r].begun, 0U);
  }
}

TEST(Scale, LetsReplicasThatAreTakenAwayFinish) {
  const network::Network net = farm(4, Policy::least_outstanding);
  Engine engine(net, testing::rate(38.0), {});
  EXPECT_EQ(engine.run_until(1'000.0, {}), Engine::Outcome::reached);
  engine.scale(0, 1);
  engine.reset_statistics();
  EXPECT_EQ(engine.run_until(1'100.0, {}), Engine::Outcome::reached);
  const std::vector<ReplicaTally> replicas = engine.replicas();
  std::uint64_t finished = 0;
  for (std::size_t r = 1; r < replicas.size(); ++r) {
    EXPECT_EQ(replicas[r].begun, 0U);
    finished += replicas[r].ended;
  }
  EXPECT_GT(finished, 0U);
  engine.check_conservation();
}

// ---------------------------------------------------------------- autoscalers

/// A farm that is kept half busy, 1 to 60 replicas.
network::Network elastic(double start_up_s) {
  network::Network net = farm(1, Policy::random);
  network::Autoscaling rule;
  rule.most = 60;
  rule.target = 0.5;
  rule.period = Seconds(15.0);
  rule.start_up = Seconds(start_up_s);
  rule.growth = scaling::default_growth();
  rule.shrinking = scaling::default_shrinking();
  net.groups[0].scaling = rule;
  return net;
}

network::Load jump(double from, double to, double at) {
  network::Load load;
  load.sources.push_back({PerSecond(from),
                          0,
                          {{Seconds(0.0), PerSecond(from)},
                           {Seconds(at), PerSecond(from)},
                           {Seconds(at), PerSecond(to)}}});
  return load;
}

TransientOptions looking(double seconds, std::uint32_t bins, std::uint32_t replicas) {
  TransientOptions options;
  options.seed = 4;
  options.duration = Seconds(seconds);
  options.bins = bins;
  options.warm_up_requests = 600;
  options.replicas = {replicas};
  return options;
}

std::vector<double> serving(const Transient& seen) {
  std::vector<double> replicas;
  for (const TransientBin& bin : seen.bins) replicas.push_back(bin.replicas[0].estimate);
  return replicas;
}

TEST(Autoscaler, RestsWithinItsTolerance) {
  // 100 requests/s keep 10 replicas busy: 20 of them are half busy.
  const auto seen =
      *simulate_transient(elastic(30.0), jump(100.0, 100.0, 1.0), looking(600, 40, 20));
  for (const double replicas : serving(seen)) {
    EXPECT_GE(replicas, 18.0);
    EXPECT_LE(replicas, 23.5);
  }
}

TEST(Autoscaler, GrowsByOneOverItsTargetEachTimeThePodsItStartedAreMeasured) {
  // Two half-busy replicas are asked for the work of 20. Saturated, they can only be doubled, and
  // new ones count when they have served for a period.
  const auto seen =
      *simulate_transient(elastic(30.0), jump(10.0, 200.0, 5.0), looking(300, 300, 2));
  const std::vector<double> replicas = serving(seen);
  EXPECT_NEAR(replicas[30], 2.0, 0.5);
  const auto reaches = [&](double count) {
    return std::ranges::find_if(replicas, [&](double now) { return now >= count; }) -
           replicas.begin();
  };
  // Four are decided on by the second look after the jump, and serve 30 s later; each further
  // doubling waits for them to start and for a period.
  EXPECT_LE(reaches(3.9), 5 + 30 + 30 + 1);
  EXPECT_GE(reaches(3.9), 5 + 30);
  EXPECT_LE(reaches(7.9) - reaches(3.9), 30 + 2 * 15 + 5);
  EXPECT_GE(reaches(7.9) - reaches(3.9), 30);
  EXPECT_GE(reaches(15.9) - reaches(7.9), 30);
}

TEST(Autoscaler, ShrinksWhenNobodyAskedForMoreForFiveMinutes) {
  const auto seen =
      *simulate_transient(elastic(30.0), jump(100.0, 50.0, 60.0), looking(900, 60, 20));
  const std::vector<double> replicas = serving(seen);
  EXPECT_GE(replicas[22], 18.0);  // at 345 s
  EXPECT_LE(replicas.back(), 13.0);
  EXPECT_GE(replicas.back(), 9.0);
}

TEST(Autoscaler, KeepsItsBooksOverEveryMark) {
  // The same looks, however the time is cut into bins.
  const auto fine =
      *simulate_transient(elastic(30.0), jump(10.0, 200.0, 5.0), looking(240, 240, 2));
  const auto coarse =
      *simulate_transient(elastic(30.0), jump(10.0, 200.0, 5.0), looking(240, 4, 2));
  EXPECT_EQ(serving(fine).back(), serving(coarse).back());
  EXPECT_EQ(fine.requests, coarse.requests);
}

TEST(Autoscaler, IsTheSameOnManyThreads) {
  TransientOptions options = looking(240, 24, 2);
  const auto one = *simulate_transient(elastic(30.0), jump(10.0, 200.0, 5.0), options);
  options.threads = 4;
  const auto four = *simulate_transient(elastic(30.0), jump(10.0, 200.0, 5.0), options);
  EXPECT_EQ(serving(one), serving(four));
  EXPECT_EQ(one.bins.back().p95_s, four.bins.back().p95_s);
}

}  // namespace
}  // namespace headroom::sim
