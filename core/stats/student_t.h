// Critical values of the normal and of Student's t distribution.
#pragma once

namespace headroom::stats {

inline constexpr double kConfidence = 0.95;  ///< of every interval that says nothing else

/// The t with P(T <= t) = p for `degrees` >= 1 degrees of freedom (need not be whole). Needs 0 < p
/// < 1.
double t_quantile(double p, double degrees);

/// P(T <= t).
double t_cdf(double t, double degrees);

/// The t that a two-sided interval of this confidence (0 < confidence < 1) uses: quantile of
/// (1 + confidence)/2.
double two_sided_t(double confidence, double degrees);

/// The z with P(Z <= z) = p. Needs 0 < p < 1.
double z_quantile(double p);

}  // namespace headroom::stats
