#include "core/sim/explain.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/network/drawing.h"
#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using namespace network;
using network::testing::Drawing;
using random::Distribution;
using testing::rate;
using testing::single_station;
using testing::station;

const Options kOptions{.seed = 3, .precision = 0.1, .max_requests = 400'000};

Breakdown breakdown_of(const Network& net, const Load& load, const Options& options = kOptions) {
  auto explained = *explain(net, load, options);
  EXPECT_TRUE(explained.performance.stable);
  EXPECT_EQ(explained.classes.size(), 1U);
  return explained.classes.front();
}

/// Of all nodes together.
PartTime total_of(const Breakdown& breakdown, PartKind kind, const std::string& label = "") {
  PartTime sum;
  for (const PathNode& node : breakdown.nodes)
    for (const PartTime& part : node.parts)
      if (part.kind == kind && (label.empty() || part.label == label)) {
        sum.mean_s.estimate += part.mean_s.estimate;
        sum.band_s.estimate += part.band_s.estimate;
        sum.mean_s.low += part.mean_s.low;
        sum.mean_s.high += part.mean_s.high;
        sum.band_s.low += part.band_s.low;
        sum.band_s.high += part.band_s.high;
      }
  return sum;
}

void expect_parts_add_up(const Breakdown& breakdown) {
  double mean = 0.0;
  double band = 0.0;
  for (const PathNode& node : breakdown.nodes) {
    double own = 0.0;
    for (const PartTime& part : node.parts) {
      own += part.mean_s.estimate;
      mean += part.mean_s.estimate;
      band += part.band_s.estimate;
    }
    EXPECT_NEAR(own, node.mean_s.estimate, 1e-9 * (1.0 + own));
  }
  EXPECT_NEAR(mean, breakdown.mean_s.estimate, 1e-9 * breakdown.mean_s.estimate);
  EXPECT_NEAR(band, breakdown.band_s.estimate, 1e-9 * breakdown.band_s.estimate);
}

/// The truth is within twice the half width (z = 3.9).
void expect_covers(const Estimate& estimate, double truth) {
  EXPECT_LE(std::abs(estimate.estimate - truth), 2.0 * estimate.half_width())
      << estimate.estimate << " +- " << estimate.half_width() << " against " << truth;
}

/// Expectation over the exponential response of M/M/1, cut to its 94 % to 96 % quantile.
template <class Function>
double over_the_band(double rate, const Function& value) {
  constexpr int kPoints = 2000;
  double sum = 0.0;
  for (int i = 0; i < kPoints; ++i) {
    const double p = 0.94 + 0.02 * (i + 0.5) / kPoints;
    sum += value(-std::log(1.0 - p) / rate) / kPoints;
  }
  return sum;
}

TEST(Explain, Mm1GoesIntoServiceAndWaiting) {
  constexpr double kArrivals = 0.8;
  const Breakdown found = breakdown_of(single_station(station(1), Distribution::exponential(1.0)),
                                       rate(kArrivals), {.seed = 1, .precision = 0.05});
  expect_parts_add_up(found);
  expect_covers(total_of(found, PartKind::service).mean_s, 1.0);
  expect_covers(total_of(found, PartKind::waiting).mean_s, 4.0);
  // Given a response of t, the service has the mean (1 - exp(-lambda t)) / lambda: from the
  // convolution of wait and service, divided by the density of the response.
  const auto service = [](double t) { return (1.0 - std::exp(-kArrivals * t)) / kArrivals; };
  const double near = over_the_band(1.0 - kArrivals, service);
  expect_covers(total_of(found, PartKind::service).band_s, near);
  expect_covers(total_of(found, PartKind::waiting).band_s,
                over_the_band(1.0 - kArrivals, [](double t) { return t; }) - near);
  EXPECT_NEAR(found.band_requests, 0.02 * static_cast<double>(found.requests), 1.0);
  EXPECT_LT(found.band_low_s, found.p95_s.estimate);
  EXPECT_GT(found.band_high_s, found.p95_s.estimate);
}

TEST(Explain, SharedProcessorsSplitIntoWorkAndSlowness) {
  const auto shared = station(1, Discipline::processor_sharing);
  const Breakdown found =
      breakdown_of(single_station(shared, Distribution::exponential(1.0)), rate(0.5));
  expect_parts_add_up(found);
  expect_covers(total_of(found, PartKind::service).mean_s, 1.0);
  expect_covers(total_of(found, PartKind::waiting).mean_s, 1.0);
}

TEST(Explain, FiguresAreThoseOfSimulate) {
  const Network net = single_station(station(2), Distribution::exponential(1.0));
  const auto plain = *simulate(net, rate(1.2), kOptions);
  const auto explained = *explain(net, rate(1.2), kOptions);
  EXPECT_EQ(plain.total.latency.p95, explained.performance.total.latency.p95);
  EXPECT_EQ(plain.requests, explained.performance.requests);
  EXPECT_EQ(explained.classes[0].p95_s, plain.total.latency.p95);
  EXPECT_NEAR(explained.classes[0].mean_s.estimate, plain.total.latency.mean.estimate, 1e-9);
}

TEST(Explain, OverloadHasNoBreakdown) {
  const Network net = single_station(station(1), Distribution::exponential(1.0));
  const auto explained = *explain(net, rate(1.5), kOptions);
  EXPECT_FALSE(explained.performance.stable);
  EXPECT_TRUE(explained.classes.empty());
}

/// api.page over db.read; `page` writes the page, `read` the query.
Drawing page_over_db(const ProgramBuilder::Body& page, const ProgramBuilder::Body& read) {
  Drawing drawing;
  drawing.add("api", "page",
              [page](ComponentBuilder& builder) { builder.operation("page", page); });
  drawing.add("db", "read", [read](ComponentBuilder& builder) {
    builder.network_hop(Distribution::deterministic(0.002));
    builder.operation("read", read);
  });
  drawing.enter("requests", {"api", "page"});
  return drawing;
}

TEST(Explain, TellsCallsHopsAndPausesInTheirPlaces) {
  const auto page = [](ProgramBuilder& program) {
    program.delay(Distribution::deterministic(0.003), "0/latency");
    program.call({"db", "read"}, {}, "first");
    program.call({"db", "read"}, {}, "second");
  };
  const auto read = [](ProgramBuilder& program) {
    program.delay(Distribution::deterministic(0.010), "wait");
  };
  const Breakdown found = breakdown_of(page_over_db(page, read).compile(), rate(1.0));
  expect_parts_add_up(found);
  ASSERT_EQ(found.nodes.size(), 2U);
  EXPECT_EQ(found.nodes[0].component, "api");
  EXPECT_EQ(found.nodes[0].operation, "page");
  EXPECT_EQ(found.nodes[1].operation, "read");
  EXPECT_EQ(found.nodes[1].parent, 0U);
  EXPECT_EQ(found.nodes[1].depth, 1U);
  EXPECT_NEAR(found.nodes[1].visits.estimate, 2.0, 1e-12);
  EXPECT_NEAR(total_of(found, PartKind::pause, "latency").mean_s.estimate, 0.003, 1e-9);
  EXPECT_NEAR(total_of(found, PartKind::pause, "wait").mean_s.estimate, 0.020, 1e-9);
  EXPECT_NEAR(total_of(found, PartKind::network).mean_s.estimate, 0.008, 1e-9);
}

TEST(Explain, OfParallelBranchesTheLastCounts) {
  const auto page = [](ProgramBuilder& program) {
    program.parallel(
        {[](ProgramBuilder& body) {
           body.call({"db", "read"}, {}, "left");
         },
         [](ProgramBuilder& body) { body.delay(Distribution::deterministic(0.5), "other"); }});
  };
  const auto read = [](ProgramBuilder& program) {
    program.delay(Distribution::exponential(1.0), "wait");
  };
  const Breakdown found = breakdown_of(page_over_db(page, read).compile(), rate(1.0));
  expect_parts_add_up(found);
  // The call is last when its time exceeds 0.5 less the two hops.
  const double rest = 0.5 - 0.004;
  const double last = std::exp(-rest);
  expect_covers(total_of(found, PartKind::pause, "wait").mean_s, last * (1.0 + rest));
  expect_covers(total_of(found, PartKind::pause, "other").mean_s, 0.5 * (1.0 - last));
  expect_covers(found.nodes[1].visits, last);
}

TEST(Explain, HedgedCallsCountTheAttemptThatSucceeded) {
  const auto page = [](ProgramBuilder& program) {
    CallOptions options;
    options.hedges = 1;
    options.hedge_after = Seconds(0.5);
    program.call({"db", "read"}, options, "call");
  };
  const auto read = [](ProgramBuilder& program) {
    program.delay(Distribution::exponential(1.0), "wait");
  };
  const Breakdown found = breakdown_of(page_over_db(page, read).compile(), rate(1.0));
  expect_parts_add_up(found);
  // The second attempt is the one in half of the cases in which the first takes longer than 0.5 s.
  expect_covers(total_of(found, PartKind::pause, "hedge").mean_s, 0.5 * 0.5 * std::exp(-0.5));
}

TEST(Explain, TimedOutCallsAreLostTime) {
  const auto page = [](ProgramBuilder& program) {
    CallOptions options;
    options.timeout = Seconds(0.010);
    options.retries = 1;
    options.backoff = Distribution::deterministic(0.005);
    options.ignore_failure = true;
    program.call({"db", "read"}, options, "call");
  };
  const auto read = [](ProgramBuilder& program) {
    program.delay(Distribution::deterministic(1.0), "wait");
  };
  const Breakdown found = breakdown_of(page_over_db(page, read).compile(), rate(1.0));
  expect_parts_add_up(found);
  EXPECT_NEAR(total_of(found, PartKind::lost).mean_s.estimate, 0.020, 1e-9);
  EXPECT_NEAR(total_of(found, PartKind::pause, "backoff").mean_s.estimate, 0.005, 1e-9);
  EXPECT_EQ(found.nodes[0].parts[0].component, "db");
}

TEST(Explain, PartsAddUpWhateverHappens) {
  const auto api = [](ComponentBuilder& builder) {
    const ResourceRef threads = builder.pool("threads", {.tokens = 3.0});
    const ResourceRef locks = builder.pool("locks", {.timeout = Seconds(0.005)});
    const ResourceRef cpu =
        builder.station("CPU", {.discipline = Discipline::processor_sharing, .capacity = 2.0});
    const ResourceRef limit = builder.station(
        "limit", {.discipline = Discipline::token_bucket, .speed = 400.0, .burst = 2});
    builder.operation("page", [=](ProgramBuilder& program) {
      program.serve(limit, Distribution::deterministic(1.0), "limit");
      program.acquire(threads);
      const auto locked = [=](ProgramBuilder& body) {
        body.serve(cpu, Distribution::exponential(0.0005), "cpu");
        body.acquire(locks);
        body.call({"db", "read"}, {.timeout = Seconds(0.004), .retries = 1, .ignore_failure = true},
                  "call");
        body.release(locks);
      };
      program.parallel({[&](ProgramBuilder& body) { body.scope("left", locked); },
                        [&](ProgramBuilder& body) { body.scope("right", locked); }});
      program.reply();
      program.serve(cpu, Distribution::exponential(0.001), "after");
    });
  };
  Drawing drawing;
  drawing.add("users", "visit", [](ComponentBuilder& builder) {
    builder.think_time(Distribution::exponential(0.05));
    builder.operation("visit", [](ProgramBuilder& program) {
      program.call({"api", "page"}, {}, "to");
    });
  });
  drawing.add("api", "page", api);
  drawing.add("db", "read", [](ComponentBuilder& builder) {
    const ResourceRef disk = builder.station("disk", {});
    builder.network_hop(Distribution::exponential(0.0002));
    builder.operation("read", [=](ProgramBuilder& program) {
      program.serve(disk, Distribution::exponential(0.001), "io");
      program.fail(0.05, "fail");
    });
  });
  drawing.enter("users", {"users", "visit"});
  Load load;
  load.sources.push_back({PerSecond(0.0), 8});
  const Breakdown found = breakdown_of(drawing.compile(), load);
  expect_parts_add_up(found);
  for (const PartKind kind : {PartKind::service, PartKind::waiting, PartKind::network})
    EXPECT_GT(total_of(found, kind).mean_s.estimate, 0.0);
  EXPECT_GT(total_of(found, PartKind::lost).mean_s.estimate, 0.0);
  EXPECT_GT(total_of(found, PartKind::waiting, "limit").mean_s.estimate, 0.0);
}

TEST(Explain, MessagesWaitForTheirConsumers) {
  Drawing drawing;
  const auto queue = [](ComponentBuilder& builder) {
    const ResourceRef messages = builder.buffer("messages", {});
    for (const std::string& name : builder.requested_operations())
      builder.operation(name, [=](ProgramBuilder& program) { program.dispatch(messages); });
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
  // M/M/2 at utilisation 0.8.
  const Breakdown found = breakdown_of(drawing.compile(), rate(1.6));
  expect_parts_add_up(found);
  expect_covers(total_of(found, PartKind::waiting, "messages").mean_s, 1.7777777778);
  expect_covers(total_of(found, PartKind::pause, "wait").mean_s, 1.0);
  ASSERT_EQ(found.nodes.size(), 2U);
  EXPECT_EQ(found.nodes[1].component, "mailer");
}

}  // namespace
}  // namespace headroom::sim
