// Expected work per request, from the traffic equations over program steps: visit ratios and
// service demands in the sense of operational analysis [Denning & Buzen 1978].
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/network/network.h"

namespace headroom::analytic {

/// Position of a group's resource in lists over blueprint resources: groups in order, each with its
/// resources in order.
std::size_t blueprint_index(const network::Network& network, std::uint32_t group,
                            std::uint32_t resource);

/// One row per source (request class), one column per blueprint resource. Typed failures (`fail`
/// steps) are followed, from the calls that they make fail to the retries: 1 + p + p^2 + ... calls.
/// Nothing is refused or times out: that depends on the load.
struct Demands {
  /// Stations: visits per request. Pools: tokens acquired. Buffers: messages put in.
  std::vector<std::vector<double>> visits;
  /// Stations only: seconds of service per request at the station's speed, over all replicas.
  std::vector<std::vector<double>> work_s;
  /// One row per source, one column per group: operations started at it per request.
  std::vector<std::vector<double>> operations;
};

/// Needs a network without endless amplification (every asynchronous cycle has gain below 1).
Demands demands(const network::Network& network);

/// Utilisation law U = sum over classes of X D / (servers x replicas): offered utilisation of every
/// blueprint station at this load, of its busiest replica where some are slow; may exceed 1; 0 for
/// pools and buffers. Open classes only.
std::vector<double> offered_utilization(const network::Network& network, const Demands& demands,
                                        const network::Load& load);

/// The factor on the whole open load at which the busiest station is asked for exactly what it has:
/// an upper bound on what can be sustained. Infinite when no station is used.
double saturation_factor(const network::Network& network, const Demands& demands,
                         const network::Load& load);

}  // namespace headroom::analytic
