// How often components call each other and hand over messages, as the arrows of a picture show it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/network/network.h"

namespace headroom::analytic {

/// Calls and messages from the replicas of one group to those of another.
struct CallRate {
  std::uint32_t from = 0;  ///< index into Network::groups
  std::uint32_t to = 0;
  bool synchronous = true;          ///< false: messages, and work that nobody waits for
  std::vector<double> per_request;  ///< by source: mean number while nothing fails
};

/// One row for each pair of groups and kind of call, by `from`, `to`, asynchronous first. From the
/// traffic equations (see flows.h): a cache counts the misses it passes on, not its reads.
std::vector<CallRate> call_rates(const network::Network& network);

}  // namespace headroom::analytic
