// Station by station must give the requests of the event loop: the same times to the last bit.
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "core/sim/engine.h"
#include "core/sim/simulate.h"
#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using random::Distribution;
using testing::pool;
using testing::rate;
using testing::Sketch;
using testing::station;
using testing::step;

constexpr double kRounding = 1e-9;  // of sums that are added up in another order

void expect_same_resources(const Engine& one, const Engine& two) {
  const std::vector<ResourceTally> first = one.resources();
  const std::vector<ResourceTally> second = two.resources();
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].visits, second[i].visits) << i;
    EXPECT_EQ(first[i].waiting, second[i].waiting) << i;
    EXPECT_NEAR(first[i].busy_area, second[i].busy_area, kRounding * one.clock()) << i;
    EXPECT_NEAR(first[i].queue_area, second[i].queue_area, kRounding * first[i].queue_area) << i;
    EXPECT_NEAR(first[i].wait_sum, second[i].wait_sum, kRounding * first[i].wait_sum) << i;
  }
}

void expect_same_replicas(const Engine& one, const Engine& two) {
  const std::vector<ReplicaTally> first = one.replicas();
  const std::vector<ReplicaTally> second = two.replicas();
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].ended, second[i].ended) << i;
    EXPECT_NEAR(first[i].inside_area, second[i].inside_area, kRounding * first[i].inside_area) << i;
  }
}

void expect_same_classes(const Engine& one, const Engine& two) {
  for (std::size_t i = 0; i < one.classes().size(); ++i) {
    const ClassTally& first = one.classes()[i];
    const ClassTally& second = two.classes()[i];
    EXPECT_EQ(first.arrivals, second.arrivals);
    EXPECT_EQ(first.failed, second.failed);
    EXPECT_EQ(first.response_s.count(), second.response_s.count());
    if (first.response_s.empty()) continue;
    EXPECT_EQ(first.response_s.min(), second.response_s.min());
    EXPECT_EQ(first.response_s.max(), second.response_s.max());
    EXPECT_EQ(first.response_s.quantile(0.99), second.response_s.quantile(0.99));
    EXPECT_NEAR(first.response_s.sum(), second.response_s.sum(),
                kRounding * first.response_s.sum());
  }
}

void expect_same(const Engine& one, const Engine& two) {
  EXPECT_EQ(one.clock(), two.clock());
  EXPECT_EQ(one.fingerprint(), two.fingerprint());
  EXPECT_EQ(one.inside(), two.inside());
  EXPECT_EQ(one.backlog(), two.backlog());
  expect_same_classes(one, two);
  expect_same_resources(one, two);
  expect_same_replicas(one, two);
}

