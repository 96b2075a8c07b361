// Simulates one window request by request until its estimates are as precise as asked.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/base/units.h"
#include "core/network/network.h"
#include "core/network/performance.h"

namespace headroom::sim {

struct Options {
  std::uint64_t seed = 1;
  /// Relative half width asked of mean and p95 at 95 % confidence; p99 gets 5/3 of it. Error ratio:
  /// 10 % relative or 1e-4 absolute. [Law & Kelton stopping rule, corrected g/(1+g)]
  double precision = 0.05;
  std::uint32_t replications = 10;         ///< independent runs behind every interval, at least 2
  std::uint64_t max_requests = 4'000'000;  ///< budget over all replications
  std::uint64_t max_contexts = 4'000'000;  ///< requests and calls in flight per replication
  unsigned threads = 1;                    ///< never changes a result
};

/// Steady state of the network under a constant load. nullopt when stopped. Needs one Load entry
/// per source. Deterministic in (network, load, options without threads).
std::optional<network::Performance> simulate(const network::Network& network,
                                             const network::Load& load, const Options& options,
                                             std::stop_token stop = {});

}  // namespace headroom::sim
