// Each case is compared with exact theory; the tolerance is 3.5 standard errors over replications.
#include "core/sim/engine.h"

#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using network::Discipline;
using network::Op;
using random::Distribution;
using testing::pool;
using testing::rate;
using testing::single_station;
using testing::Sketch;
using testing::station;
using testing::step;

struct Sample {
  std::vector<double> values;

  [[nodiscard]] double mean() const {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
  }
  [[nodiscard]] double standard_error() const {
    double squares = 0.0;
    for (const double value : values) squares += (value - mean()) * (value - mean());
    const auto n = static_cast<double>(values.size());
    return std::sqrt(squares / (n - 1.0) / n);
  }
};

void expect_near_truth(const Sample& sample, double truth, double largest_relative_error) {
  const double error = sample.standard_error();
  EXPECT_LE(std::abs(sample.mean() - truth), 3.5 * error)
      << "mean " << sample.mean() << " truth " << truth;
  EXPECT_LE(error / truth, largest_relative_error) << "too noisy to be a test";
}

struct Measured {
  Sample response;
  Sample loss;
  std::vector<Sample> utilization;
};

/// 20 replications; checks the engine's invariants in each.
Measured measure(const network::Network& net, const network::Load& load, std::uint64_t requests) {
  Measured measured;
  measured.utilization.resize(net.resource_count);
  for (std::uint64_t replication = 0; replication < 20; ++replication) {
    Engine engine(net, load, {.seed = 11, .replication = replication});
    EXPECT_EQ(engine.run(requests / 10, {}), Engine::Outcome::reached);
    engine.reset_statistics();
    EXPECT_EQ(engine.run(requests, {}), Engine::Outcome::reached);
    const double elapsed = engine.clock() - engine.measured_from();
    const ClassTally& tally = engine.classes()[0];
    measured.response.values.push_back(tally.response_s.mean());
    measured.loss.values.push_back(static_cast<double>(tally.failed) /
                                   static_cast<double>(requests));
    const std::vector<ResourceTally> resources = engine.resources();
    for (std::size_t i = 0; i < resources.size(); ++i)
      measured.utilization[i].values.push_back(resources[i].busy_area / elapsed);
    EXPECT_NO_THROW(engine.check_conservation());
  }
  return measured;
}

