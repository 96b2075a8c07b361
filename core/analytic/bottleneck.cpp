#include "core/analytic/bottleneck.h"

#include <algorithm>
#include <map>

#include "core/analytic/demands.h"

namespace headroom::analytic {
namespace {

using network::Network;
using network::Op;
using network::ResourceKind;

bool overloaded(const Visit& visit) { return visit.waiting.overloaded || visit.sharing.overloaded; }

/// The resource to name: of a buffer, the consumers that are too slow.
Bottleneck named(const Network& net, Bottleneck found) {
  if (net.groups[found.group].resources[found.resource].kind != ResourceKind::buffer) return found;
  for (const network::Consumer& consumer : net.consumers)
    if (consumer.buffer_group == found.group && consumer.buffer == found.resource)
      return {consumer.group, consumer.pool, found.offered, found.line};
  return found;
}

std::optional<Bottleneck> most_overloaded(const Network& net, const Layers& layers, bool stations) {
  std::optional<Bottleneck> worst;
  for (std::uint32_t g = 0; g < net.groups.size(); ++g) {
    for (std::uint32_t r = 0; r < net.groups[g].resources.size(); ++r) {
      const bool station = net.groups[g].resources[r].kind == ResourceKind::station;
      const std::size_t index = layers.index(g, r);
      if (station != stations || !overloaded(layers.visits()[index])) continue;
      const Visit& visit = layers.visits()[index];
      const double offered = std::max(visit.waiting.load, visit.sharing.load);
      if (!worst || offered > worst->offered) worst = named(net, {g, r, offered, index});
    }
  }
  return worst;
}

/// Whether an execution comes to the bottleneck before it ends, callees and branches included.
class Way {
 public:
  /// `executions`: of each step; those that are not executed lead nowhere.
  Way(const Network& net, const Layers& layers, const Bottleneck& bottleneck,
      const std::vector<double>& executions)
      : net_(net),
        structure_(layers.programs().structure()),
        bottleneck_(bottleneck),
        executions_(executions) {}

  bool leads(std::uint32_t entry) {
    const auto known = leads_.find(entry);
    if (known != leads_.end()) return known->second;
    bool found = false;
    for (const Node& node : structure_.program(entry).nodes)
      found = found || (executions_[node.pc] > 0.0 && (is_there(node.pc) || calls(node.pc)));
    return leads_[entry] = found;
  }

 private:
  [[nodiscard]] bool is_there(std::uint32_t pc) const {
    const network::Step& step = net_.steps[pc];
    const bool uses = step.op == Op::serve || step.op == Op::acquire || step.op == Op::release;
    return uses && structure_.owner(pc) == bottleneck_.group &&
           step.resource == bottleneck_.resource;
  }
  bool calls(std::uint32_t pc) {
    const network::Step& step = net_.steps[pc];
    if (step.op == Op::fork || step.op == Op::detach) return leads(step.a);
    if (step.op == Op::call || step.op == Op::spawn) return leads(net_.calls[step.a].entry);
    return false;
  }

  const Network& net_;
  const ProgramStructure& structure_;
  const Bottleneck& bottleneck_;
  const std::vector<double>& executions_;
  std::map<std::uint32_t, bool> leads_;  ///< by entry
};

bool hands_over_to(const Network& net, const Layers& layers, Way& way, std::uint32_t pc) {
  const network::Step& step = net.steps[pc];
  if (step.op == Op::send) return way.leads(net.calls[step.a].entry);
  if (step.op != Op::dispatch) return false;
  return std::any_of(net.consumers.begin(), net.consumers.end(), [&](const auto& consumer) {
    return consumer.buffer_group == layers.flows().owner[pc] && consumer.buffer == step.resource &&
           way.leads(consumer.entry);
  });
}

}  // namespace

std::optional<Bottleneck> find_bottleneck(const Network& net, const Layers& layers) {
  const std::optional<Bottleneck> station = most_overloaded(net, layers, true);
  return station ? station : most_overloaded(net, layers, false);
}

bool overflows(const Layers& layers, const Bottleneck& bottleneck) {
  return overloaded(layers.visits()[bottleneck.line]);
}

bool asks_too_much(const Network& net, const Layers& layers, const Programs& idle) {
  std::vector<double> busy(layers.loads().size(), 0.0);
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) {
    const network::Step& step = net.steps[pc];
    if (layers.rate(pc) <= 0.0 || (step.op != Op::serve && step.op != Op::acquire)) continue;
    const network::Resource& resource = idle.structure().resource(pc);
    if (resource.turns_away()) continue;
    const double held =
        step.op == Op::acquire
            ? idle.holding(pc).mean
            : idle.draw(idle.structure().owner(pc), step.site).mean / resource.full_speed();
    const std::size_t k = idle.structure().blueprint(pc);
    busy[k] += layers.rate(pc) * held;
    if (busy[k] > layers.loads()[k].servers) return true;
  }
  return false;
}

Inflow inflow(const Network& net, const Layers& layers, const Bottleneck& bottleneck) {
  Inflow result;
  for (std::size_t s = 0; s < net.sources.size(); ++s)
    result.sources.push_back(
        Way(net, layers, bottleneck, layers.flows().executions[s]).leads(net.sources[s].entry));
  Way way(net, layers, bottleneck, layers.rates());
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc)
    if (layers.rate(pc) > 0.0 && hands_over_to(net, layers, way, pc))
      result.handovers.push_back(pc);
  return result;
}

}  // namespace headroom::analytic
