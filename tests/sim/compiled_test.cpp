// Networks from the compiler run by the engine, against theory and published references.
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/sim/engine.h"
#include "core/sim/simulate.h"
#include "tests/network/benchmarks.h"
#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using namespace network;
using network::testing::Drawing;
using random::Distribution;
using testing::rate;

/// The truth lies within 1.6 half widths of the 95 % interval of 20 replications (about 99.8 %),
/// and the interval is narrow enough to be a test.
void expect_near(const Estimate& measured, double truth, double widest) {
  const double half = measured.half_width();
  EXPECT_LE(std::abs(measured.estimate - truth), 1.6 * half)
      << measured.estimate << " +- " << half << ", truth " << truth;
  EXPECT_LE(half / truth, widest);
}

Performance run(const Network& net, const Load& load) {
  return *simulate(net, load, {.seed = 5, .precision = 0.01, .replications = 20});
}

Load population(std::uint32_t users) {
  Load load;
  load.sources.push_back({PerSecond(0.0), users});
  return load;
}

TEST(CompiledNetworks, WebTierHasTheExactMean) {
  const auto done =
      run(network::testing::web_tier().compile(), rate(network::testing::kWebTierRate));
  expect_near(done.total.latency.mean, 28.398e-3, 0.01);
}

TEST(CompiledNetworks, CallTreeHasTheReferenceMean) {
  const auto done =
      run(network::testing::call_tree().compile(), rate(network::testing::kCallTreeRate));
  expect_near(done.total.latency.mean, 20.475e-3, 0.01);
}

/// An operation "page" of a component "api" that calls what `callee` writes as "db.read".
Drawing page(const ProgramBuilder::Body& body, const network::testing::Script::Write& callee) {
  Drawing drawing;
  drawing.add("api", "page",
              [body](ComponentBuilder& builder) { builder.operation("page", body); });
  drawing.add("db", "read", callee);
  drawing.enter("browse", {"api", "page"});
  return drawing;
}

/// Takes `seconds` and then fails with this probability.
network::testing::Script::Write fails(double probability, double seconds = 0.001) {
  return [=](ComponentBuilder& builder) {
    const ResourceRef tries = builder.pool("tries", {.tokens = 1e6});
    builder.operation("read", [&](ProgramBuilder& program) {
      program.acquire(tries);
      program.delay(Distribution::deterministic(seconds), "wait");
      program.fail(probability, "fail");
    });
  };
}

struct Counted {
  ClassTally requests;
  double calls = 0.0;  ///< of db
};

Counted count(const Network& net, std::uint64_t requests) {
  Engine engine(net, rate(1000.0), {.seed = 3});
  EXPECT_EQ(engine.run(requests, {}), Engine::Outcome::reached);
  return {engine.classes()[0],
          static_cast<double>(
              engine.resources()[net.groups[net.group_named("db")].first_resource].visits)};
}

