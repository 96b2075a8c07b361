// Simulates one window request by request until its estimates are as precise as asked.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/network/network.h"
#include "core/network/performance.h"

namespace headroom::sim {

struct Options {
  std::uint64_t seed = 1;
  /// Relative half width asked of mean and p95 at 95 % confidence; p99 gets twice as much. Error
  /// ratio: 10 % relative or 1e-4 absolute. [Law & Kelton stopping rule, corrected g/(1+g)]
  double precision = 0.05;
  std::uint32_t replications = 20;         ///< independent runs behind every interval, at least 2
  std::uint64_t max_requests = 4'000'000;  ///< measured, over all replications; the start-up apart
  /// Of the start-up, per replication: doubled until it suffices or has reached the other.
  std::uint64_t pilot_requests = 1000;
  std::uint64_t max_pilot_requests = 128'000;
  std::uint64_t max_contexts = 400'000;  ///< requests and calls in flight per replication
  /// Hint: the largest offered utilisation of a resource by the utilisation law, if the caller has
  /// solved for it. At 1 or more there is no steady state: the window then only measures how fast
  /// the backlog grows. Below 1 it decides nothing, because what is held during calls may saturate
  /// earlier.
  std::optional<double> offered_utilization = std::nullopt;
  unsigned threads = 1;  ///< never changes a result
};

/// Steady state of the network under a constant load. nullopt when stopped. Needs one Load entry
/// per source. Deterministic in (network, load, options without threads).
///
/// A window whose backlog grows has no steady state: stable is false, backlog_growth_rps says how
/// fast, unstable_component and unstable_resource what limits it (see bottleneck.h); throughput,
/// errors and utilisation are those of the overload, times and queues are left empty.
std::optional<network::Performance> simulate(const network::Network& network,
                                             const network::Load& load, const Options& options,
                                             std::stop_token stop = {});

}  // namespace headroom::sim
