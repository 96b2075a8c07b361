// Which resource limits a network that cannot carry its load. Private to core/sim.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <vector>

#include "core/network/network.h"

namespace headroom::sim {

/// A resource of all replicas of one component.
struct ResourceId {
  std::size_t group = 0;
  std::size_t resource = 0;  ///< blueprint of the group

  friend auto operator<=>(const ResourceId&, const ResourceId&) = default;
};

/// What was seen of a resource of one component, over its replicas.
struct Pressure {
  double queue_growth = 0.0;  ///< per second
  double utilization = 0.0;
};

/// One entry per group and blueprint.
using Pressures = std::vector<std::vector<Pressure>>;

/// The queue that grows fastest is only where requests pile up: callers keep their threads while
/// they wait for a slow callee, so the pile is at the top and the cause below. From that queue the
/// search goes down to the most used resource among those used while the present one is held, as
/// long as it is saturated (busy for 95 % of its capacity or more: above it, more tokens could gain
/// at most 5 %); the consumers of a queue with partitions in any case. nullopt when no queue grows.
std::optional<ResourceId> limiting_resource(const network::Network& network,
                                            const Pressures& pressures);

}  // namespace headroom::sim
