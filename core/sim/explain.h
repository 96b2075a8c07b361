// Where the time of requests goes: the simulated window again, taken apart.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/estimate.h"
#include "core/network/network.h"
#include "core/network/performance.h"
#include "core/sim/simulate.h"

namespace headroom::sim {

enum class PartKind : std::uint8_t {
  service,  ///< at a station: what the work would take alone there
  waiting,  ///< for a server, a token, a consumer; at a shared processor the time by which others
            ///< slow the work
  pause,    ///< a time that no resource spends: a latency, a backoff; the label says which
  network,  ///< hops to the operation and back
  lost,     ///< calls that the caller gave up on when they timed out
  visits,   ///< no time: how often the critical path enters the operation
};

/// A share of the response of one class, per request.
struct PartTime {
  PartKind kind = PartKind::waiting;
  std::string component;  ///< where it is spent
  std::string label;      ///< of the resource; of a pause what it is; else empty
  Estimate mean_s;        ///< over all requests that succeeded
  Estimate band_s;        ///< over those near the p95
};

/// One operation on the critical path, below the operations that led to it.
struct PathNode {
  std::uint32_t parent = network::kNone;  ///< index into Breakdown::nodes, smaller than its own
  std::uint32_t depth = 0;                ///< 0: where the request enters
  std::string component;
  std::string operation;
  Estimate visits;       ///< per request, on the critical path
  Estimate band_visits;  ///< per request near the p95
  Estimate mean_s;       ///< all its own parts, without those of operations below it
  Estimate band_s;
  std::vector<PartTime> parts;  ///< its own, the longest first
};

/// What a request spends in one component, calls to others apart.
struct ComponentTime {
  std::string component;
  Estimate mean_s;
  Estimate band_s;
};

/// The requests of one class that succeeded. Intervals are 95 % over replications. The parts of all
/// nodes add up to mean_s, and to band_s near the p95.
struct Breakdown {
  std::string request_class;
  std::uint64_t requests = 0;
  Estimate mean_s;
  Estimate p95_s;
  /// Those between the 94 % and the 96 % quantile.
  double band_requests = 0.0;
  double band_low_s = 0.0;
  double band_high_s = 0.0;
  Estimate band_s;
  std::vector<PathNode> nodes;  ///< depth first, in the order of calls; [0] is where they enter
  /// The same parts wherever they stand, and by component; the longest near the p95 first.
  std::vector<PartTime> causes;
  std::vector<ComponentTime> components;
};

struct Explanation {
  network::Performance performance;  ///< what simulate() answers
  std::vector<Breakdown> classes;    ///< by source; empty without a steady state
};

/// As simulate(), with the same requests and so the same figures, and where their time went. Takes
/// two to three times as long.
std::optional<Explanation> explain(const network::Network& network, const network::Load& load,
                                   const Options& options, std::stop_token stop = {});

}  // namespace headroom::sim
