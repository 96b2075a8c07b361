#include "core/analytic/balancing.h"

#include <algorithm>

namespace headroom::analytic {

using network::Policy;

double arrival_scv(std::uint32_t replicas, Policy policy, double scv) {
  return policy == Policy::round_robin ? scv / replicas : 1.0 + (scv - 1.0) / replicas;
}

bool looks_at_queues(Policy policy) {
  return policy == Policy::least_outstanding || policy == Policy::power_of_two;
}

double distance_from_pooling(std::uint32_t replicas, Policy policy, double load) {
  const double rho = std::min(1.0, load);
  const double least = (1.0 - 1.0 / replicas) * rho * (1.0 - rho);
  return policy == Policy::power_of_two && replicas > 2 ? 1.5 * least : least;
}

}  // namespace headroom::analytic
