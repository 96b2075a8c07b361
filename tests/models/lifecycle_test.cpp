// How requests live and end: work after the reply, races of calls, deadlines, rate limits; each
// against its closed form.
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using architecture::AfterReply;
using architecture::Steps;
using network::Load;
using network::Performance;

Load at(double rps) { return {{{PerSecond(rps), 0}}}; }

// ---------------------------------------------------------------- work after the reply

/// One thread that answers after 4 ms on average and then goes on for 3 ms.
System two_phases() {
  return service_of({{"threads", "1"}},
                    {wait("exponential(4 ms)"), {AfterReply{{wait("exponential(3 ms)")}}}});
}

TEST(AfterReply, KeepsTheThreadButNotTheCaller) {
  // M/G/1 with service V1 + V2: the caller waits as behind both and stays for V1 alone.
  const double rate = 100.0;
  const double waits = rate * (0.007 * 0.007 + 0.004 * 0.004 + 0.003 * 0.003) / 2.0 / (1.0 - 0.7);
  const Performance done = two_phases().simulate(rate);
  expect_near(done.total.latency.mean, waits + 0.004);
  expect_near(resource(done, "api", "threads").utilization, 0.7);
  expect_near(resource(done, "api", "threads").mean_wait_s, waits, 0.06);
}

TEST(AfterReply, IsKnownToTheFormulas) {
  const double rate = 100.0;
  const double waits = rate * (0.007 * 0.007 + 0.004 * 0.004 + 0.003 * 0.003) / 2.0 / (1.0 - 0.7);
  const Performance solved = analytic::solve(two_phases().compile(), at(rate));
  EXPECT_NEAR(solved.total.latency.mean.estimate, waits + 0.004, 0.02 * waits);
  EXPECT_NEAR(resource(solved, "api", "threads").utilization.estimate, 0.7, 1e-6);
}

TEST(AfterReply, FailuresThereAreNobodysAndReleaseTheThread) {
  const System system = service_of(
      {{"threads", "2"}},
      {wait("1 ms"), {AfterReply{{{architecture::Fail{Ratio(0.5)}}, wait("exponential(10 ms)")}}}});
  const Performance done = system.simulate(100.0);
  EXPECT_EQ(done.total.error_ratio.estimate, 0.0);
  expect_near(resource(done, "api", "threads").utilization, 100.0 * (0.001 + 0.005) / 2.0);
}

TEST(AfterReply, OnlyAtTheEnd) {
  const System early = service_of({}, {{AfterReply{{wait("1 ms")}}}, wait("1 ms")});
  const Diagnostics found = early.validate();
  ASSERT_EQ(found.all().size(), 1U);
  EXPECT_EQ(found.all()[0].pointer, "/components/api/operations/page/0/after_reply");
  EXPECT_EQ(found.all()[0].code, "reply-in-the-middle");
  const System nested =
      service_of({}, {{architecture::Repeat{{{AfterReply{{wait("1 ms")}}}}, Ratio(0.1)}}});
  EXPECT_TRUE(nested.validate().has_errors());
}

// ---------------------------------------------------------------- rate limits

/// Distribution of the work in an M/D/1 queue, in services of which `load` are begun per service:
/// P(W <= x) = (1 - load) sum_k (load (k - x))^k / k! exp(-load (k - x)), k <= x. [Erlang 1909;
/// Tijms, A First Course in Stochastic Models, 2003, eq. 9.6.9]
double md1_work_at_most(double x, double load) {
  double sum = 0.0;
  double factorial = 1.0;
  for (int k = 0; k <= static_cast<int>(x); ++k) {
    if (k > 0) factorial *= k;
    const double back = load * (k - x);
    sum += std::pow(back, k) / factorial * std::exp(-back);
  }
  return (1.0 - load) * sum;
}

