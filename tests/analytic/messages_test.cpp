// Workers that are too slow for their messages: the backlog grows, nobody who only sends is slowed.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "core/sim/simulate.h"
#include "tests/network/drawing.h"

namespace headroom::analytic {
namespace {

using network::ComponentBuilder;
using network::Network;
using network::Performance;
using network::ProgramBuilder;
using random::Distribution;

void add_queue(network::testing::Drawing& drawing, const std::string& name) {
  drawing
      .add(name, {.write =
                      [](ComponentBuilder& queue) {
                        const auto messages = queue.buffer("messages", {});
                        queue.operation("put",
                                        [&](ProgramBuilder& put) { put.dispatch(messages); });
                      },
                  .intake = network::Intake::messages})
      .operations["put"];
}

struct Worker {
  std::string from;
  double consumers = 1.0;
  std::uint32_t replicas = 1;
  double cores = 8.0;
  std::optional<std::string> sends_to = {};
  bool calls_database = false;
};

/// Every message takes 10 ms of CPU.
void add_worker(network::testing::Drawing& drawing, const std::string& name, const Worker& is) {
  drawing.add(name, "handle", [is](ComponentBuilder& worker) {
    worker.replicas(is.replicas, network::Policy::random);
    const auto consumers = worker.pool("consumers", {.tokens = is.consumers});
    const auto cpu = worker.station(
        "CPU", {.discipline = network::Discipline::processor_sharing, .capacity = is.cores});
    worker.consume(is.from, "handle", consumers, [&](ProgramBuilder& handle) {
      handle.serve(cpu, Distribution::exponential(10e-3), "cpu");
      if (is.calls_database) handle.call({"db", "read"}, {}, "db");
      if (is.sends_to) handle.send({*is.sends_to, "put"}, "on");
    });
  });
}

/// 1 ms of CPU, then a message to `queue`; `think_s`: of users, else an open stream.
void add_web(network::testing::Drawing& drawing, std::optional<double> think_s = {},
             bool calls_database = false) {
  drawing.add("web", "page", [=](ComponentBuilder& web) {
    if (think_s) web.think_time(Distribution::exponential(*think_s));
    const auto cpu = web.station("CPU", {.capacity = 4.0});
    web.operation("page", [&](ProgramBuilder& page) {
      page.serve(cpu, Distribution::exponential(1e-3), "cpu");
      if (calls_database) page.call({"db", "read"}, {}, "db");
      page.send({"queue", "put"}, "message");
    });
  });
  drawing.enter("page", {"web", "page"});
}

void add_database(network::testing::Drawing& drawing) {
  drawing.add("db", "read", [](ComponentBuilder& db) {
    const auto cpu =
        db.station("CPU", {.discipline = network::Discipline::processor_sharing, .capacity = 1.0});
    db.operation("read", [&](ProgramBuilder& read) {
      read.serve(cpu, Distribution::exponential(5e-3), "cpu");
    });
  });
}

network::Load open(double rate) { return {{{PerSecond(rate), 0}}}; }

const network::ComponentPerformance& component(const Performance& answer, const std::string& name) {
  return *std::ranges::find(answer.components, name, &network::ComponentPerformance::name);
}

TEST(Messages, PileUpBehindFewConsumersAndSlowNobodyWhoSends) {
  network::testing::Drawing drawing;
  add_web(drawing);
  add_queue(drawing, "queue");
  add_worker(drawing, "worker", {.from = "queue", .consumers = 2.0});
  const Performance answer = solve(drawing.compile(), open(300.0));
  EXPECT_FALSE(answer.stable);
  EXPECT_EQ(answer.unstable_component, "worker");
  EXPECT_EQ(answer.unstable_resource, "consumers");
  EXPECT_EQ(answer.total.throughput_rps.estimate, 300.0);
  EXPECT_NEAR(answer.backlog_growth_rps.estimate, 100.0, 1e-5);
}

TEST(Messages, PileUpBehindABusyProcessorAndSlowNobodyWhoSends) {
  network::testing::Drawing drawing;
  add_web(drawing);
  add_queue(drawing, "queue");
  add_worker(drawing, "worker", {.from = "queue", .consumers = 8.0, .replicas = 2, .cores = 1.0});
  const Network net = drawing.compile();
  const Performance answer = solve(net, open(300.0));
  EXPECT_EQ(answer.unstable_resource, "CPU");
  EXPECT_EQ(answer.total.throughput_rps.estimate, 300.0);
  EXPECT_NEAR(answer.backlog_growth_rps.estimate, 100.0, 1e-5);
  const Performance measured = *sim::simulate(net, open(300.0), {});
  EXPECT_FALSE(measured.stable);
  EXPECT_NEAR(measured.total.throughput_rps.estimate, 300.0,
              2.0 * measured.total.throughput_rps.half_width());
  EXPECT_NEAR(measured.backlog_growth_rps.estimate, 100.0,
              2.0 * measured.backlog_growth_rps.half_width());
}

TEST(Messages, PileUpAtTheLastHandoverOnly) {
  network::testing::Drawing drawing;
  add_web(drawing);
  add_queue(drawing, "queue");
  add_queue(drawing, "second");
  add_worker(drawing, "worker", {.from = "queue", .consumers = 8.0, .sends_to = "second"});
  add_worker(drawing, "slow", {.from = "second", .consumers = 1.0});
  const Performance answer = solve(drawing.compile(), open(300.0));
  EXPECT_EQ(answer.unstable_component, "slow");
  EXPECT_EQ(answer.total.throughput_rps.estimate, 300.0);
  EXPECT_NEAR(answer.backlog_growth_rps.estimate, 200.0, 1e-5);
  EXPECT_NEAR(component(answer, "worker").throughput_rps.estimate, 300.0, 1e-9);
}

TEST(Messages, TwoSlowWorkersEachKeepWhatTheyCanDo) {
  network::testing::Drawing drawing;
  add_web(drawing);
  add_queue(drawing, "queue");
  add_queue(drawing, "second");
  add_worker(drawing, "worker", {.from = "queue", .consumers = 2.0, .sends_to = "second"});
  add_worker(drawing, "slow", {.from = "second", .consumers = 1.0});
  const Performance answer = solve(drawing.compile(), open(300.0));
  EXPECT_EQ(answer.total.throughput_rps.estimate, 300.0);
  // 100/s stay in the first queue; of 200/s that go on, 100/s in the second.
  EXPECT_NEAR(answer.backlog_growth_rps.estimate, 200.0, 1e-4);
}

TEST(Messages, UsersAreNotSlowedByThem) {
  network::testing::Drawing drawing;
  add_web(drawing, 1.0);
  add_queue(drawing, "queue");
  add_worker(drawing, "worker", {.from = "queue", .consumers = 1.0});
  const Performance answer = solve(drawing.compile(), {{{PerSecond(0.0), 200}}});
  EXPECT_FALSE(answer.stable);
  EXPECT_EQ(answer.unstable_component, "worker");
  EXPECT_NEAR(answer.total.throughput_rps.estimate, 200.0 / 1.001, 0.01);
  EXPECT_NEAR(answer.backlog_growth_rps.estimate, 200.0 / 1.001 - 100.0, 0.01);
}

TEST(Messages, WhoWaitsForTheSameServerIsSlowedToo) {
  network::testing::Drawing drawing;
  add_web(drawing, {}, true);
  add_queue(drawing, "queue");
  add_database(drawing);
  add_worker(drawing, "worker", {.from = "queue", .consumers = 64.0, .calls_database = true});
  const Performance answer = solve(drawing.compile(), open(150.0));
  EXPECT_EQ(answer.unstable_component, "db");
  // The share x of the requests is let in and x of their messages: 150 (x + x^2) 5 ms = 1.
  const double share = (std::sqrt(1.0 + 4.0 / 0.75) - 1.0) / 2.0;
  EXPECT_NEAR(answer.total.throughput_rps.estimate, 150.0 * share, 1e-4);
}

TEST(Messages, ConsumersWorkOnProcessorsOfTheirOwn) {
  // Two consumers for two processors in each of three replicas: six servers in one line.
  network::testing::Drawing drawing;
  add_web(drawing);
  add_queue(drawing, "queue");
  add_worker(drawing, "worker", {.from = "queue", .consumers = 2.0, .replicas = 3, .cores = 2.0});
  const Performance answer = solve(drawing.compile(), open(500.0));
  ASSERT_TRUE(answer.stable);
  // M/M/6 with 5 erlang: C = 0.5875 [Erlang's tables], wait C / (600 - 500).
  EXPECT_NEAR(component(answer, "queue").resources[0].mean_wait_s.estimate, 5.875e-3, 5e-6);
}

}  // namespace
}  // namespace headroom::analytic
