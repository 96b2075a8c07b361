// Visits and work of compiled networks, against sums done by hand.
#include <gtest/gtest.h>

#include "core/analytic/demands.h"
#include "tests/network/benchmarks.h"

namespace headroom::analytic {
namespace {

using namespace network;
using network::testing::Drawing;
using random::Distribution;

std::size_t index_of(const Network& net, const std::string& component, std::uint32_t resource = 0) {
  return blueprint_index(net, net.group_named(component), resource);
}

// Branches keep their probability in single precision.
constexpr double kSingle = 1e-7;

TEST(CompiledDemands, WebTier) {
  const Network net = network::testing::web_tier().compile();
  const Demands found = demands(net);
  EXPECT_NEAR(found.visits[0][index_of(net, "app")], 1.0, kSingle);
  EXPECT_NEAR(found.visits[0][index_of(net, "cache")], 0.6, kSingle);
  EXPECT_NEAR(found.visits[0][index_of(net, "db")], 0.4 + 0.6 * 0.2, kSingle);
  EXPECT_NEAR(found.work_s[0][index_of(net, "app")], 12e-3, kSingle);
  EXPECT_NEAR(found.work_s[0][index_of(net, "cache")], 0.6 * 1.2e-3, kSingle);
  EXPECT_NEAR(found.work_s[0][index_of(net, "db")], 0.52 * 12e-3, kSingle);
  const Load load{{{PerSecond(network::testing::kWebTierRate), 0}}};
  const auto utilization = offered_utilization(net, found, load);
  EXPECT_NEAR(utilization[index_of(net, "app")], 0.75, 1e-6);
  EXPECT_NEAR(utilization[index_of(net, "cache")], 0.72, 1e-6);
  EXPECT_NEAR(utilization[index_of(net, "db")], 0.78, 1e-6);
}

TEST(CompiledDemands, CallTree) {
  const Network net = network::testing::call_tree().compile();
  const Demands found = demands(net);
  for (const char* once : {"s1", "s2", "s3"})
    EXPECT_DOUBLE_EQ(found.visits[0][index_of(net, once)], 1.0);
  for (const char* twice : {"s4", "s5"})
    EXPECT_DOUBLE_EQ(found.visits[0][index_of(net, twice)], 2.0);
}

/// A station that is served for one second, called "serve".
void add_station(Drawing& drawing, const std::string& name) {
  drawing.add(name, "serve", network::testing::tier({1, 1.0, 1.0}, [](ProgramBuilder&) {}));
}

TEST(CompiledDemands, FailuresRepetitionsAndRetries) {
  Drawing drawing;
  add_station(drawing, "first");
  add_station(drawing, "second");
  drawing.add("api", "page", [](ComponentBuilder& builder) {
    const ResourceRef threads = builder.pool("threads", {});
    builder.operation("page", [&](ProgramBuilder& program) {
      program.acquire(threads);
      const auto body = [](ProgramBuilder& inner) {
        inner.call({"first", "serve"}, {.retries = 3}, "first");
        inner.fail(0.25, "fail");
      };
      program.repeat(0.5, body, "again");
      program.parallel({[](ProgramBuilder& inner) {
                          inner.call({"second", "serve"}, {.ignore_failure = true}, "left");
                        },
                        [](ProgramBuilder& inner) {
                          inner.call({"second", "serve"}, {}, "right");
                        }});
    });
  });
  drawing.enter("requests", {"api", "page"});
  const Network net = drawing.compile();
  const Demands found = demands(net);
  // n rounds are begun with probability (0.75 x 0.5)^(n - 1); 0.75 x 0.5 of each go on to the
  // calls.
  const double rounds = 1.0 / (1.0 - 0.375);
  EXPECT_NEAR(found.visits[0][index_of(net, "api")], 1.0, kSingle);
  EXPECT_NEAR(found.visits[0][index_of(net, "first")], rounds, kSingle);
  EXPECT_NEAR(found.visits[0][index_of(net, "second")], 2.0 * 0.375 * rounds, kSingle);
}

TEST(CompiledDemands, RetriesOfFailedCallsAreWork) {
  // Half of the calls fail, three retries: 1 + 1/2 + 1/4 + 1/8 calls; 15/16 of the requests go on.
  Drawing drawing;
  add_station(drawing, "after");
  drawing.add("flaky", "serve", network::testing::tier({1, 1.0, 1.0}, [](ProgramBuilder& program) {
                program.fail(0.5, "fail");
              }));
  drawing.add("api", "page", [](ComponentBuilder& builder) {
    builder.operation("page", [](ProgramBuilder& program) {
      program.call({"flaky", "serve"}, {.retries = 3}, "flaky");
      program.call({"after", "serve"}, {}, "after");
    });
  });
  drawing.enter("requests", {"api", "page"});
  const Network net = drawing.compile();
  const Demands found = demands(net);
  EXPECT_NEAR(found.visits[0][index_of(net, "flaky")], 1.875, kSingle);
  EXPECT_NEAR(found.operations[0][net.group_named("flaky")], 1.875, kSingle);
  EXPECT_NEAR(found.visits[0][index_of(net, "after")], 0.9375, kSingle);
}

TEST(CompiledDemands, MessagesAreWorkOfTheRequestThatSendsThem) {
  Drawing drawing;
  const auto forward = [](ComponentBuilder& builder) {
    const ResourceRef messages = builder.buffer("messages", {});
    for (const std::string& name : builder.requested_operations())
      builder.operation(name, [&](ProgramBuilder& program) { program.dispatch(messages); });
  };
  drawing.add("mails",
              {.write = forward, .operations = Operations::implicit, .intake = Intake::messages});
  const auto work = [](ComponentBuilder& builder) {
    const ResourceRef cpu = builder.station("CPU", {.speed = 2.0});
    const ResourceRef consumers = builder.pool("consumers", {.tokens = 3.0});
    builder.consume("mails", "handle", consumers, [&](ProgramBuilder& program) {
      program.serve(cpu, Distribution::exponential(0.1), "cpu");
    });
  };
  drawing.add("mailer", {.write = work, .intake = Intake::dispatch}).operations["handle"];
  const auto send = [](ComponentBuilder& builder) {
    builder.operation("order", [](ProgramBuilder& program) {
      program.send({"mails", ""}, "first");
      program.send({"mails", ""}, "second");
    });
  };
  drawing.add("api", {.write = send}).operations["order"] = {{architecture::Send{{"mails", ""}}}};
  drawing.enter("orders", {"api", "order"});
  const Network net = drawing.compile();
  const Demands found = demands(net);
  EXPECT_DOUBLE_EQ(found.visits[0][index_of(net, "mails")], 2.0);
  EXPECT_DOUBLE_EQ(found.visits[0][index_of(net, "mailer")], 2.0);
  EXPECT_DOUBLE_EQ(found.work_s[0][index_of(net, "mailer")], 2.0 * 0.1 / 2.0);
}

}  // namespace
}  // namespace headroom::analytic
