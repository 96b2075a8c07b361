// A straight line through points, for instance the growth of a backlog.
#pragma once

#include <span>

#include "core/base/estimate.h"
#include "core/stats/student_t.h"

namespace headroom::stats {

struct Line {
  double intercept = 0.0;
  Estimate slope;  ///< t interval with n - 2 degrees of freedom; infinite for two points
};

/// Ordinary least squares y = intercept + slope x. The interval assumes independent residuals: feed
/// it batch means or one value per replication, not raw neighbouring observations. Needs as many y
/// as x, at least two, and not all x equal.
Line fit_line(std::span<const double> x, std::span<const double> y,
              double confidence = kConfidence);

}  // namespace headroom::stats
