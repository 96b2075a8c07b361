// From the tallies of replications to estimates with their intervals. Private to core/sim.
#pragma once

#include <cstddef>
#include <vector>

#include "core/network/network.h"
#include "core/network/performance.h"
#include "core/sim/replication.h"

namespace headroom::sim {

/// The sources [first, last) of the network taken together.
network::ClassPerformance classes_together(const Replications& replications, std::size_t first,
                                           std::size_t last);

/// Operations that began since the marks, per second, by group.
std::vector<Estimate> begun_rps(const network::Network& network, const Replications& replications);

/// Everything measured since the replications' marks. Verdicts (stable, precise) are the caller's.
network::Performance summary(const network::Network& network, const Replications& replications);

}  // namespace headroom::sim
