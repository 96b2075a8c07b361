// Small networks written by hand: the engine's tests do not depend on how networks are compiled.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/network/network.h"

namespace headroom::sim::testing {

inline network::Step step(network::Op op, std::uint16_t resource = 0,
                          std::uint32_t site = network::kNone, std::uint32_t a = network::kNone) {
  network::Step made;
  made.op = op;
  made.resource = resource;
  made.site = site;
  made.a = a;
  return made;
}

inline network::Resource station(double servers,
                                 network::Discipline discipline = network::Discipline::fcfs,
                                 std::uint32_t waiting_limit = network::kUnlimited) {
  network::Resource made;
  made.label = "CPU";
  made.discipline = discipline;
  made.capacity = servers;
  made.waiting_limit = waiting_limit;
  return made;
}

inline network::Resource pool(double tokens, std::uint32_t waiting_limit = network::kUnlimited) {
  network::Resource made;
  made.label = "threads";
  made.kind = network::ResourceKind::pool;
  made.capacity = tokens;
  made.waiting_limit = waiting_limit;
  return made;
}

/// A network under construction: steps 0 and 1 are the engine's own.
class Sketch {
 public:
  Sketch() { net.steps = {step(network::Op::arrive), step(network::Op::reply)}; }

  std::uint32_t group(const std::string& name, std::uint32_t replicas,
                      std::vector<network::Resource> resources,
                      const std::vector<random::Distribution>& draws) {
    network::Group made;
    made.component = name;
    made.replicas = replicas;
    made.first_resource = net.resource_count;
    made.first_site = net.site_count;
    made.resources = std::move(resources);
    for (std::size_t i = 0; i < draws.size(); ++i)
      made.sites.push_back({"site " + std::to_string(i), draws[i], false});
    net.resource_count += replicas * static_cast<std::uint32_t>(made.resources.size());
    net.site_count += replicas * static_cast<std::uint32_t>(made.sites.size());
    net.groups.push_back(made);
    net.balancers.push_back(
        {static_cast<std::uint32_t>(net.groups.size() - 1), network::Policy::random, name});
    return static_cast<std::uint32_t>(net.groups.size() - 1);
  }
  std::uint32_t program(const std::vector<network::Step>& steps) {
    const auto entry = static_cast<std::uint32_t>(net.steps.size());
    net.steps.insert(net.steps.end(), steps.begin(), steps.end());
    return entry;
  }
  std::uint32_t call(std::uint32_t group, std::uint32_t entry,
                     std::uint32_t on_failure = network::kNone,
                     std::uint32_t timeout = network::kNone) {
    net.calls.push_back({group, entry, network::kNone, network::kNone, timeout, on_failure});
    return static_cast<std::uint32_t>(net.calls.size() - 1);
  }
  void open_source(std::uint32_t group, std::uint32_t entry) {
    network::Source source;
    source.request_class = "requests";
    source.balancer = group;
    source.entry = entry;
    net.sources.push_back(source);
  }

  network::Network net;
};

inline network::Load rate(double per_second) {
  network::Load load;
  load.sources.push_back({PerSecond(per_second), 0});
  return load;
}

/// One station, one class: M/G/c with any discipline and waiting room.
inline network::Network single_station(const network::Resource& resource,
                                       const random::Distribution& demand) {
  Sketch sketch;
  const std::uint32_t group = sketch.group("server", 1, {resource}, {demand});
  const std::uint32_t entry =
      sketch.program({step(network::Op::serve, 0, 0), step(network::Op::end)});
  sketch.net.steps[entry].a = entry + 1;  // turned away: leaves failed
  sketch.open_source(group, entry);
  return sketch.net;
}

}  // namespace headroom::sim::testing
