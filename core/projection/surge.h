// What a surge beyond capacity leaves behind: the queue as a fluid.
#pragma once

#include <functional>

#include "core/projection/projection.h"

namespace headroom::projection {

/// Backlog B(t) with dB/dt = load(t) - capacity while B > 0 or load > capacity, from `from` until
/// it is gone or `until` is reached; in steps of 10 s, each by the load in its middle. The fluid is
/// the limit of a queue whose backlog is large against its random fluctuations [Newell 1982,
/// chapter 2]. Loads and capacity in requests/s. Needs capacity > 0.
Overload overload(const std::function<double(Instant)>& load, double capacity, Instant from,
                  Instant until);

}  // namespace headroom::projection
