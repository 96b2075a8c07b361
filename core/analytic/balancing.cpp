#include "core/analytic/balancing.h"

#include <algorithm>

namespace headroom::analytic {
namespace {

/// One line for `copies` of `replicas`.
Line pooled(const Line& whole, std::uint32_t replicas, std::uint32_t copies) {
  Line line = whole;
  line.arrival_rate = whole.arrival_rate * copies / replicas;
  line.servers = whole.servers * copies;
  if (whole.waiting_limit != network::kUnlimited) line.waiting_limit = whole.waiting_limit * copies;
  return line;
}

}  // namespace

Line line_of_replica(const Line& whole, std::uint32_t replicas, network::Policy policy) {
  switch (policy) {
    case network::Policy::random:
      break;
    case network::Policy::round_robin: {
      Line line = pooled(whole, replicas, 1);
      line.arrival_scv = whole.arrival_scv / replicas;
      return line;
    }
    case network::Policy::least_outstanding:
      return pooled(whole, replicas, replicas);
    case network::Policy::power_of_two:
      return pooled(whole, replicas, std::min<std::uint32_t>(2, replicas));
  }
  return pooled(whole, replicas, 1);
}

}  // namespace headroom::analytic
