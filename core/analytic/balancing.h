// Replicas behind a balancer as waiting lines.
#pragma once

#include <cstdint>

#include "core/analytic/waiting.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// The line that one of `replicas` copies of a resource sees. Random splitting of a Poisson stream
/// is exact: each copy has its own line and an equal share. Round robin leaves gaps of `replicas`
/// arrivals, squared coefficient of variation 1/replicas. Least outstanding is taken as one line
/// for all copies, power of two choices as one for each pair: both a little better than the truth.
/// `whole`: rate over all copies, servers and limits of one copy.
Line line_of_replica(const Line& whole, std::uint32_t replicas, network::Policy policy);

}  // namespace headroom::analytic
