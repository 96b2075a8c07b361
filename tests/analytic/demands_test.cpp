#include "core/analytic/demands.h"

#include <limits>

#include <gtest/gtest.h>

#include "tests/sim/networks.h"

namespace headroom::analytic {
namespace {

using network::Op;
using random::Distribution;
using sim::testing::pool;
using sim::testing::rate;
using sim::testing::Sketch;
using sim::testing::station;
using sim::testing::step;

network::Step branch(std::uint32_t site, double probability, std::uint32_t target) {
  network::Step made = step(Op::branch, 0, site, target);
  made.probability = static_cast<float>(probability);
  return made;
}

TEST(Demands, FeedbackIsAGeometricNumberOfVisits) {
  // 3 requests/s, 0.2 s each, one quarter of the attempts is repeated: X = 4, U = 0.8.
  Sketch sketch;
  const auto group = sketch.group(
      "server", 1, {station(1)}, {Distribution::exponential(0.2), Distribution::uniform(0.0, 1.0)});
  const auto entry = sketch.program({step(Op::serve, 0, 0), branch(1, 0.25, 2), step(Op::end)});
  sketch.open_source(group, entry);
  const Demands result = demands(sketch.net);
  EXPECT_NEAR(result.visits[0][0], 4.0 / 3.0, 1e-12);
  EXPECT_NEAR(result.work_s[0][0], 0.2 * 4.0 / 3.0, 1e-12);
  EXPECT_NEAR(offered_utilization(sketch.net, result, rate(3.0))[0], 0.8, 1e-12);
  EXPECT_NEAR(saturation_factor(sketch.net, result, rate(3.0)), 1.25, 1e-12);
}

TEST(Demands, ClassesInFrontOfALineWithPrioritiesHaveTheirOwn) {
  network::Resource line = pool(1);
  line.order = network::Order::priority;
  Sketch sketch;
  const auto group = sketch.group("server", 1, {line, station(2)},
                                  {Distribution::exponential(0.2), Distribution::exponential(0.5)});
  for (std::uint32_t k = 0; k < 2; ++k) {
    sketch.open_source(group, sketch.program({step(Op::acquire, 0), step(Op::serve, 1, k),
                                              step(Op::release, 0), step(Op::end)}));
    sketch.net.sources.back().priority = static_cast<std::uint8_t>(k);
  }
  const Demands result = demands(sketch.net);
  EXPECT_NEAR(result.work_s[0][1], 0.2, 1e-12);
  EXPECT_NEAR(result.work_s[1][1], 0.5, 1e-12);
  EXPECT_NEAR(result.visits[1][0], 1.0, 1e-12);
}

TEST(Demands, CallsForksAndReplicasAddUp) {
  Sketch sketch;
  const auto db = sketch.group("db", 1, {station(2)}, {Distribution::exponential(0.01)});
  const auto read = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
  const auto call = sketch.call(db, read);
  const auto web =
      sketch.group("web", 4, {pool(8), station(1)}, {Distribution::deterministic(0.004)});
  const auto page =
      sketch.program({step(Op::acquire, 0), step(Op::serve, 1, 0), step(Op::spawn, 0, 0, call),
                      step(Op::spawn, 0, 0, call), step(Op::join), step(Op::call, 0, 0, call),
                      step(Op::release, 0), step(Op::end)});
  sketch.open_source(web, page);
  const Demands result = demands(sketch.net);
  EXPECT_NEAR(result.visits[0][blueprint_index(sketch.net, db, 0)], 3.0, 1e-12);
  EXPECT_NEAR(result.visits[0][blueprint_index(sketch.net, web, 0)], 1.0, 1e-12);
  EXPECT_NEAR(result.operations[0][db], 3.0, 1e-12);
  EXPECT_NEAR(result.operations[0][web], 1.0, 1e-12);
  const auto utilization = offered_utilization(sketch.net, result, rate(50.0));
  EXPECT_NEAR(utilization[blueprint_index(sketch.net, db, 0)], 50.0 * 3 * 0.01 / 2, 1e-12);
  EXPECT_NEAR(utilization[blueprint_index(sketch.net, web, 1)], 50.0 * 0.004 / 4, 1e-12);
  EXPECT_EQ(utilization[blueprint_index(sketch.net, web, 0)], 0.0);
}

TEST(Demands, MessagesReachTheirConsumersInProportion) {
  Sketch sketch;
  network::Resource messages;
  messages.label = "messages";
  messages.kind = network::ResourceKind::buffer;
  const auto queue = sketch.group("queue", 1, {messages}, {});
  const auto publish = sketch.program({step(Op::dispatch, 0), step(Op::end)});
  for (const double consumers : {1.0, 3.0}) {
    const auto worker =
        sketch.group("worker " + std::to_string(consumers), 1, {pool(consumers), station(1)},
                     {Distribution::exponential(0.1)});
    const auto handle =
        sketch.program({step(Op::serve, 1, 0), step(Op::release, 0), step(Op::end)});
    sketch.net.consumers.push_back({queue, 0, worker, 0, handle});
  }
  sketch.open_source(queue, publish);
  const Demands result = demands(sketch.net);
  EXPECT_NEAR(result.visits[0][blueprint_index(sketch.net, queue, 0)], 1.0, 1e-12);
  EXPECT_NEAR(result.operations[0][2], 0.75, 1e-12);
  EXPECT_NEAR(result.work_s[0][blueprint_index(sketch.net, 1, 1)], 0.025, 1e-12);
  EXPECT_NEAR(result.work_s[0][blueprint_index(sketch.net, 2, 1)], 0.075, 1e-12);
}

TEST(Demands, NothingUsedNeverSaturates) {
  Sketch sketch;
  const auto group = sketch.group("idle", 1, {station(1)}, {});
  sketch.open_source(group, sketch.program({step(Op::end)}));
  EXPECT_EQ(saturation_factor(sketch.net, demands(sketch.net), rate(1.0)),
            std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace headroom::analytic