/// E[(W - saved)^+] of the same by integration of the tail, in services. The sum alternates: above
/// 12 services its tail is exponential.
double md1_mean_above(double saved, double load) {
  constexpr double kStep = 1e-3;
  double mean = 0.0;
  for (double x = saved + kStep / 2.0; x < 12.0; x += kStep)
    mean += kStep * (1.0 - md1_work_at_most(x, load));
  const double far = 1.0 - md1_work_at_most(12.0, load);
  const double decay = (1.0 - md1_work_at_most(11.0, load)) / far;
  return mean + far / std::log(decay);
}

/// A limit of 100 calls per second; nothing else takes time.
System limited(Typed parameters) {
  System system;
  parameters.emplace("rate_limit", "100 rps");
  parameters.emplace("latency", "0 s");
  system.add("mail", "external_api", parameters);
  system.enter({"mail", "send"});
  return system;
}

TEST(RateLimit, SavedTokensShortenTheWaitOfAnMD1Queue) {
  for (const int burst : {1, 2, 5}) {
    const Performance done = limited({{"burst", std::to_string(burst)}}).simulate(80.0, 0.01);
    const double truth = 0.010 * md1_mean_above(burst - 1.0, 0.8);
    expect_near(resource(done, "mail", "rate limit").mean_wait_s, truth, 0.1);
    expect_near(resource(done, "mail", "rate limit").utilization, 0.8);
  }
}

TEST(RateLimit, IsKnownToTheFormulas) {
  for (const int burst : {1, 2, 5}) {
    const Performance solved =
        analytic::solve(limited({{"burst", std::to_string(burst)}}).compile(), at(80.0));
    const double truth = 0.010 * md1_mean_above(burst - 1.0, 0.8);
    EXPECT_NEAR(solved.total.latency.mean.estimate, truth, 0.15 * truth) << burst;
    EXPECT_NEAR(resource(solved, "mail", "rate limit").utilization.estimate, 0.8, 1e-9);
  }
}

TEST(RateLimit, RefusesAtOnceWhatFindsNoToken) {
  // A loss system: who finds tokens takes one; b tokens that come back one after the other in
  // constant times. With one token it is M/D/1/1: Erlang's formula, whatever the service.
  const Performance done = limited({{"max_waiting", "0"}}).simulate(80.0);
  expect_near(done.total.error_ratio, 0.8 / 1.8);
  EXPECT_EQ(done.total.latency.mean.estimate, 0.0);
}

TEST(RateLimit, GatewaysRefuseUnlessToldToWait) {
  System system;
  system.add("api", "service", {{"vcpus", "1"}, {"network", "0 s"}}, {{"page", {wait("1 ms")}}});
  system.add("gateway", "load_balancer",
             {{"to", "api"}, {"rate_limit", "100 rps"}, {"delay", "0 s"}, {"network", "0 s"}});
  system.enter({"gateway", "page"});
  const Performance done = system.simulate(400.0);
  expect_near(done.total.goodput_rps, 400.0 / (1.0 + 4.0));
}

TEST(RateLimit, NeedsARate) {
  System system;
  system.add("mail", "external_api", {{"latency", "1 ms"}, {"burst", "3"}});
  system.enter({"mail", "send"});
  const Diagnostics found = system.validate();
  ASSERT_EQ(found.all().size(), 1U);
  EXPECT_EQ(found.all()[0].pointer, "/components/mail/burst");
}

// ---------------------------------------------------------------- races

architecture::Step parallel(std::vector<Steps> branches, std::optional<std::uint32_t> wait_for = {},
                            bool cancel_rest = false) {
  return {architecture::Parallel{std::move(branches), wait_for, cancel_rest}};
}
architecture::Step fail(double probability) { return {architecture::Fail{Ratio(probability)}}; }

/// A service that calls "db.read" in a way of its own; a read waits for the time and does not
/// queue.
System caller_of(const architecture::Call& call, const Steps& read, const Typed& db = {}) {
  System system;
  Typed parameters = db;
  parameters.emplace("network", "0 s");
  parameters.emplace("vcpus", "1");
  system.add("api", "service", {{"vcpus", "1"}, {"network", "0 s"}}, {{"page", {{call}}}});
  system.add("db", "service", parameters, {{"read", read}});
  system.enter({"api", "page"});
  return system;
}

