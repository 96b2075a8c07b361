// Growth laws in one world.
#pragma once

#include "core/workload/load.h"
#include "core/workload/world.h"

namespace headroom::workload {

/// The same law with every value drawn. Compound growth is a draw of its factor 1 + per_month
/// less 1. The ceiling of a logistic curve is 2 plus a draw of its excess over 2, so that it stays
/// above 2 with the same 5 % and 95 % quantiles.
Growth realised(const Growth& growth, const World& world);

/// Factor of a law with exact values, `months` after the moment the level belongs to (before it
/// when negative), in the month `now`.
double growth_factor(const Growth& growth, double months, Month now);

}  // namespace headroom::workload
