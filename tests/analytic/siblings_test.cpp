// Parallel calls of one request to one component, which come at the same moment.
#include "core/analytic/siblings.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "core/sim/simulate.h"
#include "tests/sim/networks.h"

namespace headroom::analytic {
namespace {

using namespace network;
using random::Distribution;
using sim::testing::rate;
using sim::testing::Sketch;
using sim::testing::station;
using sim::testing::step;

struct Family {
  int calls;
  double servers;
  std::uint32_t replicas;
  Discipline discipline;
  Distribution service;
};

/// A page that calls `family.calls` times at once.
Network calling(const Family& family) {
  Sketch sketch;
  const auto callee = sketch.group("callee", family.replicas,
                                   {station(family.servers, family.discipline)}, {family.service});
  const auto work = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
  const auto caller = sketch.group("caller", 1, {}, {});
  std::vector<Step> page;
  for (int i = 0; i < family.calls; ++i)
    page.push_back(step(Op::spawn, 0, kNone, sketch.call(callee, work)));
  page.push_back(step(Op::join));
  page.push_back(step(Op::end));
  sketch.open_source(caller, sketch.program(page));
  return sketch.net;
}

/// The solver's mean over the simulation's, less 1, at the worst of three loads.
double worst_error(const Family& family) {
  const Network net = calling(family);
  double worst = 0.0;
  for (const double load : {0.2, 0.5, 0.8}) {
    const Load at = rate(load * family.servers * family.replicas / family.calls);
    const double truth = sim::simulate(net, at, {.precision = 0.02})->total.latency.mean.estimate;
    worst = std::max(worst, std::abs(solve(net, at).total.latency.mean.estimate / truth - 1.0));
  }
  return worst;
}

const Distribution kExponential = Distribution::exponential(1.0);
const Distribution kConstant = Distribution::deterministic(1.0);

TEST(Siblings, AtOneServerTheLastWaitsForAllOthers) {
  for (const int calls : {2, 6})
    for (const Distribution& service : {kExponential, kConstant})
      EXPECT_LE(worst_error({calls, 1.0, 1, Discipline::fcfs, service}), 0.02) << calls;
}

TEST(Siblings, TwoCallsOfExponentialWorkAreNear) {
  for (const Discipline discipline : {Discipline::fcfs, Discipline::processor_sharing})
    for (const auto& [servers, replicas] : {std::pair(1.0, 1U), {4.0, 1U}, {1.0, 3U}})
      EXPECT_LE(worst_error({2, servers, replicas, discipline, kExponential}), 0.06)
          << servers << ' ' << replicas;
}

TEST(Siblings, SixCallsOfExponentialWorkAreNotFar) {
  for (const Discipline discipline : {Discipline::fcfs, Discipline::processor_sharing})
    for (const auto& [servers, replicas] : {std::pair(1.0, 1U), {4.0, 1U}, {1.0, 3U}})
      EXPECT_LE(worst_error({6, servers, replicas, discipline, kExponential}), 0.22)
          << servers << ' ' << replicas;
}

TEST(Siblings, AFamilyAtOneServerIsServedInTurn) {
  for (const int waiting : {0, 1, 5})
    EXPECT_NEAR(until_all_served(waiting, 1, 1), 1.0 + waiting, 1e-12);
  EXPECT_NEAR(until_all_served(0, 3, 8), 1.0 + 1.0 / 2.0 + 1.0 / 3.0, 1e-12);
  // One runs, one waits behind others at four servers: the first to end is the own one in 1/4.
  EXPECT_NEAR(until_all_served(1, 1, 4), 0.25 + 0.25 + 0.75 * 1.5, 1e-12);
}

TEST(Siblings, CopiesSpreadAFamily) {
  Meeting meeting;
  EXPECT_NEAR(spread(meeting, 6).each, 6.0, 1e-12);
  meeting.copies = 3.0;
  EXPECT_NEAR(spread(meeting, 2).used, 3.0 * (1.0 - 4.0 / 9.0), 1e-12);
  meeting.evenly = true;
  EXPECT_NEAR(spread(meeting, 2).used, 2.0, 1e-12);
  EXPECT_NEAR(spread(meeting, 6).each, 2.0, 1e-12);
}

}  // namespace
}  // namespace headroom::analytic
