// Where networks run: failures in the flows, who can come where, overload, users.
#include "core/analytic/operating_point.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stop_token>
#include <utility>

#include <gtest/gtest.h>

#include "core/analytic/crowds.h"
#include "core/analytic/demands.h"
#include "core/analytic/flows.h"
#include "core/analytic/mva.h"
#include "core/analytic/solve.h"
#include "tests/sim/networks.h"

namespace headroom::analytic {
namespace {

using network::Network;
using network::Op;
using random::Distribution;
using sim::testing::pool;
using sim::testing::rate;
using sim::testing::Sketch;
using sim::testing::station;
using sim::testing::step;

constexpr double kEndless = std::numeric_limits<double>::infinity();

/// Front: `threads` tokens held while a back end of `servers` works for 10 ms.
struct TwoLayers {
  Network net;
  std::uint32_t back = 0;
  std::uint32_t front = 0;
  std::uint32_t call_step = 0;
};

TwoLayers two_layers(double threads, double servers, std::uint32_t replicas = 1,
                     std::uint32_t timeout = network::kNone) {
  Sketch sketch;
  TwoLayers made;
  if (timeout != network::kNone) sketch.net.timeouts = {Seconds(0.010)};
  made.back = sketch.group("back", 1, {station(servers)}, {Distribution::exponential(0.010)});
  const auto read = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
  made.front = sketch.group("front", replicas, {pool(threads)}, {Distribution::exponential(1.0)});
  const auto page = static_cast<std::uint32_t>(sketch.net.steps.size());
  made.call_step = page + 1;
  sketch.program({step(Op::acquire),
                  step(Op::call, 0, 0, sketch.call(made.back, read, page + 2, timeout)),
                  step(Op::release), step(Op::end)});
  sketch.open_source(made.front, page);
  made.net = sketch.net;
  return made;
}

TEST(Flows, FailuresTakeTheirOwnWay) {
  Sketch sketch;
  const auto group =
      sketch.group("server", 1, {station(1, network::Discipline::fcfs, 0), station(1)},
                   {Distribution::exponential(1.0)});
  const auto entry =
      sketch.program({step(Op::serve, 0, 0), step(Op::end), step(Op::serve, 1, 0), step(Op::end)});
  sketch.net.steps[entry].a = entry + 2;  // turned away: to the second station
  sketch.open_source(group, entry);
  FailureProbabilities failure(sketch.net.steps.size(), 0.0);
  failure[entry] = 0.3;
  const Flows answer = flows(sketch.net, failure);
  EXPECT_NEAR(answer.executions[0][entry], 1.0, 1e-15);
  EXPECT_NEAR(answer.executions[0][entry + 1], 0.7, 1e-15);
  EXPECT_NEAR(answer.executions[0][entry + 2], 0.3, 1e-15);
}

TEST(Crowds, TokensUpstreamBoundTheQueueBelow) {
  const TwoLayers layers = two_layers(8.0, 4.0, 3);
  const auto answer = crowds(layers.net, {0});
  const Crowd& back = answer[blueprint_index(layers.net, layers.back, 0)];
  EXPECT_EQ(back.remote, 24.0);
  EXPECT_EQ(back.local, 0.0);
  EXPECT_EQ(back.users, kEndless);
  EXPECT_EQ(answer[blueprint_index(layers.net, layers.front, 0)].remote, kEndless);
}

TEST(Crowds, UsersBoundEverything) {
  TwoLayers layers = two_layers(8.0, 4.0, 3);
  layers.net.sources[0].think_group = layers.front;
  layers.net.sources[0].think_site = 0;
  const auto answer = crowds(layers.net, {10});
  EXPECT_EQ(answer[blueprint_index(layers.net, layers.front, 0)].remote, 10.0);
  EXPECT_EQ(answer[blueprint_index(layers.net, layers.back, 0)].users, 10.0);
  EXPECT_EQ(answer[blueprint_index(layers.net, layers.back, 0)].remote, 10.0);
}

TEST(OperatingPoint, StationCarriesWhatTheUtilisationLawSays) {
  const TwoLayers layers = two_layers(1000.0, 2.0);
  const OperatingPoint point = operating_point(layers.net, rate(250.0));
  ASSERT_TRUE(point.bottleneck.has_value());
  EXPECT_EQ(point.bottleneck->group, layers.back);
  EXPECT_NEAR(point.carried[0], 200.0, 1e-6);
}

TEST(OperatingPoint, PoolCarriesWhatItsHoldersFinish) {
  const TwoLayers layers = two_layers(3.0, 10.0);
  const OperatingPoint point = operating_point(layers.net, rate(400.0));
  ASSERT_TRUE(point.bottleneck.has_value());
  EXPECT_EQ(point.bottleneck->group, layers.front);
  EXPECT_NEAR(point.carried[0], 300.0, 1e-5);
  const auto answer = solve(layers.net, rate(400.0));
  EXPECT_FALSE(answer.stable);
  EXPECT_NEAR(answer.backlog_growth_rps.estimate, 100.0, 1e-5);
  EXPECT_GT(answer.components[layers.front].resources[0].offered_utilization, 1.0);
  EXPECT_NEAR(answer.components[layers.back].resources[0].offered_utilization, 0.4, 1e-9);
}

TEST(OperatingPoint, ThereIsNoneOnceStopped) {
  std::stop_source stop;
  const TwoLayers layers = two_layers(3.0, 10.0);
  const auto in_time = solve(layers.net, rate(400.0), Quantiles::fitted, stop.get_token());
  ASSERT_TRUE(in_time.has_value());
  EXPECT_EQ(in_time->total.throughput_rps.estimate,
            solve(layers.net, rate(400.0), Quantiles::fitted).total.throughput_rps.estimate);
  TwoLayers users = two_layers(3.0, 10.0, 3);
  users.net.sources[0].think_group = users.front;
  users.net.sources[0].think_site = 0;
  stop.request_stop();
  EXPECT_FALSE(solve(layers.net, rate(400.0), Quantiles::fitted, stop.get_token()).has_value());
  EXPECT_FALSE(solve(users.net, {{{PerSecond(0.0), 500}}}, Quantiles::fitted, stop.get_token()));
}

TEST(OperatingPoint, OverloadOfOneClassLeavesTheOtherAlone) {
  Sketch sketch;
  for (const char* name : {"slow", "fast"}) {
    const auto group = sketch.group(name, 1, {station(1)}, {Distribution::exponential(1.0)});
    sketch.open_source(group, sketch.program({step(Op::serve, 0, 0), step(Op::end)}));
  }
  const auto answer = solve(sketch.net, {{{PerSecond(2.0), 0}, {PerSecond(0.5), 0}}});
  EXPECT_FALSE(answer.stable);
  EXPECT_EQ(answer.unstable_component, "slow");
  EXPECT_NEAR(answer.classes[0].throughput_rps.estimate, 1.0, 1e-8);
  EXPECT_EQ(answer.classes[1].throughput_rps.estimate, 0.5);
  EXPECT_NEAR(answer.backlog_growth_rps.estimate, 1.0, 1e-8);
}

TEST(OperatingPoint, TimedOutCallsFailAndStillWork) {
  const TwoLayers layers = two_layers(1000.0, 1000.0, 1, 0);
  const auto answer = solve(layers.net, rate(100.0));
  EXPECT_NEAR(answer.total.error_ratio.estimate, std::exp(-1.0), 1e-9);
  EXPECT_NEAR(answer.components[layers.back].resources[0].visits_per_s, 100.0, 1e-9);
  EXPECT_NEAR(answer.total.goodput_rps.estimate, 100.0 * (1.0 - std::exp(-1.0)), 1e-6);
}

TEST(OperatingPoint, UsersAndTheirTimesAgree) {
  // Little's law over the whole cycle, for a network without product form.
  TwoLayers layers = two_layers(3.0, 1.0);
  layers.net.sources[0].think_group = layers.front;
  layers.net.sources[0].think_site = 0;
  for (const std::uint32_t users : {1U, 20U, 90U, 500U}) {
    const auto answer = solve(layers.net, {{{PerSecond(0.0), users}}});
    ASSERT_TRUE(answer.stable);
    const double rate_found = answer.total.throughput_rps.estimate;
    EXPECT_NEAR(rate_found * (1.0 + answer.total.latency.mean.estimate), users, 1e-5 * users);
    EXPECT_LE(rate_found, 100.0 * (1.0 + 1e-9));
  }
}

/// Mean time to answer of N users at c servers, each away for `think_s` between: the exact finite
/// source model M/M/c//N [Kleinrock 1975, 3.8].
double finite_source_response(std::uint32_t users, std::uint32_t servers, double think_s,
                              double service_s) {
  double weight = 1.0;
  double all = 1.0;
  double busy = 0.0;
  for (std::uint32_t n = 1; n <= users; ++n) {
    const double at_work = std::min(n, servers);
    weight *= (users - n + 1.0) / think_s * service_s / at_work;
    all += weight;
    busy += weight * at_work;
  }
  return users * service_s * all / busy - think_s;
}

/// Users think for 100 ms and hold a token of `outer` while they hold one of `inner` for 100 ms.
Network nested_pools(double outer, double inner) {
  Sketch sketch;
  const auto back = sketch.group("back", 1, {pool(inner)}, {Distribution::exponential(0.1)});
  const auto read =
      sketch.program({step(Op::acquire), step(Op::delay, 0, 0), step(Op::release), step(Op::end)});
  const auto front = sketch.group("front", 1, {pool(outer)}, {Distribution::exponential(0.1)});
  const auto page =
      sketch.program({step(Op::acquire), step(Op::call, 0, 0, sketch.call(back, read)),
                      step(Op::release), step(Op::end)});
  sketch.open_source(front, page);
  sketch.net.sources[0].think_group = front;
  sketch.net.sources[0].think_site = 0;
  return sketch.net;
}

TEST(OperatingPoint, NestedPoolsAreAsSlowAsTheSmallest) {
  // Whoever has neither token waits for one or the other: c = the smaller pool.
  for (const auto& [outer, inner] : {std::pair{8.0, 50.0}, {8.0, 8.0}, {8.0, 4.0}, {20.0, 2.0}})
    for (const std::uint32_t users : {2U, 6U, 20U, 100U}) {
      const auto answer = solve(nested_pools(outer, inner), {{{PerSecond(0.0), users}}});
      const double truth = finite_source_response(
          users, static_cast<std::uint32_t>(std::min(outer, inner)), 0.1, 0.1);
      EXPECT_NEAR(answer.total.latency.mean.estimate, truth, 0.01 * truth)
          << outer << ", " << inner << ", " << users;
    }
}

TEST(OperatingPoint, NoUsersNoRequests) {
  TwoLayers layers = two_layers(3.0, 1.0);
  layers.net.sources[0].think_group = layers.front;
  layers.net.sources[0].think_site = 0;
  const auto answer = solve(layers.net, {{{PerSecond(0.0), 0}}});
  EXPECT_TRUE(answer.stable);
  EXPECT_EQ(answer.total.throughput_rps.estimate, 0.0);
}

TEST(OperatingPoint, OpenAndClosedClassesShareAServerExactly) {
  // One shared processor: open load U = 0.5 leaves users half a processor, so D / (1 - U).
  Sketch sketch;
  const auto group = sketch.group("server", 1, {station(1, network::Discipline::processor_sharing)},
                                  {Distribution::exponential(0.1), Distribution::exponential(2.0)});
  const auto entry = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
  sketch.open_source(group, entry);
  sketch.open_source(group, entry);
  sketch.net.sources[1].request_class = "users";
  sketch.net.sources[1].think_group = group;
  sketch.net.sources[1].think_site = 1;
  const auto answer = solve(sketch.net, {{{PerSecond(5.0), 0}, {PerSecond(0.0), 10}}});
  const auto alone = mean_value_analysis({{10}, {2.0}, {{{0.2}, 1.0}}});
  EXPECT_EQ(answer.method, network::Method::exact);
  EXPECT_NEAR(answer.classes[1].throughput_rps.estimate, alone.throughput[0], 1e-9);
  EXPECT_NEAR(answer.classes[1].latency.mean.estimate, alone.response_s[0], 1e-9);
  EXPECT_NEAR(answer.classes[0].latency.mean.estimate, 0.2 * (1.0 + alone.mean_in_system[0]), 1e-9);
}

TEST(OperatingPoint, FittedQuantilesAreTheGammaOnes) {
  const TwoLayers layers = two_layers(3.0, 10.0);
  const auto fitted = solve(layers.net, rate(100.0), Quantiles::fitted);
  const auto composed = solve(layers.net, rate(100.0));
  EXPECT_EQ(fitted.total.latency.mean, composed.total.latency.mean);
  EXPECT_NEAR(fitted.total.latency.p95.estimate, composed.total.latency.p95.estimate,
              0.03 * composed.total.latency.p95.estimate);
}

TEST(Notes, SayWhatTheAnswerRestsOn) {
  const auto answer = solve(two_layers(3.0, 10.0, 1, 0).net, rate(100.0));
  EXPECT_EQ(answer.method, network::Method::approximation);
  EXPECT_EQ(answer.notes.size(), 2U);  // what is held, timeouts
}

}  // namespace
}  // namespace headroom::analytic
