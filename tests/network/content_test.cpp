#include "core/network/content.h"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace headroom::network {
namespace {

/// One of everything.
Network sample() {
  Network network;
  network.steps = {{.op = Op::serve, .site = 0}, {}};
  Group group;
  group.component = "web";
  group.kind = "service";
  group.resources = {{.label = "CPU"}};
  group.sites = {{"page/0/cpu", random::Distribution::lognormal(0.010, 2.0)}};
  network.groups = {group};
  network.balancers = {{0, Policy::random, "web"}};
  network.calls = {{}};
  network.consumers = {{}};
  network.gates = {RetryTokens{}};
  network.timeouts = {Seconds(1.0)};
  Source source;
  source.request_class = "page";
  source.arrivals.bursts = workload::Bursts{2.0, Seconds(1.0), Seconds(10.0)};
  network.sources = {source};
  network.operations = {{0, "page", 0, 1}};
  network.resource_count = 1;
  network.site_count = 1;
  return network;
}

TEST(Content, EqualNetworksHaveEqualContents) {
  EXPECT_EQ(content_of(sample()), content_of(sample()));
  Network copy = sample();
  copy.timeouts.reserve(100);
  EXPECT_EQ(content_of(copy), content_of(sample()));
}

TEST(Content, WhateverChangesChangesIt) {
  using random::Distribution;
  const std::vector<std::function<void(Network&)>> changes = {
      [](Network& n) { n.steps[0].op = Op::delay; },
      [](Network& n) { n.steps[0].probability = 0.5F; },
      [](Network& n) { n.groups[0].component = "api"; },
      [](Network& n) { n.groups[0].replicas = 2; },
      [](Network& n) { n.groups[0].resources[0].capacity = 2.0; },
      [](Network& n) { n.groups[0].resources[0].order = Order::lifo; },
      [](Network& n) { n.groups[0].resources[0].scalability.coherency = 0.1; },
      [](Network& n) { n.groups[0].resources.clear(); },
      [](Network& n) { n.groups[0].sites[0].purpose += "x"; },
      [](Network& n) { n.groups[0].sites[0].distribution = Distribution::lognormal(0.010, 2.1); },
      [](Network& n) { n.groups[0].sites[0].distribution = Distribution::gamma(0.010, 2.0); },
      [](Network& n) {
        n.groups[0].sites[0].distribution = Distribution::discrete({1.0, 2.0}, {0.5, 0.5});
      },
      [](Network& n) {
        n.groups[0].sites[0].distribution = Distribution::discrete({1.0, 2.0}, {0.4, 0.6});
      },
      [](Network& n) {
        n.groups[0].sites[0].distribution = Distribution::empirical({1.0, 2.0});
      },
      [](Network& n) {
        n.groups[0].sites[0].distribution =
            Distribution::mixture({0.5, 0.5}, {Distribution::exponential(1.0), Distribution()});
      },
      [](Network& n) {
        n.groups[0].sites[0].distribution =
            Distribution::mixture({0.5, 0.5}, {Distribution::exponential(2.0), Distribution()});
      },
      [](Network& n) { n.balancers[0].policy = Policy::round_robin; },
      [](Network& n) { n.calls[0].cancels = true; },
      [](Network& n) { n.calls.emplace_back(); },
      [](Network& n) { n.consumers[0].pool = 1; },
      [](Network& n) { n.gates[0] = RetryShare{}; },
      [](Network& n) { n.gates[0] = CircuitBreaker{}; },
      [](Network& n) { n.timeouts[0] = Seconds(std::nextafter(1.0, 2.0)); },
      [](Network& n) { n.sources[0].deadline = Seconds(1.0); },
      [](Network& n) { n.sources[0].priority = 1; },
      [](Network& n) { n.sources[0].arrivals.bursts.reset(); },
      [](Network& n) {
        n.sources[0].arrivals.replay = workload::Replay{"times.csv", {1.0}};
      },
      [](Network& n) { n.operations[0].name = "pages"; },
      [](Network& n) { n.site_count = 2; }};
  std::vector<std::string> contents = {content_of(sample())};
  for (const auto& change : changes) {
    Network changed = sample();
    change(changed);
    contents.push_back(content_of(changed));
  }
  for (std::size_t i = 0; i < contents.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(contents[i], contents[j]) << i << " and " << j;
}

TEST(Content, OfTextsKeepsTheirBorders) {
  Network one;
  Network other;
  one.balancers = {{0, Policy::random, "ab"}, {0, Policy::random, "c"}};
  other.balancers = {{0, Policy::random, "a"}, {0, Policy::random, "bc"}};
  EXPECT_NE(content_of(one), content_of(other));
}

TEST(Content, OfALoadHoldsRatesPopulationsAndProfiles) {
  Load load;
  load.sources = {{PerSecond(10.0), 0, {}}};
  Load more = load;
  more.sources[0].rate = PerSecond(std::nextafter(10.0, 11.0));
  Load closed = load;
  closed.sources[0].population = 5;
  Load changing = load;
  changing.sources[0].profile = {{Seconds(0.0), PerSecond(10.0)}};
  for (const Load& other : {more, closed, changing}) EXPECT_NE(content_of(other), content_of(load));
}

}  // namespace
}  // namespace headroom::network