/// In several runs, some short, with a reset between them.
void expect_same_requests(const Network& net, const network::Load& load) {
  Engine events(net, load, {.seed = 5, .events_only = true});
  Engine stations(net, load, {.seed = 5});
  EXPECT_FALSE(events.by_station());
  ASSERT_TRUE(stations.by_station());
  for (const std::uint64_t requests : {1000U, 3U, 700U, 20'000U}) {
    for (Engine* engine : {&events, &stations}) {
      ASSERT_EQ(engine->run(requests, {}), Engine::Outcome::reached);
      engine->check_conservation();
    }
    expect_same(events, stations);
    events.reset_statistics();
    stations.reset_statistics();
  }
}

/// A front of no time calls an application of several replicas, then perhaps a store, then perhaps
/// a database. The application holds a thread while it works; the others serve.
struct WebTier {
  std::uint32_t replicas = 4;
  double threads = 4;
  network::Policy policy = network::Policy::random;
  Sketch sketch;

  Network network() {
    const std::uint32_t edge = sketch.group("edge", 1, {}, {});
    sketch.net.groups[edge].sites = {uniform("hit"), uniform("miss")};
    sketch.net.site_count += 2;
    const auto app =
        sketch.group("app", replicas, {pool(threads)}, {Distribution::exponential(12.0)});
    sketch.net.balancers[app].policy = policy;
    const auto store = sketch.group("store", 1, {station(1)}, {Distribution::exponential(1.2)});
    const auto db = sketch.group("db", 2, {station(20)}, {Distribution::lognormal(24.0, 1.5)});
    const auto work = sketch.program(
        {step(Op::acquire, 0), step(Op::delay, 0, 0), step(Op::release, 0), step(Op::end)});
    const auto serve = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
    const auto entry = static_cast<std::uint32_t>(sketch.net.steps.size());
    sketch.program(
        {step(Op::call, 0, kNone, sketch.call(app, work)), step(Op::branch, 0, 0, entry + 4),
         step(Op::call, 0, kNone, sketch.call(store, serve)), step(Op::jump, 0, kNone, entry + 5),
         step(Op::end), step(Op::branch, 0, 1, entry + 7),
         step(Op::call, 0, kNone, sketch.call(db, serve)), step(Op::end)});
    sketch.net.steps[entry + 1].probability = 0.25F;
    sketch.net.steps[entry + 5].probability = 0.3F;
    sketch.open_source(edge, entry);
    return sketch.net;
  }

  static network::Site uniform(const char* purpose) {
    return {purpose, Distribution::uniform(0.0, 1.0), true};
  }
};

TEST(StationPath, GivesTheRequestsOfOneStation) {
  expect_same_requests(testing::single_station(station(1), Distribution::exponential(1.0)),
                       rate(0.8));
  expect_same_requests(testing::single_station(station(7), Distribution::gamma(1.0, 2.0)),
                       rate(6.5));
  expect_same_requests(testing::single_station(station(60), Distribution::lognormal(1.0, 3.0)),
                       rate(50.0));
}

TEST(StationPath, GivesTheRequestsOfATree) { expect_same_requests(WebTier().network(), rate(1.0)); }

TEST(StationPath, GivesTheRequestsOfManyReplicasInTurn) {
  WebTier tier;
  tier.replicas = 30;
  tier.threads = 1;
  tier.policy = network::Policy::round_robin;
  expect_same_requests(tier.network(), rate(1.0));
}

TEST(StationPath, GivesTheRequestsOfSeveralClasses) {
  WebTier tier;
  Network net = tier.network();
  net.sources.push_back(net.sources[0]);
  net.sources[0].request_class = "bursts";
  net.sources[0].arrivals.bursts = workload::Bursts{3.0, Seconds(50.0), Seconds(400.0)};
  network::Load load = rate(0.3);
  load.sources.push_back({PerSecond(0.5), 0});
  expect_same_requests(net, load);
}

TEST(StationPath, GivesTheRequestsOfAStationThatOverflows) {
  const auto net = testing::single_station(station(1), Distribution::exponential(1.0));
  Engine one(net, rate(1.3), {.seed = 2, .max_contexts = 2000, .events_only = true});
  Engine two(net, rate(1.3), {.seed = 2, .max_contexts = 2000});
  EXPECT_EQ(one.run(100'000, {}), Engine::Outcome::too_many_contexts);
  EXPECT_EQ(two.run(100'000, {}), Engine::Outcome::too_many_contexts);
}

TEST(StationPath, IsToldByTheAnswer) {
  const auto path = [](network::Discipline discipline) {
    const auto net =
        testing::single_station(station(1, discipline), Distribution::exponential(1.0));
    return simulate(net, rate(0.5), {.precision = 0.2})->path;
  };
  EXPECT_EQ(path(network::Discipline::fcfs), network::Path::station_by_station);
  EXPECT_EQ(path(network::Discipline::processor_sharing), network::Path::event_loop);
}

// ---------------------------------------------------------------- what it must leave alone

bool by_station(const Network& net) { return Engine(net, rate(1.0), {}).by_station(); }

TEST(StationPath, LeavesWhatItDoesNotKnowToTheEventLoop) {
  const auto service = Distribution::exponential(1.0);
  EXPECT_TRUE(by_station(testing::single_station(station(1), service)));
  EXPECT_FALSE(by_station(
      testing::single_station(station(1, network::Discipline::processor_sharing), service)));
  EXPECT_FALSE(
      by_station(testing::single_station(station(1, network::Discipline::fcfs, 5), service)));
  network::Resource lifo = station(1);
  lifo.order = network::Order::lifo;
  EXPECT_FALSE(by_station(testing::single_station(lifo, service)));
  Network deadline = testing::single_station(station(1), service);
  deadline.sources[0].deadline = Seconds(3.0);
  EXPECT_FALSE(by_station(deadline));
  Network together = testing::single_station(station(1), service);
  together.sources[0].arrivals.together = Distribution::deterministic(2.0);
  EXPECT_FALSE(by_station(together));
}

TEST(StationPath, LeavesChoicesByStateAndWaysBackToTheEventLoop) {
  WebTier by_state;
  by_state.policy = network::Policy::least_outstanding;
  EXPECT_FALSE(by_station(by_state.network()));
  Network timed = WebTier().network();
  timed.timeouts = {Seconds(1.0)};
  timed.calls[0].timeout = 0;
  EXPECT_FALSE(by_station(timed));
  Network twice = WebTier().network();  // the database comes before the application too
  twice.calls[1] = twice.calls[0];
  EXPECT_FALSE(by_station(twice));
}

}  // namespace
}  // namespace headroom::sim
