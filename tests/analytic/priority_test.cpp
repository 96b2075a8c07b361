#include "core/analytic/priority.h"

#include <gtest/gtest.h>

#include "core/analytic/queueing.h"
#include "core/analytic/solve.h"
#include "core/sim/simulate.h"
#include "tests/sim/networks.h"

namespace headroom::analytic {
namespace {

using namespace network;
using random::Distribution;
using sim::testing::pool;
using sim::testing::Sketch;
using sim::testing::station;
using sim::testing::step;

constexpr std::uint8_t kBoth[] = {0, 1};

PriorityFlow exponential(double rate, double mean) { return {rate, {mean, mean * mean}}; }

TEST(Priority, WaitsConserveTheWorkThatWaits) {
  // [Kleinrock 1965] The sum of utilisation x wait does not depend on who goes first.
  const std::vector<PriorityFlow> flows = {{0.2, {1.0, 0.0}}, {0.1, {2.0, 9.0}}, {0.3, {1.0, 1.0}}};
  const std::vector<double> waits = head_of_line_waits(flows);
  double conserved = 0.0;
  double square = 0.0;
  for (std::size_t k = 0; k < flows.size(); ++k) {
    conserved += flows[k].arrival_rate * flows[k].service.mean * waits[k];
    square += flows[k].arrival_rate * flows[k].service.second_moment();
  }
  const double utilization = 0.2 + 0.2 + 0.3;
  EXPECT_NEAR(conserved, utilization * square / 2.0 / (1.0 - utilization), 1e-12);
}

TEST(Priority, AClassAloneIsFirstInFirstOut) {
  const std::vector<PriorityFlow> one = {{0.7, {1.0, 4.0}}};
  EXPECT_NEAR(head_of_line_waits(one)[0], mg1_mean_wait(0.7, 1.0, 4.0), 1e-12);
  EXPECT_NEAR(preemptive_resume_responses(one)[0], 1.0 + mg1_mean_wait(0.7, 1.0, 4.0), 1e-12);
  for (const bool preemptive : {false, true})
    EXPECT_NEAR(wait_ratios(one, 3, preemptive)[0], 1.0, 1e-12);
}

TEST(Priority, TheFirstSeesNobodyWhoIsDrivenOut) {
  const std::vector<PriorityFlow> flows = {exponential(1.0, 1.0), exponential(0.8, 1.0)};
  const double all = mmc(1.8, 1.0, 2).mean_wait_s;
  EXPECT_NEAR(wait_ratios(flows, 2, true)[0] * all, mmc(1.0, 1.0, 2).mean_wait_s, 1e-12);
}

/// Two classes with programs of their own, the first of higher priority.
struct TwoClasses {
  Sketch sketch;
  void enter(std::uint32_t group, const std::vector<Step>& steps, std::uint8_t priority) {
    sketch.open_source(group, sketch.program(steps));
    sketch.net.sources.back().request_class = priority == 0 ? "eager" : "patient";
    sketch.net.sources.back().priority = priority;
  }
};

Load rates(double first, double second) {
  Load load;
  load.sources = {{PerSecond(first), 0}, {PerSecond(second), 0}};
  return load;
}

/// Of each class, the solver's mean against the simulation's.
void expect_agreement(const Network& net, const Load& load, double tolerance) {
  const Performance formulas = solve(net, load);
  const Performance simulated = *sim::simulate(net, load, {.seed = 7, .precision = 0.02});
  for (std::size_t k = 0; k < 2; ++k) {
    const double truth = simulated.classes[k].latency.mean.estimate;
    EXPECT_NEAR(formulas.classes[k].latency.mean.estimate, truth, tolerance * truth) << k;
  }
}

TEST(Priority, SeveralServersAgreeWithTheSimulation) {
  for (const bool preemptive : {false, true}) {
    Resource servers = station(3, preemptive ? Discipline::preemptive : Discipline::fcfs);
    if (!preemptive) servers.order = Order::priority;
    TwoClasses two;
    const auto group = two.sketch.group("server", 1, {servers}, {Distribution::exponential(1.0)});
    for (const std::uint8_t priority : kBoth)
      two.enter(group, {step(Op::serve, 0, 0), step(Op::end)}, priority);
    expect_agreement(two.sketch.net, rates(1.2, 1.2), 0.02);
  }
}

Network at_one_station(const Resource& server, std::vector<Distribution> services) {
  TwoClasses two;
  const auto count = static_cast<std::uint32_t>(services.size());
  const auto group = two.sketch.group("server", 1, {server}, std::move(services));
  for (std::uint32_t k = 0; k < count; ++k)
    two.enter(group, {step(Op::serve, 0, k), step(Op::end)}, static_cast<std::uint8_t>(k));
  return two.sketch.net;
}

TEST(Priority, OneServerIsSolvedExactly) {
  const std::vector<Distribution> services = {Distribution::exponential(0.5),
                                              Distribution::lognormal(1.0, 2.0)};
  const std::vector<PriorityFlow> flows = {{0.6, {0.5, 0.25}}, {0.3, {1.0, 4.0}}};
  Resource head_of_line = station(1);
  head_of_line.order = Order::priority;
  const Performance waited = solve(at_one_station(head_of_line, services), rates(0.6, 0.3));
  const Performance driven_out =
      solve(at_one_station(station(1, Discipline::preemptive), services), rates(0.6, 0.3));
  EXPECT_EQ(waited.method, Method::exact);
  EXPECT_EQ(driven_out.method, Method::exact);
  EXPECT_EQ(waited.quantile_method, Method::approximation);
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(waited.classes[k].latency.mean.estimate,
                head_of_line_waits(flows)[k] + flows[k].service.mean, 1e-9);
    EXPECT_NEAR(driven_out.classes[k].latency.mean.estimate, preemptive_resume_responses(flows)[k],
                1e-9);
  }
}

TEST(Priority, IsExactOnlyWhereTheTheoremsHold) {
  const std::vector<Distribution> services = {Distribution::exponential(0.5),
                                              Distribution::exponential(0.5)};
  Resource head_of_line = station(2);
  head_of_line.order = Order::priority;
  EXPECT_EQ(solve(at_one_station(head_of_line, services), rates(0.6, 0.3)).method,
            Method::approximation);
  head_of_line.capacity = 1.0;
  Network regular = at_one_station(head_of_line, services);
  EXPECT_EQ(solve(regular, rates(0.6, 0.3)).method, Method::exact);
  regular.sources[1].arrivals.spacing = Distribution::erlang(4, 1.0);
  EXPECT_EQ(solve(regular, rates(0.6, 0.3)).method, Method::approximation);
  // Two services within one priority.
  Network mixed = at_one_station(station(1, Discipline::preemptive),
                                 {services[0], Distribution::exponential(1.0), services[1]});
  mixed.sources[2].priority = 1;
  Load three = rates(0.3, 0.2);
  three.sources.push_back({PerSecond(0.1), 0});
  EXPECT_EQ(solve(mixed, three).method, Method::approximation);
}

/// One program for both: it is the class that says who goes first at the threads and the CPU of
/// what it calls.
TEST(Priority, CalleesServeTheClassThatCalled) {
  TwoClasses two;
  Resource threads = pool(4);
  threads.order = Order::priority;
  const auto database = two.sketch.group("database", 2, {station(1, Discipline::preemptive)},
                                         {Distribution::exponential(1.0)});
  const auto query = two.sketch.program({step(Op::serve, 0, 0), step(Op::end)});
  const auto service = two.sketch.group("service", 1, {threads}, {Distribution::exponential(0.5)});
  const auto call = two.sketch.call(database, query);
  const auto page =
      two.sketch.program({step(Op::acquire), step(Op::delay, 0, 0), step(Op::call, 0, 0, call),
                          step(Op::release), step(Op::end)});
  for (const std::uint8_t priority : kBoth) {
    two.sketch.open_source(service, page);
    two.sketch.net.sources.back().request_class = priority == 0 ? "eager" : "patient";
    two.sketch.net.sources.back().priority = priority;
  }
  expect_agreement(two.sketch.net, rates(0.4, 0.6), 0.15);
}

TEST(Priority, NothingIsSplitWhereNobodyLooks) {
  TwoClasses two;
  const auto group = two.sketch.group("server", 1, {station(1)}, {Distribution::exponential(1.0)});
  for (const std::uint8_t priority : kBoth)
    two.enter(group, {step(Op::serve, 0, 0), step(Op::end)}, priority);
  EXPECT_FALSE(split_by_priority(two.sketch.net).has_value());
}

}  // namespace
}  // namespace headroom::analytic