TEST(Engine, Mm1ResponseMatchesClosedForm) {
  const auto net = single_station(station(1), Distribution::exponential(1.0));
  const Measured measured = measure(net, rate(0.8), 100'000);
  expect_near_truth(measured.response, 5.0, 0.02);
  expect_near_truth(measured.utilization[0], 0.8, 0.01);
}

TEST(Engine, Mm5ResponseMatchesErlangC) {
  const auto net = single_station(station(5), Distribution::exponential(1.0));
  expect_near_truth(measure(net, rate(4.0), 100'000).response, 1.5541125541, 0.01);
}

TEST(Engine, Md1ResponseMatchesPollaczekKhinchine) {
  const auto net = single_station(station(1), Distribution::deterministic(1.0));
  expect_near_truth(measure(net, rate(0.8), 100'000).response, 3.0, 0.02);
}

TEST(Engine, ProcessorSharingIsInsensitiveToTheServiceDistribution) {
  const auto net =
      single_station(station(1, Discipline::processor_sharing), Distribution::lognormal(0.1, 3.0));
  expect_near_truth(measure(net, rate(7.0), 100'000).response, 0.1 / 0.3, 0.02);
}

TEST(Engine, MultiCoreProcessorSharingMatchesErlangC) {
  const auto net =
      single_station(station(4, Discipline::processor_sharing), Distribution::deterministic(1.0));
  // Erlang C with c = 4, a = 3.2: Wq = C / (4 - 3.2), C = 0.596430...
  const double a = 3.2;
  double blocking = 1.0;
  for (int c = 1; c <= 4; ++c) blocking = a * blocking / (c + a * blocking);
  const double wait = blocking / (1.0 - a / 4.0 * (1.0 - blocking)) / (4.0 - a);
  expect_near_truth(measure(net, rate(a), 100'000).response, 1.0 + wait, 0.02);
}

TEST(Engine, FullWaitingRoomLosesAsErlangBSays) {
  const auto net = single_station(station(10, Discipline::fcfs, 0), Distribution::exponential(1.0));
  double blocking = 1.0;
  for (int c = 1; c <= 10; ++c) blocking = 8.0 * blocking / (c + 8.0 * blocking);
  expect_near_truth(measure(net, rate(8.0), 100'000).loss, blocking, 0.02);
}

/// The synchronous call tree of five services with 32 threads each; unit 1 ms.
network::Network call_tree() {
  Sketch sketch;
  std::uint32_t callee = sketch.group("s5", 1, {pool(32)}, {Distribution::exponential(8.0)});
  std::uint32_t entry =
      sketch.program({step(Op::acquire), step(Op::delay, 0, 0), step(Op::release), step(Op::end)});
  for (int service = 4; service >= 1; --service) {
    const std::uint32_t call = sketch.call(callee, entry);
    const network::Step one = step(Op::call, 0, 0, call);
    const network::Step half = step(Op::spawn, 0, 0, call);
    const network::Step begin = step(Op::acquire);
    const network::Step before = step(Op::delay, 0, 0);
    const network::Step after = step(Op::delay, 0, 1);
    const network::Step free = step(Op::release);
    const network::Step last = step(Op::end);
    const bool both = service == 3;
    const std::vector<network::Step> steps =
        both ? std::vector<network::Step>{begin,          before, half, half,
                                          step(Op::join), after,  free, last}
             : std::vector<network::Step>{begin, before, one, after, free, last};
    callee = sketch.group("s" + std::to_string(service), 1, {pool(32)},
                          {Distribution::exponential(1.0), Distribution::exponential(1.0)});
    entry = sketch.program(steps);
  }
  sketch.open_source(callee, entry);
  return sketch.net;
}

TEST(Engine, ThreadsHeldAcrossCallsMatchTheReferenceRun) {
  const Measured measured = measure(call_tree(), rate(1.2), 20'000);
  // An independent program's 3e7 requests: mean 20.475, thread utilisation .760 .685 .610 .750
  // .600.
  expect_near_truth(measured.response, 20.475, 0.01);
  const std::vector<double> utilization = {0.600, 0.750, 0.610, 0.685, 0.760};
  for (std::size_t i = 0; i < 5; ++i)
    EXPECT_NEAR(measured.utilization[i].mean() / 32.0, utilization[i], 0.004) << i;
}

TEST(Engine, TimedOutCallLeavesItsWorkRunning) {
  // Infinite threads at the callee: a call fails with the probability that its time exceeds the
  // limit.
  Sketch sketch;
  sketch.net.timeouts = {Seconds(2.0)};
  const auto callee = sketch.group("callee", 1, {pool(1e6)}, {Distribution::exponential(1.0)});
  const auto entry =
      sketch.program({step(Op::acquire), step(Op::delay, 0, 0), step(Op::release), step(Op::end)});
  const auto caller = sketch.group("caller", 1, {}, {});
  const auto begin = static_cast<std::uint32_t>(sketch.net.steps.size());
  sketch.program({step(Op::call, 0, 0, sketch.call(callee, entry, begin + 1, 0)), step(Op::end)});
  sketch.open_source(caller, begin);
  const Measured measured = measure(sketch.net, rate(10.0), 20'000);
  expect_near_truth(measured.loss, std::exp(-2.0), 0.01);
  expect_near_truth(measured.utilization[0], 10.0, 0.01);  // all work is done, wasted or not
}

TEST(Engine, SameSeedSameTrajectory) {
  const auto net = call_tree();
  Engine one(net, rate(1.2), {.seed = 3});
  Engine two(net, rate(1.2), {.seed = 3});
  Engine other(net, rate(1.2), {.seed = 4});
  for (Engine* engine : {&one, &two, &other})
    EXPECT_EQ(engine->run(5000, {}), Engine::Outcome::reached);
  EXPECT_EQ(one.fingerprint(), two.fingerprint());
  EXPECT_EQ(one.clock(), two.clock());
  EXPECT_NE(one.fingerprint(), other.fingerprint());
}

TEST(Engine, StopsOnRequestAndOnTheContextLimit) {
  const auto net = single_station(station(1), Distribution::exponential(1.0));
  std::stop_source source;
  source.request_stop();
  Engine stopped(net, rate(0.8), {});
  EXPECT_EQ(stopped.run(1'000'000, source.get_token()), Engine::Outcome::stopped);
  Engine overloaded(net, rate(5.0), {.max_contexts = 1000});
  EXPECT_EQ(overloaded.run(1'000'000, {}), Engine::Outcome::too_many_contexts);
  Engine idle(net, rate(0.0), {});
  EXPECT_EQ(idle.run(1, {}), Engine::Outcome::idle);
}

}  // namespace
}  // namespace headroom::sim
