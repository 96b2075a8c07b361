// Lines whose people lose patience, whose servers start cold or go away: against closed forms.
#include <cmath>
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

Load at(double rps) { return {{{PerSecond(rps), 0}}}; }

std::string exponential(double mean_s) { return "exponential(" + std::to_string(mean_s) + " s)"; }

// ---------------------------------------------------------------- patience

/// Erlang A. [Palm 1957; numbers by Garnett, Mandelbaum & Reiman 2002, closed form with incomplete
/// gamma functions]
struct Impatient {
  double rate, service_rate;
  int servers;
  double patience_s, lost, mean_in_queue, utilization;
};
constexpr Impatient kImpatient[] = {
    {10.0, 1.0, 10, 2.0, 0.103913212326, 2.07826424653, 0.896086787674},
    {1.2, 1.0, 1, 10.0, 0.252827665038, 3.03393198046, 0.896606801954},
    {110.0, 1.0, 100, 0.5, 0.104993335731, 5.77463346522, 0.984507330696},
    {60.0, 10.0, 5, 1.0, 0.179739677054, 10.7843806232, 0.984312387535}};

System impatient(const Impatient& line) {
  return service_of(
      {{"threads", std::to_string(line.servers)}, {"patience", exponential(line.patience_s)}},
      {wait(exponential(1.0 / line.service_rate))});
}

TEST(Patience, ThatIsExponentialIsErlangA) {
  for (const Impatient& line : kImpatient) {
    const Performance done = impatient(line).simulate(line.rate);
    expect_near(done.total.error_ratio, line.lost, 0.05);
    expect_near(resource(done, "api", "threads").mean_queue, line.mean_in_queue, 0.05);
    expect_near(resource(done, "api", "threads").utilization, line.utilization);
  }
}

TEST(Patience, IsKnownToTheFormulas) {
  for (const Impatient& line : kImpatient) {
    const Performance solved = analytic::solve(impatient(line).compile(), at(line.rate));
    EXPECT_NEAR(solved.total.error_ratio.estimate, line.lost, 1e-6 * line.lost);
    const auto& pool = resource(solved, "api", "threads");
    EXPECT_NEAR(pool.mean_queue.estimate, line.mean_in_queue, 1e-6 * line.mean_in_queue);
    EXPECT_NEAR(pool.utilization.estimate, line.utilization, 1e-6);
  }
}

TEST(Patience, ThatIsConstantIsATimeout) {
  const Steps work = {wait("exponential(10 ms)")};
  const Performance drawn =
      service_of({{"threads", "2"}, {"patience", "20 ms"}}, work).simulate(180.0);
  const Performance fixed =
      service_of({{"threads", "2"}, {"queue_timeout", "20 ms"}}, work).simulate(180.0);
  EXPECT_EQ(drawn.total.error_ratio.estimate, fixed.total.error_ratio.estimate);
  EXPECT_EQ(drawn.total.latency.p95.estimate, fixed.total.latency.p95.estimate);
}

TEST(Patience, IsGivenOnceAndIsATime) {
  const Steps work = {wait("10 ms")};
  const auto code_of = [&](const Typed& parameters) {
    const Diagnostics found = service_of(parameters, work).validate();
    return found.all().empty() ? "" : found.all()[0].code + found.all()[0].pointer;
  };
  EXPECT_EQ(code_of({{"threads", "2"}, {"patience", "1 s"}, {"queue_timeout", "1 s"}}),
            "two-longest-waits/components/api/patience");
  EXPECT_EQ(code_of({{"threads", "2"}, {"patience", "0 s"}}),
            "no-patience/components/api/patience");
}

// ---------------------------------------------------------------- set-up

/// Mean wait in M/G/1 whose first service of a busy period is longer by a set-up: D with
/// probability `cold`. [Welch 1964, exceptional first service]
double wait_with_setup(double rate, double service, double service_square, double cold,
                       double setup, double setup_square) {
  return rate * service_square / 2.0 / (1.0 - rate * service) +
         cold * (2.0 * setup + rate * setup_square) / 2.0 / (1.0 + rate * cold * setup);
}

TEST(ColdStart, DelaysTheFirstAfterAPauseAndAllBehindIt) {
  const Performance done =
      service_of({{"threads", "1"}, {"cold_start", exponential(3.0)}}, {wait(exponential(1.0))})
          .simulate(0.5);
  expect_near(done.total.latency.mean, 5.0);
  EXPECT_NEAR(wait_with_setup(0.5, 1.0, 2.0, 1.0, 3.0, 18.0), 4.0, 1e-12);
  const Performance constant =
      service_of({{"threads", "1"}, {"cold_start", "2 s"}}, {wait("100 ms")}).simulate(8.0);
  expect_near(constant.total.latency.mean, 1.35882352941);
}

TEST(ColdStart, IsSparedByKeepingWarm) {
  // A pause of the only thread is exponential: longer than 2 s with probability e^-1.
  const double rate = 0.5;
  const Performance done =
      service_of({{"threads", "1"}, {"cold_start", "3 s"}, {"keep_warm", "2 s"}},
                 {wait(exponential(1.0))})
          .simulate(rate);
  expect_near(done.total.latency.mean,
              1.0 + wait_with_setup(rate, 1.0, 2.0, std::exp(-rate * 2.0), 3.0, 9.0));
}

TEST(ColdStart, OfManyThreadsTheLatestIsTakenAgain) {
  // Last used, first taken: the only busy thread stays warm while a second one cools down. With one
  // request each second of 10 ms and 1.5 s of warmth only the very first is cold.
  System system = service_of({{"threads", "50"}, {"cold_start", "1 s"}, {"keep_warm", "1500 ms"}},
                             {wait("10 ms")});
  workload::Arrivals clock;
  clock.spacing = random::Distribution::deterministic(1.0);
  system.give_arrivals(clock);
  EXPECT_NEAR(system.simulate(1.0).total.latency.mean.estimate, 0.010, 1e-9);
}

// ---------------------------------------------------------------- vacations

TEST(Vacations, AreAClassThatAlwaysWaitsForThePauses) {
  // M/G/1 whose server, when nobody waits, does something else for 0.5 s, again and again: the wait
  // is that of M/G/1 and what is left of such a time. [Fuhrmann & Cooper 1985]
  System system;
  system.add("api", "service",
             {{"network", "0 s"}, {"vcpus", "1"}, {"threads", "1"}, {"order", "priority"}},
             {{"page", {wait("exponential(1 s)")}}, {"chore", {wait("500 ms")}}});
  system.add("cron", "client", {{"to", "api"}, {"network", "0 s"}, {"think_time", "0 s"}});
  system.enter({"cron", "chore"}, "chores", 15);
  system.enter({"api", "page"}, "pages", 0);
  const Performance done = system.simulate(Load{{{PerSecond(0.0), 1}, {PerSecond(0.7), 0}}});
  expect_near(done.classes[1].latency.mean, 3.58333333333);
  expect_near(resource(done, "api", "threads").utilization, 1.0);
}

}  // namespace
}  // namespace headroom::models
