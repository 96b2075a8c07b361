#include "core/analytic/balancing.h"

#include <algorithm>

namespace headroom::analytic {

using network::Policy;

std::uint32_t copies_per_line(std::uint32_t replicas, Policy policy) {
  if (policy == Policy::least_outstanding) return replicas;
  if (policy == Policy::power_of_two) return std::min<std::uint32_t>(2, replicas);
  return 1;
}

double arrival_scv(std::uint32_t replicas, Policy policy) {
  return policy == Policy::round_robin ? 1.0 / replicas : 1.0;
}

}  // namespace headroom::analytic
