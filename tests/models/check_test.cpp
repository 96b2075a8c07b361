// Mistakes that need more than one parameter: where they are and what to do.
#include <string>

#include <gtest/gtest.h>

#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;

/// Codes and pointers of what a component's check finds: "unknown-size /size".
std::string found_in(const std::string& kind, const Typed& parameters,
                     const std::map<std::string, architecture::Steps>& operations = {}) {
  System system;
  system.add("it", kind, parameters, operations);
  const Diagnostics found = system.check("it");
  std::string text;
  for (const Diagnostic& each : found.all()) {
    EXPECT_FALSE(each.message.empty());
    text += (text.empty() ? "" : ", ") + each.code + " " + each.pointer;
  }
  return text;
}

TEST(Check, AUsualComponentOfEveryKindIsFine) {
  EXPECT_EQ(found_in("client", {{"to", "it"}}), "");
  EXPECT_EQ(found_in("load_balancer", {{"to", "it"}}), "");
  EXPECT_EQ(found_in("service", {{"size", "aws:m6i.large"}, {"threads", "8"}, {"max_queue", "0"}}),
            "");
  EXPECT_EQ(found_in("database", {{"size", "aws:db.r6g.large"}, {"data", "1 GiB"}}), "");
  EXPECT_EQ(found_in("cache", {{"size", "aws:cache.t4g.small"}, {"hit_ratio", "90 %"}}), "");
  EXPECT_EQ(found_in("message_queue", {}), "");
  EXPECT_EQ(found_in("worker", {{"vcpus", "0.5"}, {"from", "it"}}, {{"handle", {cpu("1 ms")}}}),
            "");
  EXPECT_EQ(found_in("external_api", {{"latency", "1 s"}}), "");
}

TEST(Check, TheMostReplicasAreNoFewerThanTheLeast) {
  EXPECT_EQ(found_in("service", {{"vcpus", "1"}, {"replicas", "3"}, {"max_replicas", "3"}}), "");
  EXPECT_EQ(found_in("service", {{"vcpus", "1"}, {"replicas", "3"}, {"max_replicas", "2"}}),
            "fewer-than-the-least /max_replicas");
}

TEST(Check, PrioritiesNeedWholeProcessorsWithoutContention) {
  EXPECT_EQ(found_in("service", {{"vcpus", "0.5"}, {"cpu_scheduling", "priority"}}),
            "priority-on-part-of-a-cpu /cpu_scheduling");
  EXPECT_EQ(
      found_in("service", {{"vcpus", "2"}, {"cpu_scheduling", "priority"}, {"contention", "1 %"}}),
      "priority-and-contention /contention");
  EXPECT_EQ(found_in("service", {{"vcpus", "2"}, {"order", "lifo"}}),
            "queue-without-threads /order");
}

TEST(Check, AnUnknownSizeNamesTheNearest) {
  System system;
  system.add("api", "service", {{"size", "aws:m6i.lrage"}});
  const Diagnostics found = system.check("api");
  ASSERT_EQ(found.errors(), 1U);
  EXPECT_EQ(found.all()[0].code, "unknown-size");
  EXPECT_EQ(found.all()[0].pointer, "/size");
  EXPECT_EQ(found.all()[0].hint, "did you mean \"aws:m6i.large\"?");
}

TEST(Check, AReplicaHasOneDescriptionOfItsMachine) {
  EXPECT_EQ(found_in("service", {}), "missing-size ");
  EXPECT_EQ(found_in("service", {{"runs_on", "aws:m6i.large"}}), "missing-size ");
  EXPECT_EQ(found_in("service", {{"size", "aws:m6i.large"}, {"vcpus", "2"}}),
            "size-and-vcpus /vcpus");
  EXPECT_EQ(found_in("cache", {{"size", "aws:cache.t4g.small"},
                               {"hit_ratio", "90 %"},
                               {"memory", "2 GiB"},
                               {"runs_on", "aws:m6i.large"}}),
            "size-and-memory /memory, size-and-runs_on /runs_on");
}

TEST(Check, AContainerFitsOnItsNode) {
  const Typed fits = {{"vcpus", "2"}, {"memory", "8 GiB"}, {"runs_on", "aws:m6i.large"}};
  const Typed memory = {{"vcpus", "1"}, {"memory", "9 GiB"}, {"runs_on", "aws:m6i.large"}};
  EXPECT_EQ(found_in("service", fits), "");
  EXPECT_EQ(found_in("service", memory), "larger-than-node /runs_on");
  EXPECT_EQ(found_in("service", {{"vcpus", "1"}, {"runs_on", "aws:nothing"}}),
            "unknown-size /runs_on");
}

TEST(Check, ABurstableSizeIsOnlyAWarning) {
  System system;
  system.add("api", "service", {{"size", "aws:t3.large"}});
  const Diagnostics found = system.check("api");
  EXPECT_EQ(found.errors(), 0U);
  ASSERT_EQ(found.warnings(), 1U);
  EXPECT_NE(found.all()[0].message.find("sustains 30 %"), std::string::npos);
}

TEST(Check, AQueueForThreadsNeedsThreads) {
  EXPECT_EQ(found_in("service", {{"vcpus", "1"}, {"max_queue", "5"}, {"queue_timeout", "1 s"}}),
            "queue-without-threads /max_queue, queue-without-threads /queue_timeout");
}

TEST(Check, ADatabaseRunsTheEngineOfItsSize) {
  const auto engine = [](const std::string& size, const std::string& name) {
    return found_in("database", {{"size", size}, {"engine", name}, {"data", "1 GiB"}});
  };
  EXPECT_EQ(engine("aws:db.r6g.large", "mysql"), "engine-mismatch /engine");
  EXPECT_EQ(engine("aws:mysql.db.r6g.large", "mysql"), "");
  EXPECT_EQ(engine("aws:mysql.db.r6g.large", "aurora-mysql"), "engine-mismatch /engine");
  EXPECT_EQ(engine("gcp:cloud-sql.mysql-or-postgresql.db-custom-2-7680", "mysql"), "");
  EXPECT_EQ(engine("aws:m6i.large", "mysql"), "");  // its own installation
}

TEST(Check, AQueueIsEitherManagedOrItsOwn) {
  EXPECT_EQ(
      found_in("message_queue", {{"broker", "aws:mq.rabbit.m5.large"}, {"size", "aws:m6i.large"}}),
      "broker-and-machine /broker");
}

TEST(Check, AWorkerHandlesMessagesAndNothingElse) {
  EXPECT_EQ(found_in("worker", {{"vcpus", "1"}, {"from", "it"}}, {{"page", {cpu("1 ms")}}}),
            "operation-of-worker /operations/page");
}

TEST(Check, CountsOfCallsAreNumbersUpToAThousand) {
  const auto calls = [](const std::string& times) {
    return found_in("service", {{"vcpus", "1"}},
                    {{"page", {cpu("1 ms"), call("db", "read", times)}}});
  };
  EXPECT_EQ(calls("1000"), "");
  EXPECT_EQ(calls("1000.5"), "count-too-large /operations/page/1/times");
  EXPECT_EQ(calls("uniform(1, 3)"), "random-count /operations/page/1/times");
  const architecture::Repeat nested{{io("2000")}, Ratio(0.5)};
  EXPECT_EQ(found_in("database", {{"vcpus", "1"}, {"data", "1 GiB"}},
                     {{"scan", {architecture::Step{nested}}}}),
            "count-too-large /operations/scan/0/repeat/0/io");
}

}  // namespace
}  // namespace headroom::models
