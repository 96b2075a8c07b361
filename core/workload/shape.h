// Level and season factors that give back the means of what was measured.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/workload/load.h"

namespace headroom::workload {

struct ShapedRate {
  double rate_rps = 0.0;
  double trend = 1.0;    ///< growth factor against the moment of the level
  std::size_t hour = 0;  ///< of the day
  std::size_t day = 0;   ///< of the week
};

struct Shape {
  double level_rps = 0.0;
  Season season;  ///< each average is 1
  std::vector<std::size_t> unmeasured_hours;
  std::vector<std::size_t> unmeasured_days;
};

/// rate = level x trend x hour factor x day factor, so that the sums of both sides agree in total
/// and over every hour and every day that is fitted: iterative proportional fitting, the maximum of
/// the Poisson likelihood. [Bishop, Fienberg & Holland, Discrete Multivariate Analysis (1975), ch.
/// 3] Factors that are not fitted stay as in `season`; a fitted one without any rate lies on the
/// straight line between its measured neighbours. Needs a rate above 0 where the factors not fitted
/// are above 0.
Shape fit_shape(std::span<const ShapedRate> rates, Season season, bool fit_hours, bool fit_days);

}  // namespace headroom::workload
