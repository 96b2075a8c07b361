// How cost grows with the size of a system.
#pragma once

#include <cstdint>

namespace headroom::bench {

/// Prints time and memory against the number of components, replicas, pending timeouts and the
/// request rate.
void print_growth(std::uint64_t seed);

}  // namespace headroom::bench
