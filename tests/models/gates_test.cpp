// Breakers and retry budgets in the engine, against Markov chains of their own.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/sim/transient.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using architecture::Breaker;
using architecture::Call;
using architecture::RetryBudget;
using network::Performance;

/// Calls a foreign service that fails at random, after 1 ms.
System caller_of_failing(double errors, const Call& call) {
  System system;
  system.add("api", "service", {{"vcpus", "1"}, {"network", "0 s"}}, {{"page", {{call}}}});
  system.add("mail", "external_api",
             {{"latency", "1 ms"}, {"error_ratio", std::to_string(100.0 * errors) + " %"}});
  system.enter({"api", "page"});
  return system;
}

Call sending() { return std::get<Call>(call("mail", "send").action); }

/// Attempts per request with one retry from a gRPC budget of 10 tokens, success 0.1: the chain of
/// (tenths of tokens, whether the next attempt is a retry), by iteration to its steady state.
double attempts_per_request(double errors) {
  constexpr std::size_t kTenths = 101;
  using Chain = std::array<std::array<double, 2>, kTenths>;
  Chain now{};
  now[kTenths - 1][0] = 1.0;
  for (int i = 0; i < 20'000; ++i) {
    Chain next{};
    for (std::size_t x = 0; x < kTenths; ++x)
      for (std::size_t retry = 0; retry < 2; ++retry) {
        const std::size_t lower = x < 10 ? 0 : x - 10;
        const bool again = retry == 0 && lower > 50;
        next[std::min(x + 1, kTenths - 1)][0] += (1.0 - errors) * now[x][retry];
        next[lower][again ? 1 : 0] += errors * now[x][retry];
      }
    now = next;
  }
  double first = 0.0;
  for (const auto& state : now) first += state[0];
  return 1.0 / first;
}

TEST(RetryBudget, LetsAsManyRetriesThroughAsItsMarkovChain) {
  // Retries stop at 9.1 % of failures: 0.1 / 1.1.
  for (const double errors : {0.05, 0.1, 0.2}) {
    Call call = sending();
    call.retries = 1;
    call.timeout = Seconds(1.0);
    call.retry_budget = RetryBudget{};
    const Performance done = caller_of_failing(errors, call).simulate(5.0, 0.01);
    const double attempts =
        done.components[1].throughput_rps.estimate / done.components[0].throughput_rps.estimate;
    EXPECT_NEAR(attempts, attempts_per_request(errors), 0.004) << errors;
  }
}

TEST(CircuitBreaker, RefusesWhatComesWhileItIsOpen) {
  // Opens at every failure for T: a call that is made is followed by f rate T refused ones.
  Call call = sending();
  call.breaker = Breaker{.failures = Ratio(1.0), .min_calls = 1, .calls = 1, .open = Seconds(0.5)};
  const Performance done = caller_of_failing(0.3, call).simulate(10.0);
  const double refused = 0.3 * 10.0 * 0.5;
  expect_near(done.components[1].throughput_rps, 10.0 / (1.0 + refused), 0.05);
  expect_near(done.total.error_ratio, (refused + 0.3) / (1.0 + refused), 0.05);
}

TEST(CircuitBreaker, OpensWhenACallWasSlow) {
  // One user thinks for 1/z and calls for an exponential time of 1 s; a call of more than t opens
  // the breaker for T, in which z T calls are refused at once.
  constexpr double kLimit = 0.7;
  Call call = std::get<Call>(testing::call("mail", "send").action);
  call.breaker = Breaker{.min_calls = 1,
                         .calls = 1,
                         .open = Seconds(3.0),
                         .slow_after = Seconds(kLimit),
                         .slow = Ratio(1.0)};
  System system;
  system.add("users", "client", {{"to", "api"}, {"think_time", "exponential(500 ms)"}});
  system.add("api", "service", {{"vcpus", "1"}, {"network", "0 s"}}, {{"page", {{call}}}});
  system.add("mail", "external_api", {{"latency", "exponential(1 s)"}});
  system.enter({"users", "page"});
  const Performance done = system.simulate({PerSecond(0.0), 1}, 0.01);
  const double refused = std::exp(-kLimit) * 3.0 / 0.5;  // by each call that is made
  expect_near(done.total.error_ratio, refused / (1.0 + refused), 0.02);
}

