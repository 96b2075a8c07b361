#include <map>
#include <optional>
#include <utility>

#include "core/network/call_graph.h"
#include "core/network/compile.h"

namespace headroom::network {
namespace {

using architecture::Link;
using architecture::Target;

/// Follows links operation by operation; implicit operations come up as somebody asks for them.
class Exploration {
 public:
  explicit Exploration(const Directory& directory) : directory_(&directory) {}

  void ask(const Target& operation) {
    if (graph_.operations.insert(operation).second) open_.push_back(operation);
  }
  CallGraph explore() {
    // Indexed: the list grows while it is walked.
    for (std::size_t i = 0; i < open_.size(); ++i) follow(Target(open_[i]));
    add_feeds();
    return std::move(graph_);
  }

 private:
  void follow(const Target& operation) {
    const ComponentKind& kind = *directory_->kind_of(operation.component);
    for (Link& link : kind.links(directory_->settings(operation.component), operation.operation)) {
      if (link.from.component != operation.component) {
        feeds_.emplace(std::pair(link.from.component, link.to), link);
        continue;
      }
      link.from = operation;
      add(link);
    }
  }
  void add(Link link) {
    const std::optional<Target> callee = directory_->resolve(link.to);
    if (!callee) {
      graph_.broken.push_back(std::move(link));
      return;
    }
    ask(*callee);
    link.to = *callee;
    graph_.links.push_back(std::move(link));
  }
  /// Workers declare the links of their queue: every operation of the queue leads to every worker,
  /// in equal parts.
  void add_feeds() {
    std::map<std::string, double> workers;
    for (const auto& [ends, link] : feeds_) workers[ends.first] += 1.0;
    for (const auto& [ends, link] : feeds_) {
      graph_.feeds.push_back(link);
      const ComponentKind* queue = directory_->kind_of(ends.first);
      if (queue != nullptr && queue->intake() == Intake::messages)
        add_feed(link, 1.0 / workers[ends.first]);
    }
  }
  void add_feed(const Link& feed, double share) {
    for (const std::string& operation : graph_.operations_of(feed.from.component)) {
      Link part = feed;
      part.from.operation = operation;
      part.mean_calls *= share;
      add(std::move(part));
    }
  }

  const Directory* directory_;
  CallGraph graph_;
  std::vector<Target> open_;
  std::map<std::pair<std::string, Target>, Link> feeds_;  ///< by queue and handling operation
};

}  // namespace

std::vector<std::string> CallGraph::operations_of(const std::string& component) const {
  std::vector<std::string> names;
  for (auto i = operations.lower_bound({component, ""});
       i != operations.end() && i->component == component; ++i)
    names.push_back(i->operation);
  return names;
}

CallGraph call_graph(const Directory& directory, const std::vector<ClassEntry>& entries) {
  Exploration exploration(directory);
  for (const auto& [name, component] : directory.architecture().components) {
    const ComponentKind* kind = directory.kind_of(name);
    if (kind == nullptr || kind->operations() == Operations::implicit) continue;
    for (const auto& [operation, steps] : component.operations) exploration.ask({name, operation});
  }
  for (const ClassEntry& entry : entries)
    if (const auto target = directory.resolve(entry.target)) exploration.ask(*target);
  return exploration.explore();
}

architecture::Topology topology_of(const Directory& directory, const CallGraph& graph,
                                   const std::vector<ClassEntry>& entries) {
  architecture::Topology topology;
  for (const auto& [name, component] : directory.architecture().components)
    topology.components.push_back(name);
  topology.links = graph.links;
  for (const ClassEntry& entry : entries)
    if (const auto target = directory.resolve(entry.target))
      topology.entries.push_back({*target, entry.pointer});
  return topology;
}

architecture::Topology topology_of(const architecture::Architecture& architecture,
                                   const KindList& kinds, const architecture::SizeTable& sizes,
                                   const std::vector<ClassEntry>& entries) {
  const Directory directory(architecture, kinds, sizes);
  return topology_of(directory, call_graph(directory, entries), entries);
}

}  // namespace headroom::network
