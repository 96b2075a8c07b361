// Whole scenario documents by seed, valid by construction: every kind of component and step, gates,
// waiting lines, partitions, redelivery, batches, cold starts, arrivals, users.
#pragma once

#include <cstdint>
#include <string>

namespace headroom::testing {

/// The document of a seed. All times are multiplied by `slower` and all rates divided by it; a
/// power of two makes a system that is the same to the last bit but for its clock.
std::string drawn_scenario(std::uint64_t seed, std::uint64_t slower = 1);

}  // namespace headroom::testing
