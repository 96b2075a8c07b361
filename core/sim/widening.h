// Honest intervals in spite of stopping by them. Private to core/sim.
#pragma once

#include "core/network/performance.h"

namespace headroom::sim {

/// A window ends when its intervals are narrow, and so more often than not when they happen to be
/// too narrow. Against that the error of the checkpoint before counts as much as the present one
/// where it was larger: the mean of both variances, each for the present length; `shrink` =
/// sqrt(length then / length now) in (0, 1]. On how sequential stopping loses coverage: Law &
/// Kelton, Simulation Modeling and Analysis, 3rd ed., 9.5.3; how much is left of it here is
/// measured by headroom-coverage.
void widen(network::ClassPerformance& now, const network::ClassPerformance& before, double shrink);
/// All estimates of a window.
void widen(network::Performance& now, const network::Performance& before, double shrink);

}  // namespace headroom::sim
