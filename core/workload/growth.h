// Growth laws in one world.
#pragma once

#include "core/workload/load.h"
#include "core/workload/world.h"

namespace headroom::workload {

/// The same law with every value drawn. The ceiling of a logistic curve is 2 plus a draw of its
/// excess over 2, so that it stays above 2 with the same 5 % and 95 % quantiles.
Growth realised(const Growth& growth, const World& world);

/// Factor at `months` (>= 0) after `start` by a law with exact values.
double growth_factor(const Growth& growth, Month start, double months);

}  // namespace headroom::workload
