// Programs made at random, with failures of every sort: whatever a kind writes, tokens come back.
#include <string>

#include <gtest/gtest.h>

#include "core/random/draws.h"
#include "core/sim/engine.h"
#include "core/sim/trace.h"
#include "tests/network/drawing.h"

namespace headroom::sim {
namespace {

using namespace network;
using network::testing::Drawing;
using random::Distribution;

/// Writes steps at random: two pools, a station without waiting room, calls, and bodies in bodies.
class RandomProgram {
 public:
  explicit RandomProgram(std::uint64_t seed)
      : choice_(random::stream_key(seed, 0, "random program", 0, "choice")) {}

  void declare(ComponentBuilder& builder) {
    pools_[0] = builder.pool("threads", {.tokens = 2.0, .waiting_limit = 0});
    pools_[1] = builder.pool("locks", {.timeout = Seconds(0.5)});
    cpu_ = builder.station("CPU", {.waiting_limit = 0});
  }
  void write(ProgramBuilder& program, int depth) {
    for (std::uint64_t i = choice_.next_below(4); i < 4; ++i)
      program.scope(std::to_string(i), [&](ProgramBuilder& inner) { write_step(inner, depth); });
  }

 private:
  void write_step(ProgramBuilder& program, int depth) {
    const auto body = [this, depth](ProgramBuilder& inner) { write(inner, depth - 1); };
    switch (choice_.next_below(depth > 0 ? 8 : 4)) {
      case 0:
        program.serve(cpu_, Distribution::exponential(0.2), "cpu");
        break;
      case 1:
        program.call({"db", "read"}, call_options(), "call");
        break;
      case 2:
        program.fail(0.1, "fail");
        break;
      case 3:
        program.delay(Distribution::exponential(0.2), "wait");
        break;
      case 4:
        hold(program, body);
        break;
      case 5:
        program.parallel({in("left", body), in("right", body)});
        break;
      case 6:
        program.choose({{0.5, in("a", body)}, {0.25, in("b", body)}, {0.25, in("c", body)}},
                       "choose");
        break;
      default:
        program.repeat(0.3, body, "again");
    }
  }
  void hold(ProgramBuilder& program, const ProgramBuilder::Body& body) {
    const ResourceRef pool = pools_[choice_.next_below(2)];
    program.acquire(pool);
    body(program);
    program.release(pool);
  }
  CallOptions call_options() {
    CallOptions options;
    options.retries = static_cast<std::uint32_t>(choice_.next_below(3));
    options.ignore_failure = choice_.next_below(2) == 0;
    if (choice_.next_below(2) == 0) options.timeout = Seconds(0.1);
    if (choice_.next_below(2) == 0) options.backoff = Distribution::exponential(0.1);
    return options;
  }
  static ProgramBuilder::Body in(const std::string& name, const ProgramBuilder::Body& body) {
    return [=](ProgramBuilder& program) { program.scope(name, body); };
  }

  random::UniformSite choice_;
  ResourceRef pools_[2];
  ResourceRef cpu_;
};

constexpr double kThinking = 1e6;  ///< seconds: much longer than any program takes

Network random_network(std::uint64_t seed) {
  Drawing drawing;
  drawing.add("api", "page", [seed](ComponentBuilder& builder) {
    RandomProgram random(seed);
    random.declare(builder);
    builder.think_time(Distribution::deterministic(kThinking));
    builder.operation("page", [&](ProgramBuilder& program) { random.write(program, 3); });
  });
  drawing.add("db", "read", [](ComponentBuilder& builder) {
    const ResourceRef connections = builder.pool("connections", {});
    builder.network_hop(Distribution::exponential(0.01));
    builder.operation("read", [&](ProgramBuilder& program) {
      program.acquire(connections);
      program.delay(Distribution::exponential(0.1), "wait");
      program.fail(0.2, "fail");
    });
  });
  drawing.enter("users", {"api", "page"});
  return drawing.compile();
}

TEST(RandomPrograms, NeverKeepAToken) {
  Load load;
  load.sources.push_back({PerSecond(0.0), 1});
  std::uint64_t failed = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Network net = random_network(seed);
    Engine engine(net, load, {.seed = seed});
    ASSERT_EQ(engine.run(30, {}), Engine::Outcome::reached) << seed;
    failed += engine.counts()[0].failed;
    // A token kept so far would be held through the thinking before the next request.
    engine.reset_statistics();
    ASSERT_EQ(engine.run(1, {}), Engine::Outcome::reached) << seed;
    for (const ResourceTally& tally : engine.resources())
      EXPECT_LT(tally.busy_area, 0.1 * kThinking) << seed;
  }
  EXPECT_GT(failed, 300U);
}

TEST(RandomPrograms, PartsOfEveryRequestAddUpToItsResponse) {
  Load load;
  load.sources.push_back({PerSecond(0.0), 4});
  std::uint64_t succeeded = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Network net = random_network(seed);
    Engine engine(net, load, {.seed = seed, .traced = true});
    ASSERT_EQ(engine.run(30, {}), Engine::Outcome::reached) << seed;
    Engine untraced(net, load, {.seed = seed});
    ASSERT_EQ(untraced.run(30, {}), Engine::Outcome::reached) << seed;
    EXPECT_EQ(engine.fingerprint(), untraced.fingerprint()) << seed;
    const Trace& trace = engine.trace();
    for (const auto& [bucket, traced] : trace.classes()[0]) {
      double parts = 0.0;
      for (std::size_t i = 0; i < traced.parts.size(); ++i)
        if (trace.parts()[i].kind != PartKind::visits) parts += traced.parts[i];
      // The clock stands at millions of seconds: that is what its differences are rounded to.
      EXPECT_NEAR(parts, traced.response_sum, 1e-6) << seed;
      succeeded += traced.count;
    }
  }
  EXPECT_GT(succeeded, 1000U);
}

}  // namespace
}  // namespace headroom::sim
