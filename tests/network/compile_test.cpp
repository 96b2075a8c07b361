#include "core/network/compile.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "tests/network/drawing.h"
#include "tests/network/program_text.h"

namespace headroom::network {
namespace {

using architecture::Link;
using architecture::Target;
using random::Distribution;
using testing::Drawing;
using testing::program_text;
using testing::purposes_of;
using testing::Script;

using Purposes = std::vector<std::string>;

/// Its operation takes a second and then calls each of `callees` in turn.
Script::Write calling(const std::string& operation, const std::vector<Target>& callees) {
  return [=](ComponentBuilder& builder) {
    builder.operation(operation, [&](ProgramBuilder& program) {
      program.delay(Distribution::exponential(1.0), "wait");
      for (std::size_t i = 0; i < callees.size(); ++i)
        program.call(callees[i], {}, std::to_string(i) + "/call");
    });
  };
}

/// The same behind a network.
Script::Write far(const std::string& operation, const std::vector<Target>& callees) {
  return [write = calling(operation, callees)](ComponentBuilder& builder) {
    builder.network_hop(Distribution::exponential(0.001));
    write(builder);
  };
}

/// A queue and its worker.
void add_mail(Drawing& drawing) {
  drawing.add("mails", {.write =
                            [](ComponentBuilder& builder) {
                              const ResourceRef messages = builder.buffer("messages", {.waiting_limit = 10});
                              for (const std::string& name : builder.requested_operations())
                                builder.operation(name, [&](ProgramBuilder& program) {
                                  program.dispatch(messages);
                                });
                            },
                        .operations = Operations::implicit,
                        .intake = Intake::messages});
  const auto write = [](ComponentBuilder& builder) {
    builder.replicas(2, Policy::random);
    builder.station("CPU", {});
    const ResourceRef consumers = builder.pool("consumers", {.tokens = 3.0});
    builder.consume("mails", "handle", consumers, [](ProgramBuilder& program) {
      program.call({"smtp", "post"}, {}, "0/call");
    });
  };
  const auto links = [](const std::string& operation) {
    return std::vector<Link>{{{"mails", ""}, {"mailer", operation}, false, 1.0, ""}};
  };
  drawing.add("mailer", {.write = write, .links = links, .intake = Intake::dispatch})
      .operations["handle"];
  drawing.add("smtp", "post", calling("post", {}));
}

TEST(Compile, DrawsHopsInTheNameOfTheCaller) {
  Drawing drawing;
  drawing.add("api", "page", calling("page", {{"db", "read"}, {"db", ""}}));
  drawing.add("db", "read", far("read", {}));
  drawing.enter("browse", {"api", "page"});
  drawing.enter("direct", {"db", "read"});
  const Network net = drawing.compile();
  EXPECT_EQ(purposes_of(net, "api"),
            (Purposes{"page/wait", "page/0/call/hop/out", "page/0/call/hop/back",
                      "page/1/call/hop/out", "page/1/call/hop/back"}));
  EXPECT_EQ(purposes_of(net, "db"), Purposes{"read/wait"});  // none for those who enter here
  EXPECT_EQ(net.calls[0].hop_out, 1U);
  EXPECT_EQ(net.calls[0].hop_back, 2U);
  EXPECT_EQ(net.calls[0].entry, net.calls[1].entry);  // db has one operation only
}

TEST(Compile, HopsThatTakeNoTimeAreNone) {
  Drawing drawing;
  drawing.add("api", "page", calling("page", {{"db", "read"}}));
  drawing.add("db", "read", [](ComponentBuilder& builder) {
    builder.network_hop(Distribution::deterministic(0.0));
    calling("read", {})(builder);
  });
  drawing.enter("browse", {"api", "page"});
  EXPECT_EQ(drawing.compile().calls[0].hop_out, kNone);
}

TEST(Compile, GivesEveryCallerItsOwnBalancer) {
  Drawing drawing;
  drawing.add("api", "page", calling("page", {{"db", "read"}, {"db", "read"}}));
  drawing.add("jobs", "run", [](ComponentBuilder& builder) {
    builder.operation("run", [](ProgramBuilder& program) {
      program.call({"db", "read"}, {}, "0/call");
      program.call({"db", "read"}, {.policy = Policy::least_outstanding}, "1/call");
    });
  });
  drawing.add("db", "read", [](ComponentBuilder& builder) {
    builder.replicas(3, Policy::round_robin);
    calling("read", {})(builder);
  });
  drawing.enter("api", {"db", "read"});  // a class may have the name of a component
  const Network net = drawing.compile();
  std::vector<std::tuple<std::string, Policy>> owners;
  for (const Balancer& balancer : net.balancers) {
    EXPECT_EQ(net.groups[balancer.group].component, "db");
    owners.emplace_back(balancer.owner, balancer.policy);
  }
  EXPECT_EQ(owners,
            (std::vector<std::tuple<std::string, Policy>>{{"api", Policy::round_robin},
                                                          {"jobs", Policy::round_robin},
                                                          {"jobs", Policy::least_outstanding},
                                                          {"api", Policy::round_robin}}));
  EXPECT_EQ(net.calls[0].balancer, net.calls[1].balancer);
  EXPECT_EQ(net.sources[0].balancer, 3U);
}

TEST(Compile, LetsMessagesGoOnAtTheConsumer) {
  Drawing drawing;
  const auto write = [](ComponentBuilder& builder) {
    builder.operation("order", [](ProgramBuilder& program) {
      program.send({"mails", ""}, "0/send");
    });
  };
  drawing.add("api", {.write = write}).operations["order"] = {{architecture::Send{{"mails", ""}}}};
  add_mail(drawing);
  drawing.enter("order", {"api", "order"});
  const Network net = drawing.compile();
  EXPECT_EQ(program_text(net, "api", "order"), "send; end");
  EXPECT_EQ(program_text(net, "mails", ""), "dispatch 0 ->1; end");
  EXPECT_EQ(program_text(net, "mailer", "handle"), "call ->3; release 1; end; release 1; redeliver; end");
  ASSERT_EQ(net.consumers.size(), 1U);
  EXPECT_EQ(net.groups[net.consumers[0].buffer_group].component, "mails");
  EXPECT_EQ(net.consumers[0].buffer, 0U);
  EXPECT_EQ(net.groups[net.consumers[0].group].component, "mailer");
  EXPECT_EQ(net.consumers[0].pool, 1U);
  EXPECT_EQ(net.consumers[0].entry, testing::operation_of(net, "mailer", "handle").entry);
}

TEST(Compile, WritesImplicitOperationsForThoseWhoAsk) {
  const auto forward = [](const std::string& operation) {
    return std::vector<Link>{{{"edge", operation}, {"api", operation}, true, 1.0, ""}};
  };
  const auto write = [](ComponentBuilder& builder) {
    for (const std::string& operation : builder.requested_operations())
      builder.operation(operation, [&](ProgramBuilder& program) {
        program.call({"api", operation}, {}, "to");
      });
  };
  Drawing drawing;
  drawing.add("edge", {.write = write, .links = forward, .operations = Operations::implicit});
  const auto api = [](ComponentBuilder& builder) {
    for (const char* name : {"order", "page", "search"}) calling(name, {})(builder);
  };
  auto& component = drawing.add("api", {.write = api});
  for (const char* name : {"order", "page", "search"}) component.operations[name];
  drawing.enter("b", {"edge", "page"});
  drawing.enter("a", {"edge", "order"});
  const Network net = drawing.compile();
  EXPECT_EQ(purposes_of(net, "edge"), Purposes{});
  EXPECT_EQ(net.operations.size(), 5U);
  EXPECT_EQ(program_text(net, "edge", "page"), "call ->2; end; end");
  ASSERT_EQ(net.sources.size(), 2U);  // sorted by class
  EXPECT_EQ(net.sources[0].request_class, "a");
  EXPECT_EQ(net.sources[0].entry, testing::operation_of(net, "edge", "order").entry);
}

TEST(Compile, ThinksWhereClosedClassesEnter) {
  Drawing drawing;
  drawing.add("users", "visit", [](ComponentBuilder& builder) {
    builder.think_time(Distribution::exponential(7.0));
    calling("visit", {})(builder);
  });
  drawing.add("api", "page", calling("page", {}));
  drawing.enter("closed", {"users", "visit"});
  drawing.enter("open", {"api", "page"});
  const Network net = drawing.compile();
  ASSERT_TRUE(net.sources[0].closed());
  const Group& group = net.groups[net.sources[0].think_group];
  EXPECT_EQ(group.component, "users");
  EXPECT_EQ(group.sites[net.sources[0].think_site].distribution, Distribution::exponential(7.0));
  EXPECT_FALSE(net.sources[1].closed());
}

/// Programs, draws and shape of a component, to compare it between two networks.
std::vector<std::string> described(const Network& net, const std::string& component) {
  std::vector<std::string> lines = purposes_of(net, component);
  for (const Operation& operation : net.operations)
    if (net.groups[operation.group].component == component)
      lines.push_back(program_text(net, component, operation.name));
  return lines;
}

TEST(Compile, OtherComponentsChangeNothingForOne) {
  Drawing small;
  small.add("api", "page", calling("page", {{"db", "read"}}));
  small.add("db", "read", far("read", {}));
  small.enter("browse", {"api", "page"});
  Drawing large = small;
  large.add("aardvark", "dig", calling("dig", {{"db", "read"}}));
  large.add("beta", "run", far("run", {{"api", "page"}}));
  const Network few = small.compile();
  const Network many = large.compile();
  EXPECT_EQ(many.groups.size(), 4U);
  for (const char* component : {"api", "db"})
    EXPECT_EQ(described(few, component), described(many, component));
}

TEST(Compile, LaysOutReplicasOneAfterTheOther) {
  Drawing drawing;
  add_mail(drawing);
  drawing.enter("mail", {"mails", ""});
  const Network net = drawing.compile();
  std::vector<std::string> order;
  std::uint32_t resources = 0;
  std::uint32_t sites = 0;
  for (const Group& group : net.groups) {
    order.push_back(group.component);
    EXPECT_EQ(group.first_resource, resources);
    EXPECT_EQ(group.first_site, sites);
    resources += group.replicas * static_cast<std::uint32_t>(group.resources.size());
    sites += group.replicas * static_cast<std::uint32_t>(group.sites.size());
  }
  EXPECT_EQ(order, (std::vector<std::string>{"mailer", "mails", "smtp"}));
  EXPECT_EQ(net.resource_count, 5U);  // two workers of two and a buffer
  EXPECT_EQ(net.site_count, sites);
}

TEST(TopologyOf, SeesMessagesPassThroughQueues) {
  Drawing drawing;
  add_mail(drawing);
  drawing.enter("mail", {"mails", "put"});
  const architecture::Topology topology = drawing.topology();
  EXPECT_EQ(topology.components, (std::vector<std::string>{"mailer", "mails", "smtp"}));
  ASSERT_EQ(topology.links.size(), 1U);
  EXPECT_EQ(topology.links[0].from, (Target{"mails", "put"}));
  EXPECT_EQ(topology.links[0].to, (Target{"mailer", "handle"}));
  EXPECT_FALSE(topology.links[0].synchronous);
  ASSERT_EQ(topology.entries.size(), 1U);
  EXPECT_EQ(topology.entries[0].target, (Target{"mails", "put"}));
}

TEST(TopologyOf, DividesMessagesBetweenWorkers) {
  Drawing drawing;
  add_mail(drawing);
  const auto links = [](const std::string& operation) {
    return std::vector<Link>{{{"mails", ""}, {"backup", operation}, false, 1.0, ""}};
  };
  drawing.add("backup", {.links = links, .intake = Intake::dispatch}).operations["handle"];
  drawing.enter("mail", {"mails", ""});
  const architecture::Topology topology = drawing.topology();
  ASSERT_EQ(topology.links.size(), 2U);
  for (const Link& link : topology.links) EXPECT_DOUBLE_EQ(link.mean_calls, 0.5);
}

TEST(TopologyOf, LeavesOutWhatLeadsToNothing) {
  Drawing drawing;
  architecture::Call call;
  call.target = {"nobody", "read"};
  drawing.add("api", {}).operations["page"] = {{call}};
  drawing.enter("browse", {"api", "page"});
  drawing.enter("lost", {"apo", "page"});
  const architecture::Topology topology = drawing.topology();
  EXPECT_TRUE(topology.links.empty());
  EXPECT_EQ(topology.entries.size(), 1U);
}

}  // namespace
}  // namespace headroom::network
