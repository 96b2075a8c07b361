// Messages that are handed over and handled together, against closed forms.
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using architecture::Each;
using architecture::Steps;
using network::Load;
using network::Performance;

Load at(double rps) { return {{{PerSecond(rps), 0}}}; }

/// Messages come straight into a queue, whose one worker handles them so.
System queue_of(Typed queue, Typed worker, const Steps& handle) {
  System system;
  queue.emplace("delay", "0 s");
  worker.emplace("from", "mails");
  worker.emplace("vcpus", "1");
  system.add("mails", "message_queue", queue);
  system.add("mailer", "worker", worker, {{"handle", handle}});
  system.enter({"mails", "send"});
  return system;
}

/// M/M[b]/1. [Gross & Harris, Fundamentals of Queueing Theory, bulk service: the numbers come from
/// the root of its characteristic equation]
struct Bulk {
  double rate, service_rate;
  int size;
  double mean_wait_s, idle;
};
constexpr Bulk kBulks[] = {{1.5, 1.0, 4, 0.976923597794, 0.191605197606},
                           {300.0, 20.0, 32, 0.0610144680941, 0.00343041146396}};

System bulk_system(const Bulk& bulk) {
  return queue_of({{"batch", std::to_string(bulk.size)}}, {},
                  {wait("exponential(" + std::to_string(1000.0 / bulk.service_rate) + " ms)")});
}

TEST(MessageBatches, AreServedAsBulks) {
  for (const Bulk& bulk : kBulks) {
    const Performance done = bulk_system(bulk).simulate(bulk.rate, 0.01);
    expect_near(done.total.latency.mean, bulk.mean_wait_s + 1.0 / bulk.service_rate);
    expect_near(resource(done, "mails", "messages").mean_wait_s, bulk.mean_wait_s);
    expect_near(resource(done, "mailer", "consumers").utilization, 1.0 - bulk.idle);
  }
}

TEST(MessageBatches, AreKnownToTheFormulas) {
  for (const Bulk& bulk : kBulks) {
    const Performance solved = analytic::solve(bulk_system(bulk).compile(), at(bulk.rate));
    EXPECT_NEAR(resource(solved, "mails", "messages").mean_wait_s.estimate, bulk.mean_wait_s,
                1e-6 * bulk.mean_wait_s);
    EXPECT_NEAR(resource(solved, "mailer", "consumers").utilization.estimate, 1.0 - bulk.idle,
                1e-6);
    EXPECT_NEAR(solved.components[1].throughput_rps.estimate, bulk.rate, 1e-6);
  }
}

TEST(MessageBatches, OverflowOnlyWhenFullBatchesDo) {
  const System system = queue_of({{"batch", "8"}}, {}, {wait("exponential(10 ms)")});
  EXPECT_TRUE(analytic::solve(system.compile(), at(780.0)).stable);
  EXPECT_FALSE(analytic::solve(system.compile(), at(820.0)).stable);
  EXPECT_FALSE(system.simulate(820.0).stable);
}

TEST(MessageBatches, RunSomeStepsOnceAndOthersForEach) {
  // Four come at once and make a batch: 10 ms for all and 5 ms for each.
  System system = queue_of({{"batch", "4"}, {"batch_wait", "1 s"}}, {},
                           {wait("10 ms"), {Each{{wait("2 ms"), wait("3 ms")}}}});
  workload::Arrivals arrivals;
  arrivals.together = random::Distribution::deterministic(4.0);
  system.give_arrivals(arrivals);
  const Performance done = system.simulate(4.0);
  const double busy = 1.0 * 0.030;  // M/D/1 of batches
  expect_near(done.total.latency.mean, 0.030 + busy * 0.030 / 2.0 / (1.0 - busy));
  expect_near(resource(done, "mailer", "consumers").utilization, busy);
}

TEST(MessageBatches, LingerFromTheFirstMessageOn) {
  // Enough consumers: the first of a batch waits the whole time, those that follow half of it.
  const double rate = 50.0;
  const double linger = 0.1;
  const System system = queue_of({{"batch", "1000"}, {"batch_wait", "100 ms"}},
                                 {{"concurrency", "1000"}}, {wait("1 ms")});
  const double waits = (linger + rate * linger * linger / 2.0) / (1.0 + rate * linger);
  const Performance done = system.simulate(rate);
  expect_near(resource(done, "mails", "messages").mean_wait_s, waits);
  const double batches = rate / (1.0 + rate * linger);
  EXPECT_NEAR(resource(done, "mailer", "consumers").visits_per_s, batches, 0.02 * batches);
  const Performance solved = analytic::solve(system.compile(), at(rate));
  EXPECT_NEAR(resource(solved, "mailer", "consumers").visits_per_s, batches, 1e-6);
}

TEST(MessageBatches, ShareTheirFate) {
  const Performance done = queue_of({{"batch", "4"}}, {},
                                    {wait("exponential(10 ms)"), {architecture::Fail{Ratio(0.25)}}})
                               .simulate(300.0);
  expect_near(done.total.error_ratio, 0.25, 0.05);
}

TEST(MessageBatches, AreDroppedOneByOneWhenTheyWaitTooLong) {
  // Twice as many as full batches can take: half of them run out of their retention.
  const Performance done =
      queue_of({{"batch", "4"}, {"retention", "1 s"}}, {}, {wait("exponential(10 ms)")})
          .simulate(800.0);
  EXPECT_TRUE(done.stable);
  expect_near(done.total.error_ratio, 0.5, 0.02);
}

TEST(MessageBatches, EachStandsDirectlyInTheHandling) {
  const System nested =
      queue_of({}, {}, {{architecture::Repeat{{{Each{{wait("1 ms")}}}}, Ratio(0.1)}}});
  const Diagnostics found = nested.validate();
  ASSERT_EQ(found.all().size(), 1U);
  EXPECT_EQ(found.all()[0].code, "each-within-others");
  EXPECT_EQ(found.all()[0].pointer, "/components/mailer/operations/handle/0/repeat/0/each");
}

}  // namespace
}  // namespace headroom::models
