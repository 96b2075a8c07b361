#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/network/compile.h"
#include "tests/network/drawing.h"

namespace headroom::network {
namespace {

using architecture::Amount;
using architecture::Call;
using architecture::Component;
using architecture::CpuWork;
using architecture::Link;
using architecture::ReadThrough;
using architecture::Send;
using architecture::Steps;
using random::Distribution;
using testing::Drawing;
using testing::Script;

architecture::Step cpu(const Distribution& demand) { return {CpuWork{Amount{demand, "typed"}}}; }
architecture::Step cpu(double seconds) { return cpu(Distribution::deterministic(seconds)); }
architecture::Step call(const std::string& component, const std::string& operation) {
  Call made;
  made.target = {component, operation};
  return {made};
}

/// A kind that does cpu steps on a station and takes any other step without doing it.
Script service() {
  Script script;
  script.steps = {"cpu", "call", "read_through", "send", "parallel"};
  return script;
}

/// Its kind writes every cpu step of its operations.
Component& add_service(Drawing& drawing, const std::string& name,
                       const std::map<std::string, Steps>& operations) {
  Script script = service();
  script.write = [operations](ComponentBuilder& builder) {
    const ResourceRef station = builder.station("CPU", {});
    for (const auto& [operation, steps] : operations)
      builder.operation(operation, [&, &steps = steps](ProgramBuilder& program) {
        for (std::size_t i = 0; i < steps.size(); ++i)
          if (const auto* work = std::get_if<CpuWork>(&steps[i].action))
            program.serve(station, work->demand.distribution, std::to_string(i) + "/cpu");
      });
  };
  Component& made = drawing.add(name, script);
  made.operations = operations;
  return made;
}

void add_queue(Drawing& drawing, const std::string& name) {
  drawing.add(name, {.write =
                         [](ComponentBuilder& builder) {
                           const ResourceRef messages = builder.buffer("messages", {});
                           for (const std::string& operation : builder.requested_operations())
                             builder.operation(operation, [&](ProgramBuilder& program) {
                               program.dispatch(messages);
                             });
                         },
                     .operations = Operations::implicit,
                     .intake = Intake::messages});
}

void add_worker(Drawing& drawing, const std::string& name, const std::string& queue) {
  const auto links = [name, queue](const std::string& operation) {
    return std::vector<Link>{
        {{queue, ""}, {name, operation}, false, 1.0, "/components/" + name + "/from"}};
  };
  const auto write = [queue](ComponentBuilder& builder) {
    const ResourceRef consumers = builder.pool("consumers", {});
    builder.consume(queue, "handle", consumers, [](ProgramBuilder& program) {
      program.delay(Distribution::exponential(0.1), "wait");
    });
  };
  drawing
      .add(name,
           {.write = write, .links = links, .intake = Intake::dispatch, .steps = {"cpu", "wait"}})
      .operations["handle"] = {cpu(0.1)};
}

/// "error unknown-kind /components/api/kind" for each, in order.
std::vector<std::string> lines(const Diagnostics& found) {
  std::vector<std::string> list;
  for (const Diagnostic& diagnostic : found.all())
    list.push_back((diagnostic.severity == Severity::error ? "error " : "warning ") +
                   diagnostic.code + " " + diagnostic.pointer);
  return list;
}

using Lines = std::vector<std::string>;

TEST(Validate, AcceptsAnOrdinarySystem) {
  Drawing drawing;
  add_service(drawing, "api", {{"page", {cpu(0.01), call("db", "read")}}});
  add_service(drawing, "db", {{"read", {cpu(0.002)}}});
  drawing.enter("browse", {"api", "page"});
  EXPECT_EQ(lines(drawing.validate()), Lines{});
}

TEST(Validate, FindsAllUnknownNamesAtOnceAndSuggests) {
  Drawing drawing;
  add_service(drawing, "api", {{"page", {cpu(0.01), call("bd", "read"), call("db", "reed")}}});
  add_service(drawing, "db", {{"read", {cpu(0.002)}}, {"write", {cpu(0.002)}}});
  drawing.architecture.components["db"].kind = "db knd";
  drawing.enter("browse", {"apo", "page"});
  drawing.enter("order", {"api", ""});
  drawing.enter("search", {"api", "pages"});
  const Diagnostics found = drawing.validate();
  EXPECT_EQ(lines(found), (Lines{"error unknown-kind /components/db/kind",
                                 "error unknown-component /load/classes/browse/enters",
                                 "error unknown-operation /load/classes/search/enters",
                                 "error unknown-component "
                                 "/components/api/operations/page/1/call"}));
  EXPECT_EQ(found.all()[0].hint, "did you mean \"db kind\"?");
  EXPECT_EQ(found.all()[1].hint, "did you mean \"api\"?");
  EXPECT_EQ(found.all()[2].hint, "did you mean \"page\"?");
  EXPECT_EQ(found.all()[3].hint, "did you mean \"db\"?");
}

TEST(Validate, AsksWhichOperationIsMeant) {
  Drawing drawing;
  add_service(drawing, "api", {{"page", {cpu(0.01), call("db", "")}}});
  add_service(drawing, "db", {{"read", {cpu(0.002)}}, {"write", {cpu(0.002)}}});
  drawing.enter("browse", {"api", ""});  // has only one
  const Diagnostics found = drawing.validate();
  EXPECT_EQ(lines(found), Lines{"error operation-missing /components/api/operations/page/1/call"});
  EXPECT_EQ(found.all()[0].hint, "it has read, write");
}

TEST(Validate, RefusesStepsThatTheKindDoesNotAccept) {
  Drawing drawing;
  add_service(drawing, "api",
              {{"page", {{architecture::Parallel{{{cpu(0.01)}, {{architecture::Fail{}}}}}}}}});
  drawing.enter("browse", {"api", "page"});
  const Diagnostics found = drawing.validate();
  EXPECT_EQ(lines(found),
            Lines{"error step-not-accepted /components/api/operations/page/0/parallel/1/0"});
  EXPECT_EQ(found.all()[0].hint, "it accepts cpu, call, read_through, send, parallel");
}

TEST(Validate, RefusesComponentsWithoutWork) {
  Drawing drawing;
  add_service(drawing, "api", {{"page", {cpu(0.01)}}});
  add_service(drawing, "idle", {});
  add_service(drawing, "lazy", {{"nothing", {}}});
  Component& edge = drawing.add("edge", {.operations = Operations::implicit});
  edge.operations["page"] = {cpu(0.01)};
  drawing.enter("browse", {"api", "page"});
  const Lines found = lines(drawing.validate());
  EXPECT_EQ(Lines(found.begin(), found.begin() + 3),
            (Lines{"error operations-not-allowed /components/edge/operations",
                   "error no-work /components/idle", "error no-work /components/lazy"}));
}

TEST(Validate, AcceptsReadThroughOfCachesOnly) {
  Drawing drawing;
  add_service(drawing, "api",
              {{"page", {{ReadThrough{"cache", {cpu(0.01)}}}, {ReadThrough{"db", {cpu(0.01)}}}}}});
  Script cache = service();
  cache.hit_ratio = 0.9;
  drawing.add("cache", cache).operations["read"] = {cpu(0.001)};
  add_service(drawing, "db", {{"read", {cpu(0.002)}}});
  drawing.enter("browse", {"api", "page"});
  EXPECT_EQ(lines(drawing.validate()),
            Lines{"error not-a-cache /components/api/operations/page/1/read_through"});
}

TEST(Validate, AcceptsMessagesForQueuesOnlyAndWorkFromThemOnly) {
  Drawing drawing;
  add_service(drawing, "api",
              {{"page",
                {cpu(0.01),
                 {Send{{"mails", ""}}},
                 {Send{{"db", "read"}}},
                 call("mails", "put"),
                 call("mailer", "handle")}}});
  add_service(drawing, "db", {{"read", {cpu(0.002)}}});
  add_queue(drawing, "mails");
  add_worker(drawing, "mailer", "mails");
  add_worker(drawing, "stray", "db");
  add_worker(drawing, "lost", "mial");
  drawing.enter("browse", {"api", "page"});
  drawing.enter("jobs", {"mailer", "handle"});
  EXPECT_EQ(lines(drawing.validate()),
            (Lines{"error entry-at-worker /load/classes/jobs/enters",
                   "error not-a-queue /components/api/operations/page/2/send",
                   "error call-to-queue /components/api/operations/page/3/call",
                   "error call-to-worker /components/api/operations/page/4/call",
                   "error not-a-queue /components/stray/from",
                   "error unknown-component /components/lost/from"}));
}

TEST(Validate, RefusesAQueueThatNobodyEmpties) {
  Drawing drawing;
  add_service(drawing, "api", {{"page", {cpu(0.01), {Send{{"mails", ""}}}}}});
  add_queue(drawing, "mails");
  drawing.enter("browse", {"api", "page"});
  EXPECT_EQ(lines(drawing.validate()), Lines{"error no-consumer /components/mails"});
}

TEST(Validate, PlacesTheFindingsOfKindsAndNamedComponents) {
  static constexpr architecture::ParameterSpec kRows[] = {
      {.name = "to",
       .type = architecture::ParameterType::component,
       .doc = "The component to call.",
       .evidence = ""}};
  Drawing drawing;
  Script script = service();
  script.parameters = {kRows[0]};
  script.findings.add({Severity::error, Fault::input, "own", {}, "/threads", "too few", ""});
  Component& api = drawing.add("api", script);
  api.operations["page"] = {cpu(0.01)};
  api.parameters["to"] = {std::string("cashe"), "cashe"};
  add_service(drawing, "cache", {{"read", {cpu(0.01)}}});
  drawing.enter("browse", {"api", "page"});
  const Diagnostics found = drawing.validate();
  EXPECT_EQ(lines(found), (Lines{"error unknown-component /components/api/to",
                                 "error own /components/api/threads",
                                 "warning unreachable-component /components/cache"}));
  EXPECT_EQ(found.all()[0].hint, "did you mean \"cache\"?");
}

TEST(Validate, AsksNothingOfAKindWithoutItsRequiredParameters) {
  Drawing drawing;
  Script script = service();
  script.parameters = {{.name = "hit_ratio", .required = true, .doc = "Reads that end here."}};
  script.findings.add({Severity::error, Fault::input, "own", {}, "/hit_ratio", "too low", ""});
  drawing.add("api", script).operations["page"] = {cpu(0.01)};
  drawing.enter("browse", {"api", "page"});
  EXPECT_EQ(lines(drawing.validate()), Lines{"error parameter-missing /components/api"});
}

TEST(Validate, FindsCyclesAlongsideOtherMistakes) {
  Drawing drawing;
  add_service(drawing, "a", {{"x", {cpu(0.01), call("b", "x")}}});
  add_service(drawing, "b", {{"x", {call("a", "x"), call("nobody", "x")}}});
  drawing.enter("browse", {"a", "x"});
  EXPECT_EQ(lines(drawing.validate()),
            (Lines{"error unknown-component /components/b/operations/x/1/call",
                   "error synchronous-cycle /components/a/operations/x/1/call"}));
}

TEST(Validate, WarnsOfRetriesThatAreNeverGivenUp) {
  Drawing drawing;
  Call again;
  again.target = {"db", "read"};
  again.retries = 2;
  Call bounded = again;
  bounded.timeout = Seconds(1.0);
  add_service(drawing, "api", {{"page", {cpu(0.01), {again}, {bounded}}}});
  add_service(drawing, "db", {{"read", {cpu(0.01)}}});
  drawing.enter("browse", {"api", "page"});
  EXPECT_EQ(lines(drawing.validate()),
            Lines{"warning retries-without-timeout /components/api/operations/page/1/retries"});
}

TEST(Validate, WarnsWhenNothingTakesTime) {
  Drawing drawing;
  add_service(drawing, "api", {{"page", {cpu(0.0)}}});
  drawing.enter("browse", {"api", "page"});
  EXPECT_EQ(lines(drawing.validate()), Lines{"warning no-resource-used /components"});
}

TEST(Validate, WarnsOfTimesAMillionApart) {
  Drawing drawing;
  add_service(drawing, "api", {{"page", {cpu(4e-6), cpu(0.0), cpu(4.0)}}});
  drawing.enter("browse", {"api", "page"});
  EXPECT_EQ(lines(drawing.validate()), Lines{});
  add_service(drawing, "db", {{"read", {cpu(4.1)}}});
  drawing.enter("read", {"db", "read"});
  const Diagnostics found = drawing.validate();
  EXPECT_EQ(lines(found), Lines{"warning times-far-apart /components/db/operations/read/0/cpu"});
  EXPECT_EQ(found.all()[0].message,
            "the times of db (read/0/cpu) and api (page/0/cpu) differ by a factor of more than "
            "1000000");
}

TEST(Validate, WarnsOfInfiniteVarianceInMixtures) {
  Drawing drawing;
  const auto mixture = [](double alpha) {
    return cpu(Distribution::mixture(
        {0.9, 0.1}, {Distribution::exponential(1.0), Distribution::pareto(alpha, 1.0)}));
  };
  add_service(drawing, "api", {{"page", {mixture(2.5), mixture(1.5)}}});
  drawing.enter("browse", {"api", "page"});
  EXPECT_EQ(lines(drawing.validate()),
            Lines{"warning infinite-variance /components/api/operations/page/1/cpu"});
}

/// Each of twenty replications has all of them.
TEST(Validate, StatesTheLimitOfReplicas) {
  Drawing drawing;
  drawing.add("api", "page", [](ComponentBuilder& builder) {
    builder.replicas(1'000'000, Policy::random);
    const ResourceRef station = builder.station("CPU", {});
    builder.operation("page", [&](ProgramBuilder& program) {
      program.serve(station, Distribution::exponential(1.0), "cpu");
    });
  });
  const auto result = compile(drawing.architecture, drawing.kinds(), {}, drawing.entries);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.diagnostics().gravest_fault(), Fault::limit_reached);
  const Diagnostic& found = result.diagnostics().all()[0];
  EXPECT_EQ(found.code, "too-many-replicas");
  EXPECT_EQ(found.pointer, "/components/api");
  EXPECT_NE(found.message.find("the limit is 4 GiB"), std::string::npos) << found.message;
}

TEST(Validate, StopsAKindThatWritesWithoutEnd) {
  Drawing drawing;
  drawing.add("api", "page", [](ComponentBuilder& builder) {
    const ResourceRef station = builder.station("CPU", {});
    builder.operation("page", [&](ProgramBuilder& program) {
      for (;;) program.serve(station, Distribution::exponential(1.0), "cpu");
    });
  });
  const auto result = compile(drawing.architecture, drawing.kinds(), {}, drawing.entries);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.diagnostics().all()[0].code, "too-many-steps");
  EXPECT_EQ(result.diagnostics().all()[0].fault, Fault::limit_reached);
}

}  // namespace
}  // namespace headroom::network
