// Load shedding by controlled delay: against a recursion over arrivals, and the closed form of
// a line with constant patience where the overload stays.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "core/sim/controlled_delay.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;

// ---------------------------------------------------------------- the rule

sim::ControlledDelay rule() { return sim::ControlledDelay({Seconds(0.005), Seconds(0.1)}); }

TEST(ControlledDelay, TurnsAwayInTheIntervalAfterOneWithoutAShortWait) {
  sim::ControlledDelay line = rule();
  EXPECT_FALSE(line.sheds(0.00, 0.0));    // begins an interval with a short wait
  EXPECT_FALSE(line.sheds(0.05, 1.0));    // not overloaded
  EXPECT_FALSE(line.sheds(0.10, 1.0));    // begins the next
  EXPECT_FALSE(line.sheds(0.15, 0.006));  // all of this interval wait for more than the target
  EXPECT_FALSE(line.sheds(0.21, 1.0));    // begins one that is overloaded; the first never goes
  EXPECT_TRUE(line.sheds(0.22, 0.0101));
  EXPECT_FALSE(line.sheds(0.23, 0.0099));  // not twice the target
  EXPECT_TRUE(line.sheds(0.30, 1.0));
}

TEST(ControlledDelay, EndsWithOneShortWait) {
  sim::ControlledDelay line = rule();
  for (const double now : {0.0, 0.1, 0.2}) EXPECT_FALSE(line.sheds(now, 1.0));
  EXPECT_TRUE(line.sheds(0.25, 1.0));
  EXPECT_FALSE(line.sheds(0.26, 0.005));
  EXPECT_TRUE(line.sheds(0.27, 1.0));   // to the end of this interval
  EXPECT_FALSE(line.sheds(0.31, 1.0));  // begins the next, which is not overloaded
  EXPECT_FALSE(line.sheds(0.35, 1.0));
}

// ---------------------------------------------------------------- a server

struct Lost {
  double share, utilization, mean_queue;
};

/// M/M/1 with controlled delay, customer by customer: whose turn it is begins or is turned away at
/// the time when the one before is done.
Lost one_server(double rate, double service_s, double target, double interval) {
  constexpr int kCustomers = 4'000'000;
  std::mt19937_64 words(20260501);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same every time
  std::exponential_distribution<double> unit(1.0);
  double arrival = 0.0, free = 0.0, busy = 0.0, waited = 0.0;
  double end = 0.0, least = 0.0;
  bool overloaded = false;
  int lost = 0;
  for (int i = 0; i < kCustomers; ++i) {
    arrival += unit(words) / rate;
    const double service = unit(words) * service_s;
    const double turn = std::max(arrival, free);
    const double wait = turn - arrival;
    waited += wait;
    bool goes = false;
    if (turn >= end) {
      overloaded = least > target;
      least = wait;
      end = turn + interval;
    } else {
      least = std::min(least, wait);
      goes = overloaded && wait > 2.0 * target;
    }
    lost += goes ? 1 : 0;
    free = goes ? turn : turn + service;
    busy += goes ? 0.0 : service;
  }
  return {static_cast<double>(lost) / kCustomers, busy / arrival, waited / arrival};
}

System shedding(const std::string& target, const std::string& interval) {
  return service_of({{"threads", "1"}, {"shed_above", target}, {"shed_interval", interval}},
                    {wait("exponential(10 ms)")});
}

TEST(Shedding, IsThatOfTheRecursion) {
  for (const double rate : {80.0, 100.0, 150.0, 300.0}) {
    const Lost truth = one_server(rate, 0.01, 0.02, 0.1);
    const network::Performance done = shedding("20 ms", "100 ms").simulate(rate, 0.01);
    SCOPED_TRACE(rate);
    expect_near(done.total.error_ratio, truth.share, 0.1);
    expect_near(resource(done, "api", "threads").utilization, truth.utilization);
    expect_near(resource(done, "api", "threads").mean_queue, truth.mean_queue, 0.05);
  }
}

TEST(Shedding, LosesFewOfABurstThatDrains) {
  // Twice the target is the limit of both; only the timeout turns away what exceeds it for a
  // moment.
  const network::Performance timed =
      service_of({{"threads", "1"}, {"queue_timeout", "40 ms"}}, {wait("exponential(10 ms)")})
          .simulate(50.0);
  const network::Performance shed = shedding("20 ms", "1 s").simulate(50.0);
  EXPECT_GT(timed.total.error_ratio.estimate, 0.03);
  EXPECT_LT(shed.total.error_ratio.estimate, 1e-4);
}

TEST(Shedding, InAnOverloadThatStaysIsATimeoutForTheFormulas) {
  const network::Network net = shedding("50 ms", "100 ms").compile();
  const network::Performance done = shedding("50 ms", "100 ms").simulate(200.0);
  const network::Performance solved = analytic::solve(net, {{{PerSecond(200.0), 0}}});
  EXPECT_NEAR(solved.total.error_ratio.estimate, done.total.error_ratio.estimate, 0.005);
  const double queue = resource(done, "api", "threads").mean_queue.estimate;
  EXPECT_NEAR(resource(solved, "api", "threads").mean_queue.estimate, queue, 0.1 * queue);
}

TEST(Shedding, BelowCapacityIsNoneForTheFormulas) {
  const network::Performance solved =
      analytic::solve(shedding("1 ms", "100 ms").compile(), {{{PerSecond(90.0), 0}}});
  EXPECT_EQ(solved.total.error_ratio.estimate, 0.0);
  EXPECT_NEAR(solved.total.latency.mean.estimate, 0.1, 1e-9);
}

TEST(Shedding, NeedsALimitOnThreads) {
  const Diagnostics found = service_of({{"shed_above", "1 ms"}}, {wait("10 ms")}).validate();
  ASSERT_EQ(found.all().size(), 1U);
  EXPECT_EQ(found.all()[0].code + found.all()[0].pointer,
            "queue-without-threads/components/api/shed_above");
}

}  // namespace
}  // namespace headroom::models
