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

/// A service "api" with this one operation; nothing but its own parameters takes time.
System service_of(Typed parameters, const Steps& steps) {
  System system;
  parameters.emplace("network", "0 s");
  parameters.emplace("vcpus", "1");
  system.add("api", "service", parameters, {{"page", steps}});
  system.enter({"api", "page"});
  return system;
}

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

}  // namespace
}  // namespace headroom::models