// ---------------------------------------------------------------- collapse

/// Four workers of exponential 20 ms (200/s) behind a queue, offered 190/s; clients give up after
/// 150 ms and try twice more, with a random back-off of 50 ms on average.
System retry_storm(const Typed& line, const std::optional<RetryBudget>& budget = {}) {
  System system;
  Call call = std::get<Call>(testing::call("api", "page").action);
  call.timeout = Seconds(0.15);
  call.retries = 2;
  call.backoff = amount("uniform(0 ms, 100 ms)", architecture::Dimension::duration);
  call.retry_budget = budget;
  system.add("clients", "service", {{"vcpus", "1"}, {"network", "0 s"}}, {{"ask", {{call}}}});
  Typed server = line;
  server.merge(Typed{{"vcpus", "1"}, {"network", "0 s"}, {"threads", "4"}});
  system.add("api", "service", server, {{"page", {wait("exponential(20 ms)")}}});
  system.enter({"clients", "ask"});
  return system;
}

sim::Transient from_empty(const System& system) {
  const sim::TransientOptions options{
      .duration = Seconds(73.0), .bins = 73, .replications = 40, .warm_up_requests = 0};
  return *sim::simulate_transient(system.compile(), {{{PerSecond(190.0), 0}}}, options);
}

/// Sum over the bins [first, last), of one second each.
struct Flows {
  double offered = 0.0;
  double answered = 0.0;
  double attempts = 0.0;  ///< at the server

  [[nodiscard]] double goodput_ratio() const { return answered / offered; }
  [[nodiscard]] double attempts_per_request() const { return attempts / offered; }
};
Flows between(const sim::Transient& run, std::size_t first, std::size_t last) {
  Flows sum;
  for (std::size_t bin = first; bin < last; ++bin) {
    sum.offered += run.bins[bin].offered_rps.estimate;
    sum.answered += run.bins[bin].goodput_rps.estimate;
    sum.attempts += run.bins[bin].begun_rps[0].estimate;  // the server "api" is the first by name
  }
  return sum;
}

/// Requests answered per second in the minute after the first 13 s.
double goodput(const System& system) { return between(from_empty(system), 13, 73).answered / 60.0; }

TEST(RetryStorm, CollapsesBehindALongQueue) {
  // A server measured so: 25 % goodput over the first 13 s from empty, then nothing at all in the
  // minute that follows, at 3.0 attempts a request.
  const sim::Transient run = from_empty(retry_storm({{"max_queue", "200"}}));
  EXPECT_NEAR(between(run, 0, 13).goodput_ratio(), 0.25, 0.05);
  EXPECT_LT(between(run, 13, 73).answered / 60.0, 0.5);
  EXPECT_NEAR(between(run, 13, 73).attempts_per_request(), 3.0, 0.02);
}

TEST(RetryStorm, StaysAwayBehindAShortOne) {
  // Measured: 179/s at 1.28 attempts a request, in one minute; minutes differ by 3.2/s and 0.07
  // (standard deviation of the simulated ones), so the mean lies within 1.5 times that.
  const Flows flows = between(from_empty(retry_storm({{"max_queue", "20"}})), 13, 73);
  EXPECT_NEAR(flows.answered / 60.0, 179.0, 4.8);
  EXPECT_NEAR(flows.attempts_per_request(), 1.28, 0.1);
}

TEST(RetryStorm, AServerThatDropsWhatIsTooOldOrARetryBudgetPreventIt) {
  EXPECT_GT(goodput(retry_storm({{"max_queue", "200"}, {"queue_timeout", "100 ms"}})), 160.0);
  EXPECT_GT(goodput(retry_storm({{"max_queue", "200"}}, RetryBudget{})), 120.0);
}

}  // namespace
}  // namespace headroom::models
