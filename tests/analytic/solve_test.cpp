// What the analytic solver says of small networks, against closed forms.
#include "core/analytic/solve.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/sim/simulate.h"
#include "tests/network/benchmarks.h"
#include "tests/sim/networks.h"

namespace headroom::analytic {
namespace {

using network::Method;
using network::Op;
using random::Distribution;
using sim::testing::pool;
using sim::testing::rate;
using sim::testing::single_station;
using sim::testing::Sketch;
using sim::testing::station;
using sim::testing::step;

TEST(Solve, SingleQueueIsExactDownToItsQuantiles) {
  const auto answer = solve(single_station(station(1), Distribution::exponential(1.0)), rate(0.8));
  EXPECT_EQ(answer.path, network::Path::formulas);
  EXPECT_EQ(answer.method, Method::exact);
  EXPECT_EQ(answer.quantile_method, Method::exact);
  EXPECT_NEAR(answer.total.latency.mean.estimate, 5.0, 1e-12);
  EXPECT_NEAR(answer.total.latency.p95.estimate, -5.0 * std::log(0.05), 1e-9);
  EXPECT_NEAR(answer.components[0].resources[0].utilization.estimate, 0.8, 1e-12);
  EXPECT_NEAR(answer.components[0].resources[0].mean_queue.estimate, 3.2, 1e-12);
}

TEST(Solve, WebTierHasTheMeanOfItsProductForm) {
  const auto answer =
      solve(network::testing::web_tier().compile(), rate(network::testing::kWebTierRate));
  EXPECT_EQ(answer.method, Method::exact);
  EXPECT_EQ(answer.quantile_method, Method::approximation);
  EXPECT_NEAR(answer.total.latency.mean.estimate, 28.398e-3, 0.0005e-3);
}

TEST(Solve, OverloadNamesTheBottleneckAndItsGrowth) {
  const auto answer = solve(network::testing::web_tier().compile(), rate(1400.0));
  EXPECT_FALSE(answer.stable);
  EXPECT_EQ(answer.unstable_component, "db");
  EXPECT_EQ(answer.unstable_resource, "CPU");
  // The database carries 8 / 12 ms = 666.7/s of 0.52 x 1400.
  EXPECT_NEAR(answer.backlog_growth_rps.estimate, 1400.0 - 8.0 / 12e-3 / 0.52, 1e-3);
  EXPECT_EQ(answer.total.latency.p95, Estimate{});
}

/// One thread held during a call of 10 ms: 100 requests/s saturate it while nothing else is busy.
network::Network one_thread_held() {
  Sketch sketch;
  const auto db = sketch.group("db", 1, {station(4)}, {Distribution::exponential(0.010)});
  const auto read = sketch.program({step(Op::serve), step(Op::end)});
  sketch.net.steps[read].site = 0;
  const auto web = sketch.group("web", 1, {pool(1)}, {});
  const auto page = sketch.program({step(Op::acquire), step(Op::call, 0, 0, sketch.call(db, read)),
                                    step(Op::release), step(Op::end)});
  sketch.open_source(web, page);
  return sketch.net;
}

TEST(Solve, ThreadHeldDuringACallIsAQueueOfItsOwn) {
  const auto answer = solve(one_thread_held(), rate(80.0));
  EXPECT_EQ(answer.method, Method::approximation);
  // M/M/1 with the call as its service: the database never has more than one request.
  EXPECT_NEAR(answer.total.latency.mean.estimate, 1.0 / (100.0 - 80.0), 1e-9);
  EXPECT_NEAR(answer.components[1].resources[0].utilization.estimate, 0.8, 1e-9);
}

TEST(Solve, ExhaustedPoolIsUnstableWhileStationsIdle) {
  const auto answer = solve(one_thread_held(), rate(120.0));
  EXPECT_FALSE(answer.stable);
  EXPECT_EQ(answer.unstable_component, "web");
  EXPECT_EQ(answer.unstable_resource, "threads");
}

TEST(Solve, SharedProcessorsMakeVisitsWait) {
  // M/M/1-PS: residence S / (1 - rho), so S rho / (1 - rho) beyond the service; rho jobs are served
  // and rho^2 / (1 - rho) wait.
  const auto shared = station(1, network::Discipline::processor_sharing);
  const auto answer = solve(single_station(shared, Distribution::exponential(0.1)), rate(8.0));
  EXPECT_NEAR(answer.components[0].resources[0].mean_wait_s.estimate, 0.4, 1e-12);
  EXPECT_NEAR(answer.components[0].resources[0].mean_queue.estimate, 3.2, 1e-12);
}

TEST(Solve, WaitAtHalfAServerCountsItsSlowness) {
  const auto half = station(0.5, network::Discipline::processor_sharing);
  const auto net = single_station(half, Distribution::exponential(0.1));
  const auto solved = solve(net, rate(4.0));
  // As one server at half the speed: residence 0.2 / (1 - 0.8), less the service of 0.1.
  EXPECT_NEAR(solved.components[0].resources[0].mean_wait_s.estimate, 0.9, 1e-12);
  const auto measured = *sim::simulate(net, rate(4.0), {.precision = 0.02});
  const Estimate& wait = measured.components[0].resources[0].mean_wait_s;
  EXPECT_NEAR(wait.estimate, 0.9, 2.0 * wait.half_width());
}

TEST(Solve, NoLoadIsNoWork) {
  const auto answer = solve(single_station(station(1), Distribution::exponential(1.0)), rate(0.0));
  EXPECT_TRUE(answer.stable);
  EXPECT_EQ(answer.total.throughput_rps.estimate, 0.0);
}

TEST(Solve, TwoCallsOfOneStationAreTwoVisits) {
  sim::testing::Sketch sketch;
  const auto callee = sketch.group("callee", 1, {sim::testing::station(1)},
                                   {random::Distribution::exponential(1.0)});
  const auto work = sketch.program(
      {sim::testing::step(network::Op::serve, 0, 0), sim::testing::step(network::Op::end)});
  const auto caller = sketch.group("caller", 1, {}, {});
  const auto once = sketch.call(callee, work);
  const auto again = sketch.call(callee, work);
  sketch.open_source(
      caller, sketch.program({sim::testing::step(network::Op::call, 0, network::kNone, once),
                              sim::testing::step(network::Op::call, 0, network::kNone, again),
                              sim::testing::step(network::Op::end)}));
  const auto answer = solve(sketch.net, sim::testing::rate(0.2));
  // Jackson: two visits of M/M/1 at 0.4, each 1 / (1 - 0.4).
  EXPECT_NEAR(answer.total.latency.mean.estimate, 2.0 / 0.6, 1e-6);
}

}  // namespace
}  // namespace headroom::analytic
