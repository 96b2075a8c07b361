// W4: the set of pending events alone.
#pragma once

#include <cstdint>

namespace headroom::bench {

/// Holds 1e2, 1e4 and 1e6 pending events: takes the earliest, inserts one an exponential time
/// later; and 1e6 in bursts, nine of ten 0.01 later and one exactly 30. Prints the cost of the
/// engine's set, of its heap and of std::priority_queue. False if they did not remove the same
/// events.
bool compare_event_sets(double holds, std::uint64_t seed, int rounds);

}  // namespace headroom::bench
