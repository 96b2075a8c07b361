// The systems of the tables as compiled networks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/oracles/closed_networks.h"
#include "tests/oracles/fork_join.h"
#include "tests/oracles/layered.h"
#include "tests/oracles/open_networks.h"
#include "tests/sim/networks.h"

namespace headroom::oracles {

using network::Discipline;
using network::Network;
using network::Op;
using random::Distribution;
using sim::testing::pool;
using sim::testing::Sketch;
using sim::testing::station;
using sim::testing::step;

/// One component with all stations; requests jump between them as the routing says.
inline Network jackson_network(const JacksonCase& c) {
  Sketch sketch;
  const std::size_t nodes = c.servers.size();
  std::vector<network::Resource> stations;
  std::vector<Distribution> draws;
  for (std::size_t i = 0; i < nodes; ++i) {
    stations.push_back(station(c.servers[i]));
    draws.push_back(Distribution::exponential(1.0 / c.service_rate[i]));
  }
  draws.push_back(Distribution::uniform(0.0, 1.0));
  const auto group = sketch.group("nodes", 1, stations, draws);
  const auto dice = static_cast<std::uint32_t>(nodes);
  // Each node: its service, a branch for every node, the end.
  const auto entry = [&](std::size_t node) {
    return static_cast<std::uint32_t>(2 + node * (nodes + 2));
  };
  for (std::size_t i = 0; i < nodes; ++i) {
    std::vector<network::Step> steps = {
        step(Op::serve, static_cast<std::uint16_t>(i), static_cast<std::uint32_t>(i))};
    double rest = 1.0;
    for (std::size_t j = 0; j < nodes; ++j) {
      steps.push_back(step(Op::branch, 0, dice, entry(j)));
      if (rest > 0.0) steps.back().probability = static_cast<float>(c.routing[i][j] / rest);
      rest -= c.routing[i][j];
    }
    steps.push_back(step(Op::end));
    sketch.program(steps);
    if (c.external_rate[i] > 0.0) sketch.open_source(group, entry(i));
  }
  return sketch.net;
}

inline network::Load jackson_load(const JacksonCase& c) {
  network::Load load;
  for (const double rate : c.external_rate)
    if (rate > 0.0) load.sources.push_back({PerSecond(rate), 0});
  return load;
}

/// A component with the stations; every class has its own demands at them.
struct ClassesSketch {
  Sketch sketch;
  std::uint32_t group = 0;
  std::vector<std::uint32_t> entries;  ///< by class
  std::vector<std::uint32_t> think;    ///< site, by class
};

inline ClassesSketch classes_sketch(const std::vector<std::vector<double>>& demand_s,
                                    const std::vector<int>& servers, Discipline discipline,
                                    const std::vector<double>& think_s) {
  ClassesSketch made;
  std::vector<network::Resource> stations;
  for (const int count : servers) stations.push_back(station(count, discipline));
  std::vector<Distribution> draws;
  for (const std::vector<double>& demands : demand_s)
    for (const double demand : demands) draws.push_back(Distribution::exponential(demand));
  for (const double think : think_s) {
    made.think.push_back(static_cast<std::uint32_t>(draws.size()));
    draws.push_back(think > 0.0 ? Distribution::exponential(think)
                                : Distribution::deterministic(0.0));
  }
  made.group = made.sketch.group("stations", 1, stations, draws);
  std::uint32_t site = 0;
  for (const std::vector<double>& demands : demand_s) {
    std::vector<network::Step> steps;
    for (std::uint16_t k = 0; k < demands.size(); ++k) steps.push_back(step(Op::serve, k, site++));
    steps.push_back(step(Op::end));
    made.entries.push_back(made.sketch.program(steps));
  }
  return made;
}

inline Network open_classes_network(const OpenClassesCase& c) {
  ClassesSketch made = classes_sketch(c.demand_s, std::vector<int>(c.utilization.size(), 1),
                                      Discipline::processor_sharing, {});
  for (const std::uint32_t entry : made.entries) made.sketch.open_source(made.group, entry);
  return made.sketch.net;
}

inline network::Load open_load(const std::vector<double>& rates) {
  network::Load load;
  for (const double rate : rates) load.sources.push_back({PerSecond(rate), 0});
  return load;
}

/// Shared processors: their product form holds for several classes with demands of their own.
inline Network closed_network(const ClosedCase& c) {
  ClassesSketch made =
      classes_sketch(c.demand_s, c.servers, Discipline::processor_sharing, c.think_s);
  for (std::size_t r = 0; r < c.customers.size(); ++r) {
    made.sketch.open_source(made.group, made.entries[r]);
    network::Source& source = made.sketch.net.sources.back();
    source.request_class = "class " + std::to_string(r);
    source.think_group = made.group;
    source.think_site = made.think[r];
  }
  return made.sketch.net;
}

inline network::Load closed_load(const std::vector<std::uint32_t>& customers) {
  network::Load load;
  for (const std::uint32_t count : customers) load.sources.push_back({PerSecond(0.0), count});
  return load;
}

/// Threads held during a call to a database with few connections.
inline Network layered_network(const LayeredCase& c) {
  Sketch sketch;
  const auto db =
      sketch.group("db", 1, {station(c.connections)}, {Distribution::exponential(c.db_mean)});
  const auto read = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
  const std::uint32_t places =
      c.clients > 0 ? network::kUnlimited : static_cast<std::uint32_t>(c.capacity - c.threads);
  const double think = c.clients > 0 ? c.think_s : 1.0;
  const auto app =
      sketch.group("app", 1, {pool(c.threads, places), station(c.cores)},
                   {Distribution::exponential(c.cpu_mean), Distribution::exponential(think)});
  const auto page = sketch.program({step(Op::acquire, 0), step(Op::serve, 1, 0),
                                    step(Op::call, 0, 0, sketch.call(db, read)),
                                    step(Op::release, 0), step(Op::end)});
  sketch.net.steps[page].a = page + 4;  // turned away: leaves failed
  sketch.open_source(app, page);
  if (c.clients > 0) {
    sketch.net.sources.back().think_group = app;
    sketch.net.sources.back().think_site = 1;
  }
  return sketch.net;
}

inline network::Load layered_load(const LayeredCase& c) {
  network::Load load;
  load.sources.push_back({PerSecond(c.arrival_rate), static_cast<std::uint32_t>(c.clients)});
  return load;
}

/// A program that works in exponential slices of `slice_s` and after each calls one of `calls`, or
/// ends, all with the same probability. Sites 0: slice, 1: uniform.
inline std::vector<network::Step> geometric_calls(std::uint32_t start,
                                                  const std::vector<std::uint32_t>& calls) {
  std::vector<network::Step> steps = {step(Op::delay, 0, 0)};
  const auto count = static_cast<std::uint32_t>(calls.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    steps.push_back(step(Op::branch, 0, 1, start + 1 + count + 1 + 2 * i));
    steps.back().probability = 1.0F / static_cast<float>(count + 1 - i);
  }
  steps.push_back(step(Op::jump, 0, 0, start + 1 + count + 1 + 2 * count));
  for (const std::uint32_t call : calls) {
    steps.push_back(step(Op::call, 0, 0, call));
    steps.push_back(step(Op::jump, 0, 0, start));
  }
  return steps;
}

/// Two clients of e0 -> {e1, e2}, e1 -> e2; see Interlock.
inline Network interlock_network() {
  Sketch sketch;
  const auto slices = [](double mean) {
    return std::vector<Distribution>{Distribution::exponential(mean),
                                     Distribution::uniform(0.0, 1.0)};
  };
  const auto e2 = sketch.group("e2", 1, {station(1)}, {Distribution::exponential(1.0)});
  const auto serve = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
  const auto e1 = sketch.group("e1", 1, {pool(1)}, slices(1.0 / 2.0));
  const auto take = sketch.program({step(Op::acquire)});
  sketch.program(geometric_calls(take + 1, {sketch.call(e2, serve)}));
  sketch.program({step(Op::release), step(Op::end)});
  std::vector<Distribution> draws = slices(1.0 / 3.0);
  draws.push_back(Distribution::deterministic(0.0));
  const auto e0 = sketch.group("e0", 1, {}, draws);
  const auto cycle = static_cast<std::uint32_t>(sketch.net.steps.size());
  sketch.program(geometric_calls(cycle, {sketch.call(e1, take), sketch.call(e2, serve)}));
  sketch.program({step(Op::end)});
  sketch.open_source(e0, cycle);
  sketch.net.sources.back().think_group = e0;
  sketch.net.sources.back().think_site = 2;
  return sketch.net;
}

/// Every request goes to both servers at once.
inline Network two_way_network(const TwoWayCase& c) {
  Sketch sketch;
  std::vector<network::Step> steps;
  for (const double service_rate : c.service_rate) {
    const auto branch = sketch.group("branch " + std::to_string(sketch.net.groups.size()), 1,
                                     {station(1)}, {Distribution::exponential(1.0 / service_rate)});
    const auto entry = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
    steps.push_back(step(Op::spawn, 0, 0, sketch.call(branch, entry)));
  }
  steps.push_back(step(Op::join));
  steps.push_back(step(Op::end));
  const auto front = sketch.group("front", 1, {}, {});
  sketch.open_source(front, sketch.program(steps));
  return sketch.net;
}

/// K calls at once to something that never queues.
inline Network fan_out_network(const FanOutCase& c) {
  Sketch sketch;
  const auto callee = sketch.group("callee", 1, {}, {Distribution::exponential(c.mean_call)});
  const auto entry = sketch.program({step(Op::delay, 0, 0), step(Op::end)});
  std::vector<network::Step> steps;
  for (int i = 0; i < c.branches; ++i)
    steps.push_back(step(Op::spawn, 0, 0, sketch.call(callee, entry)));
  steps.push_back(step(Op::join));
  steps.push_back(step(Op::end));
  const auto front = sketch.group("front", 1, {}, {});
  sketch.open_source(front, sketch.program(steps));
  return sketch.net;
}

/// One request at a time, which is four parallel tasks.
inline Network split_merge_network() {
  Sketch sketch;
  const auto group = sketch.group("server", 1, {pool(1)}, {Distribution::exponential(1.0)});
  const auto task = sketch.program({step(Op::delay, 0, 0), step(Op::end)});
  const network::Step fork = step(Op::fork, 0, 0, task);
  sketch.open_source(group, sketch.program({step(Op::acquire), fork, fork, fork, fork,
                                            step(Op::join), step(Op::release), step(Op::end)}));
  return sketch.net;
}

}  // namespace headroom::oracles
