// Replicas behind balancers, each an exponential server with its own queue.
// Source: shortest queue and two random choices by exact truncated Markov chains; round robin as
// Erlang-c/M/1, whose root is checked against a chain of arrival stages (differences below 1e-14).
#pragma once

#include "core/network/network.h"

namespace headroom::oracles {

struct BalancingCase {
  const char* id;
  network::Policy policy;
  double arrival_rate, service_rate;  // 1/s
  int servers;
  double mean_response;
};

inline constexpr BalancingCase kBalancing[] = {
    {"jsq-01", network::Policy::least_outstanding, 1.6, 1, 2, 2.95573661764},
    {"jsq-02", network::Policy::least_outstanding, 2.4, 1, 3, 2.28554760619},
    {"jsq-03", network::Policy::power_of_two, 2.4, 1, 4, 1.50857294259},
    {"rr-01", network::Policy::round_robin, 3.2, 1, 4, 3.26738361032},
    {"rr-02", network::Policy::round_robin, 90, 10, 10, 0.566027639011},
};

}  // namespace headroom::oracles
