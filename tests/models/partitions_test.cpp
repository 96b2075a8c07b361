// Messages that belong to partitions, each with a replica of its own: lines that do not help each
// other.
#include <string>

#include <gtest/gtest.h>

#include "core/analytic/queueing.h"
#include "core/analytic/solve.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using analytic::mmc;
using network::Load;
using network::Performance;

Load at(double rps) { return {{{PerSecond(rps), 0}}}; }

System topic_of(Typed topic, Typed worker) {
  System system;
  topic.emplace("delay", "0 s");
  worker.emplace("from", "topic");
  worker.emplace("vcpus", "1");
  system.add("topic", "message_queue", topic);
  system.add("reader", "worker", worker, {{"handle", {wait("exponential(10 ms)")}}});
  system.enter({"topic", "send"});
  return system;
}

TEST(Partitions, AreLinesOfTheirOwn) {
  // Eight for four replicas: each has M/M/1 with a quarter of the messages, not M/M/4.
  const System system = topic_of({{"partitions", "8"}}, {{"replicas", "4"}});
  const double alone = mmc(70.0, 100.0, 1).mean_response_s;
  expect_near(system.simulate(280.0).total.latency.mean, alone);
  EXPECT_NEAR(analytic::solve(system.compile(), at(280.0)).total.latency.mean.estimate, alone,
              1e-6);
}

TEST(Partitions, AreHandledByOneReplicaThatMayDoSeveralThings) {
  const System system = topic_of({{"partitions", "4"}}, {{"replicas", "2"}, {"concurrency", "3"}});
  expect_near(system.simulate(400.0).total.latency.mean, mmc(200.0, 100.0, 3).mean_response_s);
}

TEST(Partitions, LeaveTheReplicasIdleThatHaveNone) {
  const Performance done = topic_of({{"partitions", "2"}}, {{"replicas", "5"}}).simulate(140.0);
  expect_near(done.total.latency.mean, mmc(70.0, 100.0, 1).mean_response_s);
  expect_near(resource(done, "reader", "consumers").utilization, 1.4 / 5.0);
  const network::Network network = topic_of({{"partitions", "2"}}, {{"replicas", "5"}}).compile();
  EXPECT_FALSE(analytic::solve(network, at(220.0)).stable);
}

TEST(Partitions, TheHottestIsAHardLimit) {
  // Half of the messages belong to one partition: beyond 200/s its replica cannot keep up, however
  // many others there are.
  const System system =
      topic_of({{"partitions", "10"}, {"hottest_partition", "50 %"}}, {{"replicas", "10"}});
  const Performance done = system.simulate(160.0);
  const double hot = mmc(80.0, 100.0, 1).mean_response_s;
  const double cool = mmc(80.0 / 9.0, 100.0, 1).mean_response_s;
  expect_near(done.total.latency.mean, (hot + cool) / 2.0);
  EXPECT_TRUE(analytic::solve(system.compile(), at(190.0)).stable);
  EXPECT_FALSE(analytic::solve(system.compile(), at(210.0)).stable);
  const Performance over = system.simulate(230.0);
  EXPECT_FALSE(over.stable);
  EXPECT_EQ(over.unstable_component, "reader");
}

TEST(Partitions, AreReadInBatches) {
  const Performance done =
      topic_of({{"partitions", "3"}, {"batch", "4"}}, {{"replicas", "3"}}).simulate(450.0);
  // M/M[4]/1 at 1.5 messages per service. [Gross & Harris, bulk service]
  expect_near(done.total.latency.mean, 0.0197692359779);
}

TEST(Partitions, HaveOneWorker) {
  System system = topic_of({{"partitions", "8"}}, {});
  system.add("second", "worker", {{"from", "topic"}, {"vcpus", "1"}}, {{"handle", {wait("1 ms")}}});
  const Diagnostics found = system.validate();
  ASSERT_EQ(found.all().size(), 1U);
  EXPECT_EQ(found.all()[0].code, "two-workers");
  EXPECT_EQ(found.all()[0].pointer, "/components/second/from");
  EXPECT_TRUE(
      topic_of({{"partitions", "8"}, {"hottest_partition", "10 %"}}, {}).validate().has_errors());
}

}  // namespace
}  // namespace headroom::models
