// Limits that hold whatever the distributions and orders of service are: operational analysis.
#pragma once

#include <optional>

#include "core/analytic/mva.h"
#include "core/network/network.h"
#include "core/network/performance.h"

namespace headroom::analytic {

/// Of the throughput of a closed network, requests per second.
struct ThroughputBounds {
  double least = 0.0;
  double most = 0.0;
};

/// One class of N customers, Z to think, D the sum of all demands, any number of servers m_k:
/// N / (Z + N D) <= X <= min(N / (Z + D), min m_k / D_k). [Denning & Buzen, The operational
/// analysis of queueing network models, ACM Comput. Surv. 10 (1978); Lazowska et al., Quantitative
/// system performance, 1984, 5.2] The lower one needs that somebody is served whenever anybody
/// waits.
ThroughputBounds asymptotic_bounds(const ClosedNetwork& network);

/// The same network, of product form, is between two whose demands are all alike: with K single
/// servers N / (Z + D + (N - 1) Dmax / (1 + Z / (N D))) <= X <= min(1 / Dmax, N / (Z + D + (N - 1)
/// (D / K) / (1 + Z / D))). [Zahorjan, Sevcik, Eager & Galler, Balanced job bound analysis of
/// queueing networks, CACM 25 (1982); Lazowska et al. 1984, 5.4] Needs some demand.
ThroughputBounds balanced_job_bounds(const ClosedNetwork& network);

/// Of open classes in their present mix, or of one closed class, as long as nobody is turned away
/// or gives up: stations by the utilisation law, tokens by the time for which they are held when
/// nobody waits. nullopt where the work of a request depends on the load even so: it is done in
/// batches, again after failures, in races, or slower by contention; and where nothing is used.
/// Needs one Load entry per source.
std::optional<network::Bounds> bounds(const network::Network& network, const network::Load& load);

}  // namespace headroom::analytic
