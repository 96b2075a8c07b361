#include "core/sim/simulate.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using network::Op;
using random::Distribution;
using testing::pool;
using testing::rate;
using testing::single_station;
using testing::Sketch;
using testing::station;
using testing::step;

network::Network mm1() { return single_station(station(1), Distribution::exponential(1.0)); }

/// A service of `threads` threads that holds one during a call to a database of one CPU.
network::Network service_over_database(double threads, double cpu_s, double own_s) {
  Sketch sketch;
  const auto database =
      sketch.group("database", 1, {station(1)}, {Distribution::exponential(cpu_s)});
  const auto query = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
  const auto service =
      sketch.group("service", 1, {pool(threads)}, {Distribution::exponential(own_s)});
  const auto call = sketch.call(database, query);
  const auto page = sketch.program({step(Op::acquire), step(Op::delay, 0, 0),
                                    step(Op::call, 0, 0, call), step(Op::release), step(Op::end)});
  sketch.open_source(service, page);
  return sketch.net;
}

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
  const auto answer = [](unsigned threads) {
    return *simulate(service_over_database(8, 0.7, 1.0), rate(1.0),
                     {.seed = 9, .precision = 0.1, .threads = threads});
  };
  const auto one = answer(1);
  for (const unsigned threads : {2U, 4U}) {
    const auto other = answer(threads);
    EXPECT_EQ(one.total.latency.mean, other.total.latency.mean);
    EXPECT_EQ(one.total.latency.p99, other.total.latency.p99);
    EXPECT_EQ(one.components[1].resources[0].mean_wait_s,
              other.components[1].resources[0].mean_wait_s);
    EXPECT_EQ(one.requests, other.requests);
  }
}

TEST(Simulate, ComponentsAnswerWithTheirOwnFlowResidenceAndErrors) {
  const auto answer = *simulate(mm1(), rate(0.8), {.seed = 2});
  const network::ComponentPerformance& server = answer.components[0];
  EXPECT_EQ(server.name, "server");
  expect_covers(server.throughput_rps, 0.8);
  expect_covers(server.residence_s, 5.0);
  EXPECT_EQ(server.error_ratio, Estimate::exact(0.0));
  expect_covers(server.resources[0].mean_queue, 3.2);
  EXPECT_EQ(server.resources[0].capacity, 1.0);
}

TEST(Simulate, SharedProcessorsReportTheirStretchAsWaiting) {
  // Residence time of M/M/1-PS is that of M/M/1; alone a job would take 1 of the 5 seconds.
  const auto net = single_station(station(1, network::Discipline::processor_sharing),
                                  Distribution::exponential(1.0));
  const auto answer = *simulate(net, rate(0.8), {.seed = 8});
  expect_covers(answer.components[0].resources[0].mean_wait_s, 4.0);
  expect_covers(answer.components[0].resources[0].mean_queue, 3.2);
}

TEST(Simulate, LossesAreTheComponentsErrors) {
  // M/M/2/2 offered 2 erlang: Erlang B is 0.4.
  const auto net =
      single_station(station(2, network::Discipline::fcfs, 0), Distribution::exponential(1.0));
  const auto answer = *simulate(net, rate(2.0), {.seed = 3, .precision = 0.02});
  EXPECT_TRUE(answer.stable);
  expect_covers(answer.components[0].error_ratio, 0.4);
  expect_covers(answer.total.error_ratio, 0.4);
  expect_covers(answer.total.goodput_rps, 1.2);
}

TEST(Simulate, OverloadIsFoundAfterAFewThousandRequests) {
  for (const double load : {1.05, 1.2, 3.0}) {
    const auto answer = *simulate(mm1(), rate(load), {});
    EXPECT_FALSE(answer.stable) << load;
    EXPECT_LE(answer.requests, 60'000U) << load;
  }
}

TEST(Simulate, HeavyButSufferableLoadIsNotCalledUnstable) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    EXPECT_TRUE(simulate(mm1(), rate(0.97), {.seed = seed, .max_requests = 200'000})->stable)
        << seed;
}

TEST(Simulate, HintOfFullUtilizationEndsTheWindowAtOnce) {
  const auto answer = *simulate(mm1(), rate(1.0), {.offered_utilization = 1.0});
  EXPECT_FALSE(answer.stable);
  EXPECT_LE(answer.requests, 20'000U);
}

TEST(Simulate, CauseOfOverloadIsSoughtBelowTheQueueThatGrows) {
  const auto slow_database = *simulate(service_over_database(32, 1.0, 1.0), rate(1.3), {});
  EXPECT_FALSE(slow_database.stable);
  EXPECT_EQ(slow_database.unstable_component, "database");
  EXPECT_EQ(slow_database.unstable_resource, "CPU");
  expect_covers(slow_database.backlog_growth_rps, 0.3);
  const auto few_threads = *simulate(service_over_database(4, 0.1, 10.0), rate(1.0), {});
  EXPECT_FALSE(few_threads.stable);
  EXPECT_EQ(few_threads.unstable_component, "service");
  EXPECT_EQ(few_threads.unstable_resource, "threads");
}

TEST(Simulate, MessagesNobodyWaitsForAreABacklogToo) {
  // Two consumers of one second each take two messages per second; three arrive.
  Sketch sketch;
  network::Resource buffer;
  buffer.label = "messages";
  buffer.kind = network::ResourceKind::buffer;
  const auto queue = sketch.group("queue", 1, {buffer}, {});
  const auto accept = sketch.program({step(Op::dispatch)});
  const auto worker = sketch.group("worker", 1, {pool(2)}, {Distribution::exponential(1.0)});
  const auto handle = sketch.program({step(Op::delay, 0, 0), step(Op::release), step(Op::end)});
  sketch.net.consumers.push_back({queue, 0, worker, 0, handle});
  const auto site = sketch.group("site", 1, {}, {});
  const auto page =
      sketch.program({step(Op::send, 0, 0, sketch.call(queue, accept)), step(Op::end)});
  sketch.open_source(site, page);
  const auto overload = *simulate(sketch.net, rate(3.0), {});
  EXPECT_FALSE(overload.stable);
  expect_covers(overload.backlog_growth_rps, 1.0);
  EXPECT_EQ(overload.unstable_component, "worker");
  EXPECT_TRUE(simulate(sketch.net, rate(1.0), {})->stable);
}

TEST(Simulate, OverloadIsReportedWithItsGrowthAndWithoutQuantiles) {
  const auto answer = *simulate(mm1(), rate(1.2), {});
  EXPECT_FALSE(answer.stable);
  expect_covers(answer.backlog_growth_rps, 0.2);
  EXPECT_EQ(answer.total.latency.p95, Estimate{});
  EXPECT_EQ(answer.components[0].residence_s, Estimate{});
  EXPECT_EQ(answer.unstable_component, "server");
  EXPECT_EQ(answer.unstable_resource, "CPU");
}

TEST(Simulate, SpentBudgetIsSaid) {
  const auto answer = *simulate(mm1(), rate(0.9), {.precision = 0.0005, .max_requests = 100'000});
  EXPECT_FALSE(answer.precision_reached);
  EXPECT_LE(answer.requests, 100'000U);
  ASSERT_EQ(answer.notes.size(), 1U);
  EXPECT_NE(answer.notes[0].find("precision not reached: mean +- "), std::string::npos);
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
