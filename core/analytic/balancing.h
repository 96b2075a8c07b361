// Replicas behind a balancer as waiting lines.
#pragma once

#include <cstdint>

#include "core/network/network.h"

namespace headroom::analytic {

/// Variability of the arrivals at one copy, of a stream whose variability is `scv` (1: Poisson).
/// Random splitting brings a stream nearer to Poisson; round robin passes every n-th arrival.
/// [Whitt, The queueing network analyzer, BSTJ 62 (1983), 4.2]
double arrival_scv(std::uint32_t replicas, network::Policy policy, double scv);

/// Whether the balancer looks at the queues.
bool looks_at_queues(network::Policy policy);

/// Where the wait lies between one line for all copies (0) and lines of their own with random
/// choice (1). Least outstanding: (1 - 1/n) rho (1 - rho); two choices among more than two: half as
/// much again. Interpolates between no load and heavy traffic, where both are as good as one line
/// [Foschini & Salz 1978]; fitted to exact chains of 2 to 4 single servers, which it meets within 5
/// %.
double distance_from_pooling(std::uint32_t replicas, network::Policy policy, double load);

}  // namespace headroom::analytic
