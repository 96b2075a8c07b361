// Groups with slow replicas, for solvers that know only groups whose replicas are alike.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/network/network.h"
#include "core/network/performance.h"

namespace headroom::analytic {

/// How much more is asked of the busiest replica of a group than of one if all were as fast as
/// the fastest: at random and in turn each gets as many calls, so that a slow one is busy first;
/// balancers that look at queues share in proportion to speed. 1 where all are alike.
double unevenness(const network::Network& network, std::uint32_t group);

/// A network whose groups have no slow replicas.
struct EvenNetwork {
  /// The groups of the original; one with slow replicas became an entrance without resources, which
  /// calls the group of the fast or that of the slow ones. These lie behind, in pairs.
  network::Network network;
  std::vector<std::uint32_t> entrances;  ///< one for each pair, in their order
};

/// nullopt where all replicas are alike. A stream that is split at random is split exactly: to a
/// balancer that chooses at random the two are one.
std::optional<EvenNetwork> split_fleets(const network::Network& network);

/// What was answered for the even network, by the components of the original. Resources of the two
/// groups together: the mean of their use, the larger of what is asked of them.
network::Performance merged(const EvenNetwork& even, network::Performance performance);

}  // namespace headroom::analytic
