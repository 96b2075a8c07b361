// Where autoscalers rest: the number of replicas under a load that stands.
#pragma once

#include <cstdint>
#include <vector>

#include "core/analytic/demands.h"
#include "core/network/network.h"

namespace headroom::projection {

/// Replicas of a group that would be fully busy with these requests per second, by source; by the
/// utilisation law.
double busy_replicas(const network::Network& network, const analytic::Demands& demands,
                     std::uint32_t group, const std::vector<double>& rates);

/// The number at which the autoscaler rests, coming from `from` replicas, when `busy` of them would
/// be fully busy. Its tolerance makes that depend on where it comes from.
std::uint32_t resting_replicas(const network::Autoscaling& rule, double busy, std::uint32_t from);

/// By group, from the least of each on; groups without an autoscaler keep theirs. Classes that are
/// users ask as much as the formulas let them.
std::vector<std::uint32_t> resting_replicas(const network::Network& network,
                                            const analytic::Demands& demands,
                                            const network::Load& load);

}  // namespace headroom::projection
