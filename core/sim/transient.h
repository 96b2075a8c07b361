// Simulates a load that changes: a surge from before it until the system has recovered. There is no
// steady state here: what is reported are means over replications at points in time, and nothing is
// deleted but the filling of the empty system.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/estimate.h"
#include "core/base/units.h"
#include "core/network/network.h"

namespace headroom::sim {

struct TransientOptions {
  std::uint64_t seed = 1;
  Seconds duration;                 ///< simulated, from time 0 of the profiles; above 0
  std::uint32_t bins = 60;          ///< equal parts of the duration that are reported, at least 1
  std::uint32_t replications = 10;  ///< at least 2
  std::uint64_t warm_up_requests = 2000;  ///< at the rates of time 0, before it, per replication
  /// Slow is what is above: a bin's p95 over this limit. Default: twice the p95 of the first bin.
  std::optional<Seconds> latency_limit = std::nullopt;
  /// Replicas by group of the network that serve at the start, where autoscalers change them
  /// later; empty: those of the network.
  std::vector<std::uint32_t> replicas = {};
  std::uint64_t max_requests = 20'000'000;  ///< expected over all replications; more is refused
  std::uint64_t max_contexts = 400'000;     ///< requests and calls in flight per replication
  unsigned threads = 1;                     ///< never changes a result
};

/// One part of the duration. Intervals are 95 % over replications.
struct TransientBin {
  Seconds from;
  Seconds to;
  Estimate offered_rps;
  Estimate goodput_rps;
  Estimate error_ratio;  ///< of the requests that left in it
  Estimate mean_s;       ///< response of the requests that succeeded in it
  Estimate p95_s;
  /// Operations that begin, by group of the network; those of a callee over offered_rps are the
  /// attempts a request makes there.
  std::vector<Estimate> begun_rps;
  std::vector<Estimate> replicas;  ///< that serve at its end, by group of the network
  Estimate backlog;  ///< at its end: requests inside, messages, calls whose caller has given up
};

struct Transient {
  std::vector<TransientBin> bins;
  Estimate peak_backlog;
  Seconds latency_limit;  ///< the one used
  /// When the last slow bin ended, from time 0; 0 if none was slow.
  Estimate recovered_s;
  bool recovered = true;  ///< false: in some replication the last bin was slow still
  bool complete = true;   ///< false: a replication exceeded max_contexts and stopped there
  std::uint64_t requests = 0;
  /// p95 of each bin, in seconds, by replication: what recovery is judged by.
  std::vector<std::vector<double>> p95s_of_bins;
  std::vector<std::string> notes;
};

/// As if it had been simulated with this latency_limit, which decides nothing of what happens.
Transient judged_by(Transient transient, std::optional<Seconds> latency_limit);

/// Expected requests of one replication, warm-up included: the integral of the profiles. Closed
/// classes are not counted.
double expected_requests(const network::Load& load, const TransientOptions& options);

/// Needs one Load entry per source, profiles where the load changes (see network::RateProfile), and
/// expected_requests x replications within max_requests. nullopt when stopped. Deterministic in
/// (network, load, options without threads).
std::optional<Transient> simulate_transient(const network::Network& network,
                                            const network::Load& load,
                                            const TransientOptions& options,
                                            std::stop_token stop = {});

}  // namespace headroom::sim
