// From the traces of replications to where the time goes, with intervals. Private to core/sim.
#pragma once

#include <vector>

#include "core/sim/explain.h"
#include "core/sim/replication.h"

namespace headroom::sim {

/// By source. The replications are traced.
std::vector<Breakdown> breakdowns(const network::Network& network,
                                  const Replications& replications);

}  // namespace headroom::sim
