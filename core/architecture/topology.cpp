#include "core/architecture/topology.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/strong_components.hpp>

namespace headroom::architecture {
namespace {

using Directed = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

std::string name_of(const Target& target) {
  return target.operation.empty() ? target.component : target.component + "." + target.operation;
}

Diagnostic finding(Severity severity, std::string code, std::string pointer, std::string message,
                   std::string hint) {
  return {severity,           Fault::input,       std::move(code), {},
          std::move(pointer), std::move(message), std::move(hint)};
}

/// Operations as numbers, in order of name, so that nothing depends on the order of declaration.
struct Graph {
  std::vector<Target> targets;
  std::vector<const Link*> links;
  std::vector<std::size_t> from;
  std::vector<std::size_t> to;
  std::vector<std::size_t> group;  ///< strong component of each operation
};

Graph strong_groups(const std::vector<Link>& links, bool synchronous_only) {
  Graph graph;
  std::set<Target> targets;
  for (const Link& link : links) {
    if (synchronous_only && !link.synchronous) continue;
    graph.links.push_back(&link);
    targets.insert({link.from, link.to});
  }
  graph.targets.assign(targets.begin(), targets.end());
  const auto index = [&](const Target& target) {
    return static_cast<std::size_t>(std::ranges::lower_bound(graph.targets, target) -
                                    graph.targets.begin());
  };
  Directed edges(graph.targets.size());
  for (const Link* link : graph.links) {
    graph.from.push_back(index(link->from));
    graph.to.push_back(index(link->to));
    add_edge(graph.from.back(), graph.to.back(), edges);
  }
  graph.group.resize(graph.targets.size());
  if (!graph.group.empty()) boost::strong_components(edges, graph.group.data());
  return graph;
}

/// The shortest way back to `start` inside its strong component, `start` at both ends.
std::vector<std::size_t> cycle_through(const Graph& graph, std::size_t start) {
  std::map<std::size_t, std::size_t> before;
  std::vector<std::size_t> queue{start};
  for (std::size_t i = 0; i < queue.size() && !before.contains(start); ++i)
    for (std::size_t e = 0; e < graph.links.size(); ++e)
      if (graph.from[e] == queue[i] && graph.group[graph.to[e]] == graph.group[start] &&
          before.emplace(graph.to[e], queue[i]).second)
        queue.push_back(graph.to[e]);
  std::vector<std::size_t> cycle{start};
  do {
    cycle.push_back(before.at(cycle.back()));
  } while (cycle.back() != start);
  std::ranges::reverse(cycle);
  return cycle;
}

/// "a -> b -> a"
std::string text_of(const Graph& graph, const std::vector<std::size_t>& cycle) {
  std::string text;
  for (const std::size_t target : cycle)
    text += (text.empty() ? "" : " -> ") + name_of(graph.targets[target]);
  return text;
}

/// Links inside one strong component each, by component.
std::map<std::size_t, std::vector<std::size_t>> inner_links(const Graph& graph) {
  std::map<std::size_t, std::vector<std::size_t>> inner;
  for (std::size_t e = 0; e < graph.links.size(); ++e)
    if (graph.group[graph.from[e]] == graph.group[graph.to[e]])
      inner[graph.group[graph.from[e]]].push_back(e);
  return inner;
}

/// Growth of the mean calls with each link of a strong component: the spectral radius of its matrix
/// M. Power iteration on I + M, which is primitive where M is irreducible, so that it converges.
double amplification(const Graph& graph, const std::vector<std::size_t>& inner) {
  std::map<std::size_t, double> weight;
  for (const std::size_t e : inner) weight[graph.from[e]] = 1.0;
  for (auto& [target, share] : weight) share /= static_cast<double>(weight.size());
  double norm = 1.0;
  constexpr int kIterations = 10000;
  for (int i = 0; i < kIterations; ++i) {
    auto next = weight;
    for (const std::size_t e : inner)
      next[graph.to[e]] += graph.links[e]->mean_calls * weight[graph.from[e]];
    norm = 0.0;
    for (const auto& [target, share] : next) norm += share;
    double change = 0.0;
    for (auto& [target, share] : next) {
      share /= norm;
      change += std::abs(share - weight[target]);
    }
    weight = std::move(next);
    if (change < 1e-15) break;
  }
  return norm - 1.0;
}

std::string short_number(double value) {
  char buffer[32];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, 4);
  return {buffer, end.ptr};
}

void find_self_calls(const Topology& topology, Diagnostics& found) {
  for (const Link& link : topology.links)
    if (link.synchronous && link.from == link.to)
      found.add(finding(Severity::error, "self-call", link.pointer,
                        name_of(link.from) + " calls itself and would never end",
                        "use repeat for work that is done again"));
}

void find_synchronous_cycles(const Topology& topology, Diagnostics& found) {
  const Graph graph = strong_groups(topology.links, true);
  for (const auto& [group, inner] : inner_links(graph)) {
    const bool self =
        std::ranges::all_of(inner, [&](std::size_t e) { return graph.from[e] == graph.to[e]; });
    if (self) continue;
    std::size_t start = graph.from[inner[0]];
    for (const std::size_t e : inner) start = std::min(start, graph.from[e]);
    found.add(
        finding(Severity::error, "synchronous-cycle", graph.links[inner[0]]->pointer,
                "synchronous calls form a cycle: " + text_of(graph, cycle_through(graph, start)),
                "replace one of these calls by a message, or remove it"));
  }
}

void find_amplification(const Topology& topology, Diagnostics& found) {
  const Graph graph = strong_groups(topology.links, false);
  for (const auto& [group, inner] : inner_links(graph)) {
    const bool synchronous =
        std::ranges::all_of(inner, [&](std::size_t e) { return graph.links[e]->synchronous; });
    if (synchronous) continue;
    const double gain = amplification(graph, inner);
    if (gain < 1.0 - 1e-9) continue;
    const std::vector<std::size_t> cycle = cycle_through(graph, graph.from[inner[0]]);
    const double round = std::pow(gain, static_cast<double>(cycle.size() - 1));
    found.add(finding(Severity::error, "asynchronous-cycle", graph.links[inner[0]]->pointer,
                      "messages go round with amplification " + short_number(round) +
                          " >= 1, which is infinite traffic: " + text_of(graph, cycle),
                      "send fewer messages per execution, so that the product is below 1"));
  }
}

void find_unreachable(const Topology& topology, Diagnostics& found) {
  std::map<Target, std::vector<Target>> calls;
  for (const Link& link : topology.links) calls[link.from].push_back(link.to);
  std::vector<Target> queue;
  for (const Entry& entry : topology.entries) queue.push_back(entry.target);
  std::set<Target> seen(queue.begin(), queue.end());
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const Target at = queue[i];
    for (const Target& next : calls[at])
      if (seen.insert(next).second) queue.push_back(next);
  }
  std::set<std::string> reached;
  for (const Target& target : seen) reached.insert(target.component);
  for (const std::string& component : topology.components)
    if (!reached.contains(component))
      found.add(finding(Severity::warning, "unreachable-component", "/components/" + component,
                        "no request reaches " + component + "; it is still part of the bill",
                        "call it from an operation or remove it"));
}

}  // namespace

