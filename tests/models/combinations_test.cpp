// Features together, in systems small enough that their answers can be computed by hand.
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using architecture::Choose;
using architecture::Fail;
using architecture::Repeat;
using architecture::Steps;
using network::Performance;

Performance solved(const System& system, double rps) {
  return analytic::solve(system.compile(), {{{PerSecond(rps), 0}}});
}

/// "api" calls "db" so; the network takes no time.
System caller_of(const architecture::Call& call, const Typed& db, const Steps& reading) {
  System system = service_of({}, {{call}});
  Typed parameters = db;
  parameters.insert({{"network", "0 s"}, {"vcpus", "1"}});
  system.add("db", "service", parameters, {{"read", reading}});
  return system;
}

architecture::Call reading() {
  architecture::Call call;
  call.target = {"db", "read"};
  return call;
}

TEST(Combinations, AChoiceBehindOneThreadIsMG1) {
  // Half of them 10 ms, half 30 ms: E[S] = 20 ms, E[S^2] = 1e-3, load 0.6.
  const System system =
      service_of({{"threads", "1"}}, {{Choose{{{Ratio(0.5), {wait("exponential(10 ms)")}},
                                               {Ratio(0.5), {wait("exponential(30 ms)")}}}}}});
  const double mean = 30.0 * 1e-3 / 2.0 / 0.4 + 0.020;
  expect_near(system.simulate(30.0, 0.01).total.latency.mean, mean);
  EXPECT_NEAR(solved(system, 30.0).total.latency.mean.estimate, mean, 1e-9);
}

TEST(Combinations, ALoopBehindOneThreadIsMM1) {
  // A geometric number of exponential times is exponential: 10 ms, at 60 a second.
  const System system =
      service_of({{"threads", "1"}}, {{Repeat{{wait("exponential(5 ms)")}, Ratio(0.5)}}});
  const Performance done = system.simulate(60.0, 0.01);
  expect_near(done.total.latency.mean, 0.025);
  expect_near(done.total.latency.p95, 0.025 * std::log(20.0), 0.05);
  EXPECT_NEAR(solved(system, 60.0).total.latency.mean.estimate, 0.025, 1e-9);
}

TEST(Combinations, ARoomAndFailuresMultiply) {
  // M/M/1/3 at load 1 loses a quarter; a quarter of the others fails when it has been served.
  const System system = service_of({{"threads", "1"}, {"max_queue", "2"}},
                                   {wait("exponential(10 ms)"), {Fail{Ratio(0.25)}}});
  const double errors = 1.0 - 0.75 * 0.75;
  const Performance done = system.simulate(100.0, 0.01);
  expect_near(done.total.error_ratio, errors);
  expect_near(resource(done, "api", "threads").utilization, 0.75);
  EXPECT_NEAR(solved(system, 100.0).total.error_ratio.estimate, errors, 1e-6);
}

TEST(Combinations, LossAtReplicasThatAreChosenAtRandomIsNotPooled) {
  // Erlang B of one server at load 1 is 1/2; three servers at load 3 in common 0.346.
  const System system = service_of({{"replicas", "3"}, {"threads", "1"}, {"max_queue", "0"}},
                                   {wait("exponential(10 ms)")});
  expect_near(system.simulate(300.0, 0.01).total.error_ratio, 0.5);
  EXPECT_NEAR(solved(system, 300.0).total.error_ratio.estimate, 0.5, 1e-9);
}

TEST(Combinations, BranchesThatFailAreWaitedFor) {
  // The longer of two exponential times has the mean 10 + 20 - 1/(1/10 + 1/20) ms; one branch
  // fails in a tenth of the cases, after its time.
  const System system = service_of(
      {}, {{architecture::Parallel{
              {{wait("exponential(10 ms)")}, {wait("exponential(20 ms)"), {Fail{Ratio(0.1)}}}}}}});
  const Performance done = system.simulate(50.0, 0.01);
  expect_near(done.total.latency.mean, 0.030 - 0.020 / 3.0);
  expect_near(done.total.error_ratio, 0.1);
}

TEST(Combinations, ATimeoutAndARetryOfAnExponentialTime) {
  // An attempt is late with probability p = 1/e. Those in time take m; the second costs 50 ms more.
  architecture::Call patient = reading();
  patient.timeout = Seconds(0.05);
  patient.retries = 1;
  const System system = caller_of(patient, {}, {wait("exponential(50 ms)")});
  const double p = std::exp(-1.0);
  const double m = 0.05 - 0.05 * p / (1.0 - p);
  const double mean = m + 0.05 * p / (1.0 + p);
  const Performance done = system.simulate(50.0, 0.01);
  expect_near(done.total.error_ratio, p * p);
  expect_near(done.total.latency.mean, mean);
  expect_near(done.components[1].throughput_rps, 50.0 * (1.0 + p));
  const Performance formulas = solved(system, 50.0);
  EXPECT_NEAR(formulas.total.error_ratio.estimate, p * p, 1e-3);
  EXPECT_NEAR(formulas.total.latency.mean.estimate, mean, 5e-4);
}

TEST(Combinations, MessagesThatSendThemselvesAgainAddUp) {
  // 40 a second, each followed by another with probability 1/2: 80 executions of 5 ms.
  System system = service_of({}, {{architecture::Send{{"mails", ""}}}});
  system.add("mails", "message_queue", {{"delay", "0 s"}});
  system.add(
      "mailer", "worker", {{"from", "mails"}, {"vcpus", "1"}},
      {{"handle",
        {wait("exponential(5 ms)"),
         {Choose{{{Ratio(0.5), {{architecture::Send{{"mails", ""}}}}}, {Ratio(0.5), {}}}}}}}});
  const Performance done = system.simulate(40.0);
  expect_near(resource(done, "mailer", "consumers").utilization, 0.4);
  EXPECT_NEAR(resource(solved(system, 40.0), "mailer", "consumers").utilization.estimate, 0.4,
              1e-6);
}

TEST(Combinations, UsersWhoseWorkLoopsAreMachineRepair) {
  // Three users who think for 200 ms, one thread, 100 ms as a loop of 50 ms: p0 = 1/4.75.
  System users;
  users.add("api", "service", {{"network", "0 s"}, {"vcpus", "1"}, {"threads", "1"}},
            {{"page", {{Repeat{{wait("exponential(50 ms)")}, Ratio(0.5)}}}}});
  users.add("users", "client", {{"to", "api"}, {"think_time", "exponential(200 ms)"}});
  users.enter({"users", "page"});
  const double throughput = (1.0 - 1.0 / 4.75) / 0.1;
  const Performance done = users.simulate({PerSecond(0.0), 3}, 0.01);
  expect_near(done.total.throughput_rps, throughput);
  expect_near(done.total.latency.mean, 3.0 / throughput - 0.2);
  const Performance formulas = analytic::solve(users.compile(), {{{PerSecond(0.0), 3}}});
  EXPECT_NEAR(formulas.total.throughput_rps.estimate, throughput, 1e-3 * throughput);
}

}  // namespace
}  // namespace headroom::models
