#include "core/sim/conservation.h"

#include <cmath>
#include <limits>

#include "core/base/contracts.h"

namespace headroom::sim {
namespace {

constexpr double kRelative = 1e-6;

}  // namespace

void check_flow(const ClassCounts& counts, std::uint64_t inside) {
  HEADROOM_ENSURES(counts.arrivals == counts.succeeded + counts.failed + inside);
}

void check_resource(const ResourceTally& tally, double capacity, const Interval& interval) {
  // Each visit adds the clock twice to an area; each addition rounds by up to half a unit.
  const double rounding = 2.0 * std::numeric_limits<double>::epsilon() * interval.to *
                          static_cast<double>(tally.visits + tally.refused + 1);
  HEADROOM_ENSURES(std::abs(tally.queue_area - tally.wait_sum) <=
                   kRelative * tally.queue_area + rounding);
  HEADROOM_ENSURES(tally.busy_area >= -rounding);
  HEADROOM_ENSURES(tally.busy_area <=
                   (1.0 + kRelative) * capacity * (interval.to - interval.from) + rounding);
}

}  // namespace headroom::sim