Diagnostics check_topology(const Topology& topology) {
  Diagnostics found;
  find_self_calls(topology, found);
  find_synchronous_cycles(topology, found);
  find_amplification(topology, found);
  find_unreachable(topology, found);
  return found;
}

std::vector<std::string> single_points_of_failure(const Topology& topology,
                                                  const std::vector<std::string>& single_replica) {
  std::map<std::string, std::size_t> index;
  for (const std::string& name : topology.components) index.emplace(name, index.size());
  // Clients stand before the entries, so that an entry in front of everything is a cut vertex too.
  const std::size_t clients = index.size();
  Undirected graph(clients + 1);
  std::set<std::string> critical;
  for (const Link& link : topology.links)
    if (link.synchronous && link.from.component != link.to.component)
      add_edge(index.at(link.from.component), index.at(link.to.component), graph);
  for (const Entry& entry : topology.entries) {
    add_edge(clients, index.at(entry.target.component), graph);
    critical.insert(entry.target.component);
  }
  std::vector<std::size_t> cuts;
  boost::articulation_points(graph, std::back_inserter(cuts));
  for (const auto& [name, vertex] : index)
    if (std::ranges::find(cuts, vertex) != cuts.end()) critical.insert(name);
  std::vector<std::string> out;
  for (const std::string& name : critical)
    if (std::ranges::find(single_replica, name) != single_replica.end()) out.push_back(name);
  return out;
}

namespace {

struct Chain {
  double residence_s = 0.0;
  const Link* next = nullptr;
};

using Chains = std::map<Target, Chain>;

/// Longest chain from `at` on, remembered per operation; the recursion is as deep as the calls.
double longest(const Target& at, const std::map<Target, std::vector<const Link*>>& calls,
               const std::map<Target, double>& residence_s, Chains& chains) {
  // An operation under way counts as 0: cycles are refused elsewhere and must not hang this.
  const auto [known, is_new] = chains.emplace(at, Chain{});
  if (!is_new) return known->second.residence_s;
  Chain chain;
  if (const auto found = calls.find(at); found != calls.end())
    for (const Link* link : found->second) {
      const double below = link->mean_calls * longest(link->to, calls, residence_s, chains);
      if (below > chain.residence_s) chain = {below, link};
    }
  const auto own = residence_s.find(at);
  if (own != residence_s.end()) chain.residence_s += own->second;
  chains[at] = chain;
  return chain.residence_s;
}

}  // namespace

std::vector<PathStep> critical_path(const Topology& topology, const Target& entry,
                                    const std::map<Target, double>& residence_s) {
  std::map<Target, std::vector<const Link*>> calls;
  for (const Link& link : topology.links)
    if (link.synchronous) calls[link.from].push_back(&link);
  Chains chains;
  longest(entry, calls, residence_s, chains);
  std::vector<PathStep> path;
  std::set<Target> seen;
  for (const Target* at = &entry; at != nullptr && seen.insert(*at).second;) {
    const auto own = residence_s.find(*at);
    path.push_back({*at, own == residence_s.end() ? 0.0 : own->second});
    const Link* next = chains.at(*at).next;
    at = next == nullptr ? nullptr : &next->to;
  }
  return path;
}

}  // namespace headroom::architecture