TEST(CompiledNetworks, RetriesMultiplyCallsAndLeaveTheResidualFailures) {
  const auto retry = [](ProgramBuilder& program) {
    program.call({"db", "read"}, {.retries = 2}, "call");
  };
  constexpr double kRequests = 100'000.0;
  const Counted found = count(page(retry, fails(0.5)).compile(), 100'000);
  // Attempts 1 + p + p^2, left over p^3; 3.5 standard errors.
  EXPECT_NEAR(found.calls / kRequests, 1.75, 3.5 * std::sqrt(0.6875 / kRequests));
  EXPECT_NEAR(static_cast<double>(found.requests.failed) / kRequests, 0.125,
              3.5 * std::sqrt(0.125 * 0.875 / kRequests));
}

TEST(CompiledNetworks, IgnoredFailuresDoNotFailTheRequest) {
  const auto ignore = [](ProgramBuilder& program) {
    program.call({"db", "read"}, {.ignore_failure = true}, "call");
    program.parallel({[](ProgramBuilder& body) {
      body.call({"db", "read"}, {.ignore_failure = true}, "beside");
    }});
  };
  const Counted found = count(page(ignore, fails(1.0)).compile(), 1000);
  EXPECT_EQ(found.requests.failed, 0U);
}

TEST(CompiledNetworks, OneFailedBranchFailsTheRequestAfterAllHaveEnded) {
  const auto both = [](ProgramBuilder& program) {
    program.parallel({[](ProgramBuilder& body) {
                        body.call({"db", "read"}, {}, "left");
                      },
                      [](ProgramBuilder& body) {
                        body.call({"db", "read"}, {}, "right");
                        body.delay(Distribution::deterministic(0.001), "wait");
                      }});
  };
  constexpr double kRequests = 100'000.0;
  const Counted found = count(page(both, fails(0.5)).compile(), 100'000);
  EXPECT_NEAR(static_cast<double>(found.requests.failed) / kRequests, 0.75,
              3.5 * std::sqrt(0.75 * 0.25 / kRequests));
}

TEST(CompiledNetworks, TimeoutsEndAttemptsAndLeaveTheWorkAtTheCallee) {
  const auto impatient = [](ProgramBuilder& program) {
    CallOptions options;
    options.timeout = Seconds(0.010);
    options.retries = 1;
    options.backoff = Distribution::deterministic(0.005);
    options.ignore_failure = true;
    program.call({"db", "read"}, options, "call");
  };
  const Counted found = count(page(impatient, fails(0.0, 1.0)).compile(), 2000);
  EXPECT_NEAR(found.requests.response_s.mean(), 0.010 + 0.005 + 0.010, 1e-9);
  EXPECT_GE(found.calls, 2.0 * 900.0);  // one second of calls is still at work
}

TEST(CompiledNetworks, HopsAreTravelledBothWays) {
  const auto calls = [](ProgramBuilder& program) { program.call({"db", "read"}, {}, "call"); };
  const auto far = [](ComponentBuilder& builder) {
    builder.network_hop(Distribution::deterministic(0.002));
    fails(0.0)(builder);
  };
  const Counted found = count(page(calls, far).compile(), 1000);
  EXPECT_NEAR(found.requests.response_s.mean(), 0.002 + 0.001 + 0.002, 1e-9);
}

/// One token of everything and failures of every sort. `db` is slower than its caller's patience.
Drawing tight_and_failing() {
  const auto api = [](ComponentBuilder& builder) {
    const ResourceRef threads = builder.pool("threads", {.waiting_limit = 2});
    const ResourceRef locks = builder.pool("locks", {.timeout = Seconds(0.001)});
    const ResourceRef cpu = builder.station("CPU", {.waiting_limit = 0});
    const ResourceRef connections = builder.pool("connections", {});
    builder.operation("page", [&](ProgramBuilder& program) {
      program.acquire(threads);
      program.fail(0.1, "early");
      program.acquire(connections);
      const auto locked = [&](ProgramBuilder& body) {
        body.serve(cpu, Distribution::exponential(0.0005), "cpu");
        body.acquire(locks);
        body.call({"db", "read"}, {.timeout = Seconds(0.0015)}, "call");
        body.release(locks);
      };
      const auto left = [&](ProgramBuilder& body) { body.scope("left", locked); };
      const auto right = [&](ProgramBuilder& body) {
        body.delay(Distribution::exponential(0.001), "stagger");
        body.scope("right", locked);
      };
      program.parallel({left, right});
      program.call({"db", "read"}, {.retries = 1, .ignore_failure = true}, "again");
      program.repeat(
          0.5, [](ProgramBuilder& body) { body.fail(0.2, "late"); }, "repeat");
    });
  };
  Drawing drawing;
  drawing.add("users", "visit", [](ComponentBuilder& builder) {
    builder.think_time(Distribution::exponential(0.002));
    builder.operation("visit", [](ProgramBuilder& program) {
      program.call({"api", "page"}, {}, "to");
    });
  });
  drawing.add("api", "page", api);
  drawing.add("db", "read", [](ComponentBuilder& builder) {
    builder.operation("read", [](ProgramBuilder& program) {
      program.delay(Distribution::exponential(0.001), "wait");
      program.fail(0.05, "fail");
    });
  });
  drawing.enter("users", {"users", "visit"});
  return drawing;
}

TEST(CompiledNetworks, FailuresGiveBackWhatWasAcquired) {
  const Network net = tight_and_failing().compile();
  Engine engine(net, population(4), {.seed = 1});
  EXPECT_EQ(engine.run(50'000, {}), Engine::Outcome::reached);
  const auto first_half = static_cast<double>(engine.counts()[0].succeeded);
  EXPECT_EQ(engine.run(50'000, {}), Engine::Outcome::reached);
  const auto second_half = static_cast<double>(engine.counts()[0].succeeded) - first_half;
  // A single token lost would end all success.
  EXPECT_GT(first_half, 5'000.0);
  EXPECT_NEAR(second_half / first_half, 1.0, 0.1);
  const std::uint32_t api = net.groups[net.group_named("api")].first_resource;
  for (const std::uint32_t resource : {0U, 1U, 2U})
    EXPECT_GT(engine.resources()[api + resource].refused, 0U) << resource;
}

TEST(CompiledNetworks, ConsumersAreAMultiserverQueueOfMessages) {
  Drawing drawing;
  const auto queue = [](ComponentBuilder& builder) {
    const ResourceRef messages = builder.buffer("messages", {});
    for (const std::string& name : builder.requested_operations())
      builder.operation(name, [&](ProgramBuilder& program) { program.dispatch(messages); });
  };
  drawing.add("mails",
              {.write = queue, .operations = Operations::implicit, .intake = Intake::messages});
  const auto worker = [](ComponentBuilder& builder) {
    builder.replicas(2, Policy::random);
    const ResourceRef consumers = builder.pool("consumers", {});
    builder.consume("mails", "handle", consumers, [](ProgramBuilder& program) {
      program.delay(Distribution::exponential(1.0), "wait");
    });
  };
  drawing.add("mailer", {.write = worker, .intake = Intake::dispatch}).operations["handle"];
  drawing.enter("mails", {"mails", ""});
  // M/M/2 at utilisation 0.8: one queue for all replicas.
  const auto done = run(drawing.compile(), rate(1.6));
  expect_near(done.total.latency.mean, 1.0 + 1.7777777778, 0.02);
}

TEST(CompiledNetworks, ClosedClassesThinkBetweenTwoRequests) {
  Drawing drawing;
  drawing.add("users", "visit", [](ComponentBuilder& builder) {
    builder.think_time(Distribution::exponential(1.0));
    const ResourceRef server = builder.station("CPU", {});
    builder.operation("visit", [&](ProgramBuilder& program) {
      program.serve(server, Distribution::exponential(0.5), "cpu");
    });
  });
  drawing.enter("users", {"users", "visit"});
  // Machine repair with 3 customers, a = 0.5: 1/p0 = 1 + 3a + 6a^2 + 6a^3 = 4.75,
  // X = (1 - p0)/0.5, R = 3/X - 1.
  const auto done = run(drawing.compile(), population(3));
  expect_near(done.total.latency.mean, 3.0 / ((1.0 - 1.0 / 4.75) / 0.5) - 1.0, 0.01);
}

}  // namespace
}  // namespace headroom::sim
