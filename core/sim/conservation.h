// What every run must conserve: laws that hold exactly on a finite interval when its ends are
// counted in, whatever the model. A violation is a bug of the engine. Private to core/sim.
#pragma once

#include <cstdint>

#include "core/sim/engine.h"

namespace headroom::sim {

/// Flow balance of a request class: arrivals = succeeded + failed + inside. `inside` is counted
/// from the requests themselves.
void check_flow(const ClassCounts& counts, std::uint64_t inside);

/// The interval that a tally covers.
struct Interval {
  double from = 0.0;
  double to = 0.0;
};

/// Little's law from independent counters: the area under the queue = the sum of the waits, up to
/// the rounding of clock sums; and the utilisation law: busy area <= capacity x time.
void check_resource(const ResourceTally& tally, double capacity, const Interval& interval);

}  // namespace headroom::sim
