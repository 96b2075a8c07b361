// Messages that are handed over again, against closed forms.
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using architecture::Fail;
using architecture::Steps;
using network::Performance;

/// Messages come straight into a queue; enough consumers that none waits.
System queue_of(Typed queue, const Steps& handle, const std::string& consumers = "1000") {
  System system;
  queue.emplace("delay", "0 s");
  system.add("mails", "message_queue", queue);
  system.add("mailer", "worker", {{"from", "mails"}, {"vcpus", "1"}, {"concurrency", consumers}},
             {{"handle", handle}});
  system.enter({"mails", "send"});
  return system;
}

TEST(Redelivery, ComesBackUntilItWasHandedOverOftenEnough) {
  const double fails = 0.4;
  const System system =
      queue_of({{"max_receives", "3"}}, {wait("exponential(10 ms)"), {Fail{Ratio(fails)}}});
  const Performance done = system.simulate(100.0);
  expect_near(done.total.error_ratio, std::pow(fails, 3), 0.1);
  const double deliveries = 1.0 + fails + fails * fails;
  EXPECT_NEAR(resource(done, "mails", "messages").visits_per_s, 100.0 * deliveries,
              0.02 * 100.0 * deliveries);
  // A success at the k-th delivery has taken k handlings.
  double mean = 0.0;
  for (int k = 1; k <= 3; ++k) mean += k * 0.01 * std::pow(fails, k - 1) * (1.0 - fails);
  expect_near(done.total.latency.mean, mean / (1.0 - std::pow(fails, 3)));
}

TEST(Redelivery, OfAFailureWaitsForTheVisibilityTimeout) {
  const double fails = 0.5;
  const System system = queue_of({{"max_receives", "4"}, {"visibility_timeout", "100 ms"}},
                                 {wait("10 ms"), {Fail{Ratio(fails)}}});
  const Performance done = system.simulate(100.0);
  double mean = 0.0;
  for (int k = 1; k <= 4; ++k)
    mean += ((k - 1) * 0.1 + 0.01) * std::pow(fails, k - 1) * (1.0 - fails);
  expect_near(done.total.latency.mean, mean / (1.0 - std::pow(fails, 4)));
  expect_near(done.total.error_ratio, std::pow(fails, 4), 0.1);
}

TEST(Redelivery, OfASlowHandlingIsADuplicate) {
  // The k-th copy begins (k - 1) timeouts after the first; the first to end, ends the message:
  // P(T > k V + s) = exp(-mu (V k (k + 1) / 2 + (k + 1) s)) while further copies may begin.
  const double handling = 0.1;
  const double visible = 0.06;
  const int most = 4;
  const System system =
      queue_of({{"max_receives", std::to_string(most)}, {"visibility_timeout", "60 ms"}},
               {wait("exponential(100 ms)")});
  double mean = 0.0;
  double deliveries = 0.0;
  for (int k = 0; k < most; ++k) {
    const double begins = std::exp(-visible * k * (k + 1) / 2.0 / handling);
    const double ends = k + 1 < most ? std::exp(-(k + 1) * visible / handling) : 0.0;
    deliveries += begins;
    mean += begins * (1.0 - ends) * handling / (k + 1);
  }
  const Performance done = system.simulate(50.0);
  expect_near(done.total.latency.mean, mean);
  EXPECT_EQ(done.total.error_ratio.estimate, 0.0);
  EXPECT_NEAR(resource(done, "mails", "messages").visits_per_s, 50.0 * deliveries,
              0.02 * 50.0 * deliveries);
  // Nobody tells the others: each handles its copy to the end.
  expect_near(resource(done, "mailer", "consumers").utilization,
              50.0 * deliveries * handling / 1000.0);
}

TEST(Redelivery, OfSlowHandlingsTakesWhatTheConsumersHaveLeft) {
  // 10 consumers of 100 ms take 100/s. With every message seen twice they cannot take 60; but a
  // copy that still waits when its message is done is taken out, so that they are busy and no more.
  const Steps slow = {wait("100 ms")};
  const auto busy = [&](const Typed& queue) {
    const Performance done = queue_of(queue, slow, "10").simulate(60.0);
    EXPECT_TRUE(done.stable);
    return resource(done, "mailer", "consumers").utilization;
  };
  expect_near(busy({}), 0.6);
  EXPECT_GT(busy({{"max_receives", "2"}, {"visibility_timeout", "50 ms"}}).estimate, 0.9);
}

TEST(Redelivery, SendsWhatIsHandedOverTooOftenToAnotherQueue) {
  System system = queue_of({{"max_receives", "2"}, {"dead_letters", "graveyard"}},
                           {wait("1 ms"), {Fail{Ratio(0.5)}}});
  system.add("graveyard", "message_queue", {{"delay", "0 s"}});
  system.add("digger", "worker", {{"from", "graveyard"}, {"vcpus", "1"}},
             {{"handle", {wait("1 ms")}}});
  const Performance done = system.simulate(200.0);
  expect_near(done.total.error_ratio, 0.25, 0.05);
  EXPECT_NEAR(resource(done, "graveyard", "messages").visits_per_s, 50.0, 2.0);
}

TEST(Redelivery, OfABatchHandsOverEachMessageAgain) {
  // One consumer, batches of 4, every second handling fails: what is dropped is a quarter.
  const System system = queue_of({{"max_receives", "2"}, {"batch", "4"}, {"batch_wait", "20 ms"}},
                                 {wait("1 ms"), {Fail{Ratio(0.5)}}}, "1");
  const Performance done = system.simulate(200.0);
  expect_near(done.total.error_ratio, 0.25, 0.05);
  EXPECT_NEAR(resource(done, "mails", "messages").visits_per_s, 300.0, 6.0);
}

TEST(Redelivery, LosesNoRequestWhoseCopiesAreDropped) {
  // A copy that the queue does not keep takes those with it whose handling has failed: what comes
  // also leaves, though two consumers are asked for three times what they can do.
  const System system = queue_of({{"max_receives", "5"},
                                  {"retention", "200 ms"},
                                  {"visibility_timeout", "100 ms"},
                                  {"batch", "2"}},
                                 {wait("exponential(100 ms)"), {Fail{Ratio(0.5)}}}, "2");
  const Performance done = system.simulate(60.0);
  EXPECT_TRUE(done.stable);
  EXPECT_GT(done.total.error_ratio.estimate, 0.3);
  EXPECT_NEAR(done.total.throughput_rps.estimate, 60.0, 0.6);
}

TEST(Redelivery, DeadLettersOfAQueueWithoutMessagesAreNone) {
  System system;
  system.add("api", "service", {{"vcpus", "1"}}, {{"page", {cpu("1 ms")}}});
  for (const std::string queue : {"jobs", "dead"}) {
    Typed typed;
    if (queue == "jobs") typed = {{"dead_letters", "dead"}, {"max_receives", "2"}};
    system.add(queue, "message_queue", typed);
    system.add(queue + "-reader", "worker", {{"from", queue}, {"vcpus", "1"}},
               {{"handle", {cpu("1 ms")}}});
  }
  system.enter({"api", "page"});
  EXPECT_EQ(system.compile_with_warnings().consumers.size(), 2U);
}

}  // namespace
}  // namespace headroom::models
