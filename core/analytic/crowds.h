// How many contexts can be at a resource at once, because each of them holds a token of a pool
// further up or belongs to one of a fixed number of users.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "core/network/network.h"

namespace headroom::analytic {

/// The crowd of one blueprint resource, over all its replicas.
struct Crowd {
  /// Held in the same replica as the resource: every replica has its own share.
  double local = 0.0;
  /// Held elsewhere: all of them can meet at one replica. Infinite when nothing bounds it.
  double remote = 0.0;
  /// Users behind it, who are slowed down by the queue themselves; infinite for open streams.
  double users = std::numeric_limits<double>::infinity();
};

/// By blueprint resource (see blueprint_index). `populations`: users by source, 0 for open ones.
/// Whatever is nested counts with its tightest pool; parallel calls count apiece.
std::vector<Crowd> crowds(const network::Network& network,
                          const std::vector<std::uint32_t>& populations);

}  // namespace headroom::analytic
