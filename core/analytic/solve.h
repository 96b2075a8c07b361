// The analytic solver: the same question as the simulation, answered in milliseconds.
#pragma once

#include <optional>
#include <stop_token>

#include "core/network/network.h"
#include "core/network/performance.h"

namespace headroom::analytic {

/// Where quantiles of responses come from when they are not known exactly.
enum class Quantiles {
  composed,  ///< the laws of all times on the way, put together: a few milliseconds a class
  fitted     ///< the gamma distribution with the mean and variance of the response: hardly any time
};

/// Steady state under a constant load. Needs one Load entry per source.
///
/// Traffic equations and the utilisation law; each resource of each replica as a waiting line of
/// its own (see waiting.h, balancing.h); pools held across calls by a fixed point over layers (see
/// layers.h); users by their number (see operating_point.h). `method` is exact when all means are
/// (product form, or one M/G/1); notes say what was approximated. Unstable when a resource that
/// turns nobody away is asked for all its capacity or more: then no times are given, but where and
/// by how much.
network::Performance solve(const network::Network& network, const network::Load& load,
                           Quantiles quantiles = Quantiles::composed);
/// The same; nullopt when stopped.
std::optional<network::Performance> solve(const network::Network& network,
                                          const network::Load& load, Quantiles quantiles,
                                          const std::stop_token& stop);

}  // namespace headroom::analytic
