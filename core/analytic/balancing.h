// Replicas behind a balancer as waiting lines.
#pragma once

#include <cstdint>

#include "core/network/network.h"

namespace headroom::analytic {

/// How many of `replicas` copies share a line. With random or cyclic choice every copy has its own.
/// Least outstanding is taken as one line for all copies, power of two choices as one for each
/// pair: both a little better than the truth.
std::uint32_t copies_per_line(std::uint32_t replicas, network::Policy policy);

/// Squared coefficient of variation of the gaps between arrivals at one copy. Random splitting
/// keeps a Poisson stream; round robin passes every n-th arrival.
double arrival_scv(std::uint32_t replicas, network::Policy policy);

}  // namespace headroom::analytic
