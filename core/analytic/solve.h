// The analytic solver: the same question as the simulation, answered in milliseconds.
#pragma once

#include "core/network/network.h"
#include "core/network/performance.h"

namespace headroom::analytic {

/// Steady state under a constant open load: utilisation law, every station as if it were M/M/c with
/// its share of the load. Pools are not limits here yet.
network::Performance solve(const network::Network& network, const network::Load& load);

}  // namespace headroom::analytic
