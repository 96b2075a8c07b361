// The analytic solver: the same question as the simulation, answered in milliseconds.
#pragma once

#include "core/network/network.h"
#include "core/network/performance.h"

namespace headroom::analytic {

/// Steady state under a constant load. Needs one Load entry per source.
///
/// Traffic equations and the utilisation law; each resource of each replica as a waiting line of
/// its own (see waiting.h, balancing.h); pools held across calls by a fixed point over layers (see
/// layers.h); mean and variance of each program (see programs.h); quantiles from the gamma
/// distribution with these moments. `method` is exact when all means are (product form, or one
/// M/G/1); notes say what was approximated. Unstable when a resource that turns nobody away is
/// asked for all its capacity or more: then no times are given, but where and by how much.
network::Performance solve(const network::Network& network, const network::Load& load);

}  // namespace headroom::analytic