architecture::Call reading() { return std::get<architecture::Call>(call("db", "read").action); }

double utilization(const Performance& done, const char* component, const char* label) {
  return resource(done, component, label).utilization.estimate;
}

TEST(Quorum, EndsWithTheOrderStatistic) {
  // The second of three exponential times: mean (1/3 + 1/2) m. [Renyi 1953]
  const Steps branch = {wait("exponential(12 ms)")};
  const System system = service_of({}, {parallel({branch, branch, branch}, 2)});
  expect_near(system.simulate(100.0).total.latency.mean, 0.012 * (1.0 / 3.0 + 1.0 / 2.0));
  EXPECT_NEAR(analytic::solve(system.compile(), at(100.0)).total.latency.mean.estimate,
              0.012 * (1.0 / 3.0 + 1.0 / 2.0), 1e-5);
}

TEST(Quorum, FailsWhenTooFewAreLeft) {
  // Each of three fails with 20 %: two or three succeed.
  const Steps branch = {wait("exponential(12 ms)"), fail(0.2)};
  const System system = service_of({}, {parallel({branch, branch, branch}, 2)});
  const double success = 0.8 * 0.8 * 0.8 + 3.0 * 0.8 * 0.8 * 0.2;
  expect_near(system.simulate(100.0).total.error_ratio, 1.0 - success, 0.1);
  EXPECT_NEAR(analytic::solve(system.compile(), at(100.0)).total.error_ratio.estimate,
              1.0 - success, 1e-8);
}

/// Two branches, the first to end counts; each works 1 ms, and again 9 ms that it need not begin.
System first_of_two(bool cancel_rest) {
  const Steps branch = {wait("exponential(1 ms)"), call("db", "read")};
  System system;
  system.add("api", "service", {{"vcpus", "1"}, {"network", "0 s"}},
             {{"page", {parallel({{wait("1 ms")}, branch}, 1, cancel_rest)}}});
  system.add("db", "service", {{"threads", "4"}, {"vcpus", "1"}, {"network", "0 s"}},
             {{"read", {wait("9 ms")}}});
  system.enter({"api", "page"});
  return system;
}

TEST(Quorum, TheRestRunsOnUnlessItIsCancelled) {
  const Performance all = first_of_two(false).simulate(100.0);
  expect_near(resource(all, "db", "threads").utilization, 100.0 * 0.009 / 4.0);
  expect_near(all.total.latency.mean, 0.001, 1e-9);
  // Cancelled: the read is begun only by branches that get to it within the first millisecond.
  const Performance some = first_of_two(true).simulate(100.0);
  expect_near(resource(some, "db", "threads").utilization,
              100.0 * 0.009 / 4.0 * (1.0 - std::exp(-1.0)));
}

TEST(Hedging, TheFirstReplyOfTwoCounts) {
  // P(T > t) = exp(-t/m) up to the delay d, exp(-t/m - (t - d)/m) after it: closed form for calls
  // that do not queue. m = 50 ms, d = 100 ms.
  architecture::Call hedged = reading();
  hedged.hedge_after = Seconds(0.1);
  const System system = caller_of(hedged, {wait("exponential(50 ms)")}, {{"threads", "1000"}});
  const Performance done = system.simulate(10.0, 0.01);
  expect_near(done.total.latency.mean, 0.0466166179191);
  expect_near(done.total.latency.p50, 0.034657359028, 0.05);
  expect_near(done.total.latency.p95, 0.124893306839, 0.05);
  expect_near(done.total.latency.p99, 0.16512925465, 0.05);
  const auto& db = done.components[1];
  expect_near(db.throughput_rps, 10.0 * 1.135335283237);
  const Performance solved = analytic::solve(system.compile(), at(10.0));
  EXPECT_NEAR(solved.total.latency.mean.estimate, 0.0466166179191, 2e-4);
  EXPECT_NEAR(solved.components[1].throughput_rps.estimate, 10.0 * 1.135335283237, 1e-3);
}

