// The analytic solver: operational laws where they are exact, the field's approximations elsewhere.
#pragma once

#include <vector>

#include "core/network/network.h"
#include "core/network/performance.h"

namespace headroom::analytic {

/// Expected work per request, from the traffic equations over program steps (visit ratios).
/// Failures other than typed `fail` steps are not counted: every call is answered.
struct Demands {
  /// visits[source][operation]: executions of each Network::operations entry per request.
  std::vector<std::vector<double>> visits;
  /// work_s[source][run-time resource summed over replicas = blueprint index]: seconds of service
  /// (at the station's speed) per request; for pools the acquisitions per request. Blueprint index:
  /// groups in order, each with its resources in order (see `blueprint_index`).
  std::vector<std::vector<double>> work_s;
  /// Visits to each blueprint resource per request.
  std::vector<std::vector<double>> resource_visits;
};
std::size_t blueprint_index(const network::Network& network, std::uint32_t group,
                            std::uint32_t resource);
Demands demands(const network::Network& network);

/// Utilisation law: offered utilisation of every blueprint station at this load (open classes).
std::vector<double> offered_utilization(const network::Network& network, const Demands& demands,
                                        const network::Load& load);

/// Solves the whole network; milliseconds. Performance::method says how good the answer is, `notes`
/// where an approximation left its range of validity.
network::Performance solve(const network::Network& network, const network::Load& load);

/// Largest factor on the open load at which no station, and no pool at its minimum holding time, is
/// asked for more than it has (an upper bound on sustainable load).
double saturation_factor(const network::Network& network, const network::Load& load);

}  // namespace headroom::analytic
