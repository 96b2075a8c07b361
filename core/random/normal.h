// The standard normal distribution.
#pragma once

namespace headroom::random {

/// P(Z <= z).
double normal_cdf(double z);

/// The z with P(Z <= z) = p, -inf at 0, +inf at 1; relative error about 1e-16.
/// Needs 0 <= p <= 1. [Wichura, Algorithm AS 241: the percentage points of the normal distribution,
/// Applied Statistics 37 (1988), routine PPND16]
double normal_quantile(double p);

}  // namespace headroom::random