// ---------------------------------------------------------------- deadlines

TEST(Deadline, WhatWaitsIsGivenUpAndNotServed) {
  // A single thread behind a queue, served for 10 ms; callers wait 30 ms. With a timeout the work
  // of those who have gone is done all the same and the queue grows without end; told to give up,
  // it is a queue with the patience of 30 ms that counts service too (virtual waiting time): only
  // what begins in time is served.
  architecture::Call late = reading();
  late.timeout = Seconds(0.03);
  architecture::Call told = reading();
  told.deadline = Seconds(0.03);
  const Typed one{{"threads", "1"}};
  EXPECT_FALSE(caller_of(late, {wait("10 ms")}, one).simulate(120.0).stable);
  const Performance done = caller_of(told, {wait("10 ms")}, one).simulate(120.0);
  EXPECT_TRUE(done.stable);
  EXPECT_GT(utilization(done, "db", "threads"), 0.9);
}

/// M/M/1 with the constant patience D until service begins: the wait of those served has the
/// density c exp(-(mu - lambda) x) below D. [Baccelli & Hebuterne 1981]
TEST(Deadline, IsAConstantPatienceUpToTheBeginningOfService) {
  const double mu = 100.0;
  const double lambda = 80.0;
  const double patience = 0.03;
  // P(offered wait = 0) and its density lambda p0 exp(-(mu - lambda) x) for x < D, then
  // lambda p0 exp(lambda D - mu x): whoever finds more than D is not added.
  const double slow = mu - lambda;
  const double below = lambda / slow * (1.0 - std::exp(-slow * patience));
  const double above = lambda / mu * std::exp(lambda * patience - mu * patience);
  const double p0 = 1.0 / (1.0 + below + above);
  architecture::Call told = reading();
  told.deadline = Seconds(patience);
  told.optional = true;
  const Performance done =
      caller_of(told, {wait("exponential(10 ms)")}, {{"threads", "1"}}).simulate(lambda);
  expect_near(resource(done, "db", "threads").utilization, 1.0 - p0, 0.02);
}

TEST(Deadline, OfAClassCountsItsRequestsAsFailed) {
  System system = service_of({}, {wait("exponential(10 ms)")});
  system.give_deadline(Seconds(0.02));
  const Performance done = system.simulate(50.0);
  expect_near(done.total.error_ratio, std::exp(-2.0), 0.1);
  // Of those in time: E[T | T <= d].
  expect_near(done.total.latency.mean, 0.010 - 0.020 * std::exp(-2.0) / (1.0 - std::exp(-2.0)));
  const Performance solved = analytic::solve(system.compile(), at(50.0));
  EXPECT_NEAR(solved.total.error_ratio.estimate, std::exp(-2.0), 1e-3);
}

TEST(Deadline, OptionsThatContradictAreMistakes) {
  architecture::Call both = reading();
  both.timeout = both.deadline = Seconds(0.1);
  EXPECT_TRUE(caller_of(both, {wait("1 ms")}).validate().has_errors());
  architecture::Call tries = reading();
  tries.timeout = tries.hedge_after = Seconds(0.1);
  tries.retries = 1;
  EXPECT_TRUE(caller_of(tries, {wait("1 ms")}).validate().has_errors());
  const Steps branch = {wait("1 ms")};
  EXPECT_TRUE(service_of({}, {parallel({branch, branch}, 3)}).validate().has_errors());
  EXPECT_TRUE(service_of({}, {parallel({branch, branch}, {}, true)}).validate().has_errors());
}

// ---------------------------------------------------------------- order of deadlines

/// Two classes before two threads, "hasty" and "patient", with these deadlines and priorities.
Performance hasty_and_patient(const char* order, double hasty_s, double patient_s) {
  System system;
  system.add("api", "service",
             {{"vcpus", "1"}, {"network", "0 s"}, {"threads", "2"}, {"order", order}},
             {{"page", {wait("exponential(10 ms)")}}});
  system.enter({"api", "page"}, "hasty", 0);
  system.give_deadline(Seconds(hasty_s));
  system.enter({"api", "page"}, "patient", 1);
  system.give_deadline(Seconds(patient_s));
  return system.simulate({{{PerSecond(70.0), 0}, {PerSecond(100.0), 0}}});
}

