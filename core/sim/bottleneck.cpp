#include "core/sim/bottleneck.h"

#include <set>
#include <utility>

namespace headroom::sim {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::Step;

constexpr double kSaturated = 0.95;

/// Follows programs: which resources does a context need between two places?
class ProgramWalk {
 public:
  explicit ProgramWalk(const Network& network) : net_(network) {}

  /// The whole program from `pc` on, callees included.
  void whole(std::size_t group, std::size_t pc) { follow(group, pc, kNone); }
  /// From `pc` until `held` is released.
  void until_released(std::size_t group, std::size_t pc, std::size_t held) {
    follow(group, pc, held);
  }

  [[nodiscard]] const std::set<ResourceId>& used() const { return used_; }
  /// Steps that acquire a resource, with what they acquire.
  [[nodiscard]] const std::vector<std::pair<ResourceId, std::size_t>>& acquires() const {
    return acquires_;
  }

 private:
  void follow(std::size_t group, std::size_t pc, std::size_t held) {
    if (pc == kNone || !seen_.insert({pc, held}).second) return;
    const Step& step = net_.steps[pc];
    const auto then = [&](std::size_t next) { follow(group, next, held); };
    switch (step.op) {
      case Op::acquire:
        acquires_.push_back({{group, step.resource}, pc});
        [[fallthrough]];
      case Op::serve:
        used_.insert({group, step.resource});
        then(step.a);
        return then(pc + 1);
      case Op::release:
        if (step.resource != held) then(pc + 1);
        return;
      case Op::call:
        then(net_.calls[step.a].on_failure);
        [[fallthrough]];
      case Op::spawn: {
        const network::CallSite& call = net_.calls[step.a];
        whole(net_.balancers[call.balancer].group, call.entry);
        return then(pc + 1);
      }
      case Op::fork:
        whole(group, step.a);
        return then(pc + 1);
      case Op::admit:
      case Op::branch:
      case Op::turn:
      case Op::detach:
      case Op::join:
        then(step.a);
        return then(pc + 1);
      case Op::jump:
      case Op::fail:
        return then(step.a);
      case Op::delay:
      case Op::send:
      case Op::recover:
      case Op::report:
      case Op::redeliver:
        return then(pc + 1);
      case Op::dispatch:
      case Op::end:
      case Op::arrive:
      case Op::reply:
        return;
    }
  }

  const Network& net_;
  std::set<std::pair<std::size_t, std::size_t>> seen_;
  std::set<ResourceId> used_;
  std::vector<std::pair<ResourceId, std::size_t>> acquires_;
};

/// All programs that anything can enter.
ProgramWalk everything(const Network& network) {
  ProgramWalk walk(network);
  for (const network::Source& source : network.sources)
    walk.whole(network.balancers[source.balancer].group, source.entry);
  for (const network::CallSite& call : network.calls)
    walk.whole(network.balancers[call.balancer].group, call.entry);
  for (const network::Consumer& consumer : network.consumers)
    walk.whole(consumer.group, consumer.entry);
  return walk;
}

/// What is needed while `resource` is held; of a buffer, its consumers.
std::set<ResourceId> used_below(const Network& network, const ResourceId& resource) {
  std::set<ResourceId> consumers;
  ProgramWalk walk(network);
  const ProgramWalk all = everything(network);
  for (const auto& [acquired, pc] : all.acquires())
    if (acquired == resource) walk.until_released(resource.group, pc + 1, resource.resource);
  for (const network::Consumer& consumer : network.consumers) {
    if (ResourceId{consumer.buffer_group, consumer.buffer} == resource)
      consumers.insert({consumer.group, consumer.pool});
    if (ResourceId{consumer.group, consumer.pool} == resource)
      walk.until_released(consumer.group, consumer.entry, consumer.pool);
  }
  consumers.insert(walk.used().begin(), walk.used().end());
  return consumers;
}

std::optional<ResourceId> fastest_growing(const Pressures& pressures) {
  std::optional<ResourceId> fastest;
  double growth = 0.0;
  for (std::size_t g = 0; g < pressures.size(); ++g) {
    for (std::size_t i = 0; i < pressures[g].size(); ++i) {
      if (pressures[g][i].queue_growth <= growth) continue;
      growth = pressures[g][i].queue_growth;
      fastest = ResourceId{g, i};
    }
  }
  return fastest;
}

}  // namespace

std::optional<ResourceId> limiting_resource(const Network& network, const Pressures& pressures) {
  std::optional<ResourceId> limit = fastest_growing(pressures);
  if (!limit) return limit;
  std::set<ResourceId> passed;
  for (bool deeper = true; deeper;) {
    deeper = false;
    const ResourceId here = *limit;
    passed.insert(here);
    // With partitions one consumer may be saturated while others are idle.
    double utilization = network.groups[here.group].partitions.count > 0 ? 0.0 : kSaturated;
    for (const ResourceId& below : used_below(network, here)) {
      const double used = pressures[below.group][below.resource].utilization;
      if (used < utilization || passed.contains(below)) continue;
      utilization = used;
      limit = below;
      deeper = true;
    }
  }
  return limit;
}

}  // namespace headroom::sim
