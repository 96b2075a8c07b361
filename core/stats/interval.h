// Intervals over replications.
#pragma once

#include <span>

#include "core/base/estimate.h"
#include "core/stats/student_t.h"

namespace headroom::stats {

/// Mean of independent values (one per replication) with its t interval: half width
/// t_(R-1) s / sqrt(R). One value says nothing about its error: the interval is infinite.
/// Needs at least one value, 0 < confidence < 1.
Estimate mean_interval(std::span<const double> values, double confidence = kConfidence);

/// The same for values from a skewed distribution, such as times in queues: a t interval whose ends
/// follow the skewness b = sum (x - m)^3 / s^3 x R / ((R-1)(R-2)) of the values. With
/// beta = b / (6 sqrt(R)) an end is m - s/sqrt(R) ((1 + 6 beta (t - beta))^(1/3) - 1) / (2 beta)
/// for t = -+t_(R-1). |b| counts up to 1.3: beyond it is one outlier's among few values. Fewer than
/// 3 values, or no skewness: the plain interval. [Willink, Commun. Stat. - Theory Methods 34
/// (2005); as in Tafazzoli, Wilson, Lada & Steiger, INFORMS J. Comput. 23 (2011)]
Estimate skewed_mean_interval(std::span<const double> values, double confidence = kConfidence);

/// Half width / |estimate|; 0 for an exact value, +inf for an estimate of 0 with an interval.
double relative_half_width(const Estimate& estimate);

/// True if the true value is within the share `precision` of itself with the interval's confidence:
/// h/|x| <= g/(1 + g). The correction is needed because h is compared with the estimate, not with
/// the truth. [Law & Kelton, Simulation Modeling and Analysis, 3rd ed., 9.4.1]
bool precise_enough(const Estimate& estimate, double precision);

/// The difference of two systems, first minus second.
struct Difference {
  Estimate estimate;
  double correlation = 0.0;  ///< between the replications of the two
  bool paired = false;       ///< whether the interval uses it
};

/// Replication r of both must have used the same random streams. Common random numbers pay when the
/// correlation is positive: then the t interval of the paired differences, else Welch's interval of
/// two independent samples. [Law & Kelton, 10.2] Needs two series of the same length >= 2.
Difference difference_interval(std::span<const double> first, std::span<const double> second,
                               double confidence = kConfidence);

}  // namespace headroom::stats
