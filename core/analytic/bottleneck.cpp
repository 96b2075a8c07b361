#include "core/analytic/bottleneck.h"

#include <algorithm>

#include "core/analytic/demands.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::ResourceKind;

bool overloaded(const Visit& visit) { return visit.waiting.overloaded || visit.sharing.overloaded; }

/// The resource to name: of a buffer, the consumers that are too slow.
Bottleneck named(const Network& net, Bottleneck found) {
  if (net.groups[found.group].resources[found.resource].kind != ResourceKind::buffer) return found;
  for (const network::Consumer& consumer : net.consumers)
    if (consumer.buffer_group == found.group && consumer.buffer == found.resource)
      return {consumer.group, consumer.pool, found.offered};
  return found;
}

std::optional<Bottleneck> most_overloaded(const Network& net, const Layers& layers, bool stations) {
  std::optional<Bottleneck> worst;
  for (std::uint32_t g = 0; g < net.groups.size(); ++g) {
    for (std::uint32_t r = 0; r < net.groups[g].resources.size(); ++r) {
      const bool station = net.groups[g].resources[r].kind == ResourceKind::station;
      const std::size_t index = blueprint_index(net, g, r);
      if (station != stations || !overloaded(layers.visits()[index])) continue;
      const Visit& visit = layers.visits()[index];
      const double offered = std::max(visit.waiting.load, visit.sharing.load);
      if (!worst || offered > worst->offered) worst = named(net, {g, r, offered});
    }
  }
  return worst;
}

}  // namespace

std::optional<Bottleneck> find_bottleneck(const Network& net, const Layers& layers) {
  const std::optional<Bottleneck> station = most_overloaded(net, layers, true);
  return station ? station : most_overloaded(net, layers, false);
}

bool comes_to(const Network& net, const Layers& layers, std::size_t source,
              const Bottleneck& bottleneck) {
  const std::vector<double>& executions = layers.flows().executions[source];
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) {
    const network::Step& step = net.steps[pc];
    if (layers.flows().owner[pc] != bottleneck.group || executions[pc] <= 0.0) continue;
    if ((step.op == Op::serve || step.op == Op::acquire || step.op == Op::release) &&
        step.resource == bottleneck.resource)
      return true;
  }
  return false;
}

}  // namespace headroom::analytic