TEST(DeadlineOrder, OfEqualDeadlinesIsTheOrderOfArrival) {
  const Performance by_deadline = hasty_and_patient("deadline", 1e5, 1e5);
  const Performance in_order = hasty_and_patient("fifo", 1e5, 1e5);
  EXPECT_EQ(by_deadline.total.latency.p95, in_order.total.latency.p95);
  EXPECT_EQ(by_deadline.classes[1].latency.mean, in_order.classes[1].latency.mean);
}

TEST(DeadlineOrder, OfVeryDifferentDeadlinesIsTheOrderOfPriorities) {
  // Nobody waits for as long as the deadlines are apart: request by request the same.
  const Performance by_deadline = hasty_and_patient("deadline", 1e5, 2e5);
  const Performance by_priority = hasty_and_patient("priority", 1e5, 2e5);
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(by_deadline.classes[i].latency.mean, by_priority.classes[i].latency.mean);
  EXPECT_LT(by_deadline.classes[0].latency.mean.high, by_deadline.classes[1].latency.mean.low);
}

TEST(DeadlineOrder, LiesBetweenAndConservesWork) {
  // 50 ms between the deadlines; the mean over all is that of any order that looks at no service.
  const Performance between = hasty_and_patient("deadline", 1e5, 1e5 + 0.05);
  const Performance in_order = hasty_and_patient("fifo", 1e5, 1e5);
  const Performance by_priority = hasty_and_patient("priority", 1e5, 1e5);
  const auto hasty = [](const Performance& done) { return done.classes[0].latency.mean.estimate; };
  EXPECT_LT(hasty(between), hasty(in_order));
  EXPECT_GT(hasty(between), hasty(by_priority));
  EXPECT_NEAR(between.total.latency.mean.estimate, in_order.total.latency.mean.estimate,
              2.0 * in_order.total.latency.mean.half_width());
}

// ---------------------------------------------------------------- recorded arrivals

System replayed(const std::vector<double>& times) {
  System system = service_of({{"threads", "1"}}, {wait("1 s")});
  workload::Arrivals arrivals;
  arrivals.spacing = random::Distribution::deterministic(1.0);
  arrivals.replay = workload::Replay::of_times("times.csv", times);
  system.give_arrivals(arrivals);
  return system;
}

TEST(Replay, KeepsTheOrderOfTheGaps) {
  // Gaps of 0.5 and 1.5 in turn, at 0.8 per second 0.625 s and 1.875 s: every second request waits
  // 0.375 s for a server of 1 s. Shuffled, some would come in threes.
  const Performance done = replayed({10.0, 10.5, 12.0, 12.5, 14.0}).simulate(0.8);
  EXPECT_NEAR(done.total.latency.mean.estimate, 1.0 + 0.375 / 2.0, 1e-6);
  EXPECT_NEAR(done.total.throughput_rps.estimate, 0.8, 1e-3);
}

TEST(Replay, IsToldToTheFormulasByItsDispersion) {
  // Long runs of short and of long gaps: far from Poisson; and of equal gaps: none at all.
  std::vector<double> bursts{0.0};
  for (int i = 0; i < 10'000; ++i) bursts.push_back(bursts.back() + (i / 150 % 2 == 0 ? 0.1 : 1.9));
  std::vector<double> clock{0.0};
  for (int i = 0; i < 10'000; ++i) clock.push_back(clock.back() + 1.0);
  EXPECT_GT(workload::Replay::of_times("", bursts).dispersion(), 5.0);
  EXPECT_NEAR(workload::Replay::of_times("", clock).dispersion(), 0.0, 1e-9);
}

}  // namespace
}  // namespace headroom::models
