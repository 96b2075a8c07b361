#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/contracts.h"
#include "core/network/builder.h"
#include "tests/network/benchmarks.h"
#include "tests/network/drawing.h"
#include "tests/network/program_text.h"

namespace headroom::network {
namespace {

using random::Distribution;
using testing::call_tree;
using testing::Drawing;
using testing::program_text;
using testing::purposes_of;
using testing::Script;
using testing::web_tier;

using Purposes = std::vector<std::string>;

/// A component whose operation takes one second.
Script::Write second(const std::string& operation) {
  return [operation](ComponentBuilder& builder) {
    builder.operation(operation, [](ProgramBuilder& program) {
      program.delay(Distribution::deterministic(1.0), "wait");
    });
  };
}

/// A component "api" with the operation "page", and what it may call.
Drawing page(const Script::Write& write) {
  Drawing drawing;
  drawing.add("api", "page", write);
  drawing.add("db", "read", second("read"));
  drawing.enter("browse", {"api", "page"});
  return drawing;
}

Drawing page_program(const ProgramBuilder::Body& body) {
  return page([body](ComponentBuilder& builder) { builder.operation("page", body); });
}

TEST(Program, WritesTheWebTierAsChoicesAndCalls) {
  const Network net = web_tier().compile();
  EXPECT_EQ(program_text(net, "db", "serve"), "serve 0 ->2; end; end");
  EXPECT_EQ(
      program_text(net, "app", "serve"),
      "serve 0 ->8; branch ->4; call ->8; jump ->7; call ->8; branch ->7; call ->8; end; end");
  EXPECT_EQ(purposes_of(net, "app"), (Purposes{"serve/cpu", "serve/route/0", "serve/hit/0"}));
  EXPECT_EQ(net.groups[net.group_named("app")].replicas, 4U);
  EXPECT_EQ(net.resource_count, 6U);
  EXPECT_FLOAT_EQ(net.steps[net.sources[0].entry + 1].probability, 0.6F);
}

TEST(Program, HoldsThreadsAcrossParallelCallsAndReleasesThemInEveryCase) {
  const Network net = call_tree().compile();
  EXPECT_EQ(program_text(net, "s3", "call"),
            "acquire 0 ->8; delay; spawn; spawn; join ->9; delay; release 0; end; end; release 0; "
            "end");
}

TEST(Program, ReleasesInReverseOrderAfterAFailure) {
  const Network net = page([](ComponentBuilder& builder) {
                        const ResourceRef threads = builder.pool("threads", {});
                        const ResourceRef connections = builder.pool("connections", {});
                        builder.operation("page", [&](ProgramBuilder& program) {
                          program.acquire(threads);
                          program.acquire(connections);
                          program.call({"db", "read"}, {}, "call");
                          program.release(connections);
                          program.call({"db", "read"}, {}, "again");
                        });
                      }).compile();
  EXPECT_EQ(program_text(net, "api", "page"),
            "acquire 0 ->7; acquire 1 ->8; call ->10; release 1; call ->8; release 0; end; "  // 0-6
            "end; release 0; end; release 1; release 0; end");
}

TEST(Program, UnrollsRetriesThatShareTheirDraws) {
  CallOptions options;
  options.retries = 2;
  options.backoff = Distribution::exponential(0.05);
  options.timeout = Seconds(0.5);
  const Network net = page_program([&](ProgramBuilder& program) {
                        program.call({"db", "read"}, options, "0/call");
                      }).compile();
  EXPECT_EQ(program_text(net, "api", "page"),
            "call ->2; jump ->9; recover; delay; call ->6; jump ->9; recover; delay; call ->10; "
            "end; end");
  EXPECT_EQ(purposes_of(net, "api"), Purposes{"page/0/call/backoff"});
  EXPECT_EQ(net.timeouts, std::vector<Seconds>{Seconds(0.5)});
  for (const CallSite& call : net.calls) EXPECT_EQ(call.timeout, 0U);
}

TEST(Program, GoesOnAfterAnIgnoredFailure) {
  const Network net = page_program([](ProgramBuilder& program) {
                        program.call({"db", "read"}, {.ignore_failure = true}, "call");
                      }).compile();
  EXPECT_EQ(program_text(net, "api", "page"), "call ->2; jump ->3; recover; end");
}

TEST(Program, ChoosesWithConditionalProbabilities) {
  const auto wait = [](double seconds) {
    return [seconds](ProgramBuilder& program) {
      program.delay(Distribution::deterministic(seconds), "wait " + std::to_string(seconds));
    };
  };
  const Network net =
      page_program([&](ProgramBuilder& program) {
        program.choose({{0.2, wait(1.0)}, {0.3, wait(2.0)}, {0.5, wait(3.0)}}, "0/choose");
      }).compile();
  EXPECT_EQ(program_text(net, "api", "page"),
            "branch ->4; branch ->6; delay; jump ->7; delay; jump ->7; delay; end");
  const std::uint32_t entry = net.sources[0].entry;
  EXPECT_FLOAT_EQ(net.steps[entry].probability, 0.2F);
  EXPECT_FLOAT_EQ(net.steps[entry + 1].probability, 0.3F / 0.8F);
  EXPECT_EQ(net.steps[entry].site, 0U);
  EXPECT_TRUE(net.groups[0].sites[0].uniform);
  EXPECT_EQ(net.groups[0].sites[1].purpose, "page/0/choose/1");
}

TEST(Program, WritesNothingForAlternativesThatDoNothing) {
  const auto nothing = [](ProgramBuilder&) {};
  const Network net = page_program([&](ProgramBuilder& program) {
                        program.choose({{0.2, nothing}, {0.3, nothing}, {0.5, nothing}}, "choose");
                      }).compile();
  EXPECT_EQ(program_text(net, "api", "page"), "branch ->2; branch ->2; end");
}

TEST(Program, RepeatsFromTheStartOfTheBody) {
  const Network net =
      page_program([](ProgramBuilder& program) {
        program.repeat(
            0.25,
            [](ProgramBuilder& body) { body.delay(Distribution::deterministic(1.0), "wait"); },
            "again");
      }).compile();
  EXPECT_EQ(program_text(net, "api", "page"), "delay; branch ->0; end");
  EXPECT_FLOAT_EQ(net.steps[net.sources[0].entry + 1].probability, 0.25F);
}

TEST(Program, NeverRepeatsForCertain) {
  const Network net = page_program([](ProgramBuilder& program) {
                        program.repeat(
                            1.0 - 1e-12, [](ProgramBuilder&) {}, "again");
                      }).compile();
  EXPECT_LT(net.steps[net.sources[0].entry].probability, 1.0F);
}

TEST(Program, KeepsSmallProbabilitiesOfFailure) {
  const Network net = page([](ComponentBuilder& builder) {
                        const ResourceRef threads = builder.pool("threads", {});
                        builder.operation("page", [&](ProgramBuilder& program) {
                          program.acquire(threads);
                          program.fail(1e-9, "fail");
                        });
                      }).compile();
  EXPECT_EQ(program_text(net, "api", "page"),
            "acquire 0 ->4; branch ->5; release 0; end; end; fail ->6; release 0; end");
  EXPECT_FLOAT_EQ(net.steps[net.sources[0].entry + 1].probability, 1e-9F);
}

TEST(Program, ForksBranchesThatAreMoreThanOneCall) {
  const Network net = page([](ComponentBuilder& builder) {
                        const ResourceRef threads = builder.pool("threads", {});
                        const ResourceRef locks = builder.pool("locks", {});
                        builder.operation("page", [&](ProgramBuilder& program) {
                          program.acquire(threads);
                          program.parallel({[&](ProgramBuilder& body) {
                                              body.acquire(locks);
                                              body.call({"db", "read"}, {}, "first");
                                              body.release(locks);
                                            },
                                            [&](ProgramBuilder& body) {
                                              body.call({"db", "read"}, {}, "second");
                                            }});
                        });
                      }).compile();
  // The branch releases its own lock, never its parent's thread.
  EXPECT_EQ(program_text(net, "api", "page"),
            "acquire 0 ->11; fork ->3; jump ->7; acquire 1 ->11; call ->14; release 1; end; spawn; "
            "join ->12; release 0; end; end; release 0; end; release 1; end");
}

TEST(Program, PutsScopesInFrontOfPurposes) {
  const Network net = page_program([](ProgramBuilder& program) {
                        program.scope("1", [](ProgramBuilder& outer) {
                          outer.scope("miss", [](ProgramBuilder& inner) {
                            inner.delay(Distribution::deterministic(1.0), "wait");
                          });
                        });
                        program.delay(Distribution::deterministic(1.0), "2/wait");
                      }).compile();
  EXPECT_EQ(purposes_of(net, "api"), (Purposes{"page/1/miss/wait", "page/2/wait"}));
}

TEST(Program, RefusesWhatCannotUnwind) {
  const auto refuses = [](const Script::Write& write) {
    EXPECT_THROW(static_cast<void>(page(write).compile()), ContractViolation);
  };
  refuses([](ComponentBuilder& builder) {
    const ResourceRef locks = builder.pool("locks", {});
    builder.operation("page", [&](ProgramBuilder& program) {
      program.repeat(
          0.5, [&](ProgramBuilder& body) { body.acquire(locks); }, "again");
    });
  });
  refuses([](ComponentBuilder& builder) {
    const ResourceRef locks = builder.pool("locks", {});
    builder.operation("page", [&](ProgramBuilder& program) { program.release(locks); });
  });
  refuses([](ComponentBuilder& builder) {
    const ResourceRef locks = builder.pool("locks", {});
    const ResourceRef messages = builder.buffer("messages", {});
    builder.operation("page", [&](ProgramBuilder& program) {
      program.acquire(locks);
      program.dispatch(messages);
    });
  });
}

TEST(Program, RefusesProbabilitiesThatDoNotSumToOne) {
  const auto nothing = [](ProgramBuilder&) {};
  const auto choose = [&](double first, double second) {
    return page_program([=](ProgramBuilder& program) {
      program.choose({{first, nothing}, {second, nothing}}, "choose");
    });
  };
  EXPECT_THROW(static_cast<void>(choose(0.5, 0.4).compile()), ContractViolation);
  EXPECT_THROW(static_cast<void>(choose(0.5, 0.6).compile()), ContractViolation);
  EXPECT_NO_THROW(static_cast<void>(choose(0.5, 0.5 + 1e-12).compile()));
}

TEST(Program, RefusesOnePurposeForTwoDistributions) {
  const Drawing drawing = page_program([](ProgramBuilder& program) {
    program.delay(Distribution::exponential(1.0), "wait");
    program.delay(Distribution::exponential(2.0), "wait");
  });
  EXPECT_THROW(static_cast<void>(drawing.compile()), ContractViolation);
}

}  // namespace
}  // namespace headroom::network
