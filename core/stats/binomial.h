// Counts of independent trials: quantiles, intervals for a share, ranks for a quantile.
#pragma once

#include <cstdint>

#include "core/base/estimate.h"
#include "core/stats/student_t.h"

namespace headroom::stats {

/// P(K <= k) for K the successes among n trials of probability p.
double binomial_cdf(std::uint64_t k, std::uint64_t n, double p);

/// The smallest k with P(K <= k) >= q. Needs 0 <= q <= 1, 0 <= p <= 1.
std::uint64_t binomial_quantile(double q, std::uint64_t n, double p);

/// Wilson's score interval for the probability behind `successes` among `trials` >= 1; inside [0,
/// 1] and of non-zero width even at 0 successes. [Wilson, J. Am. Stat. Assoc. 22 (1927)]
Estimate share_interval(std::uint64_t successes, std::uint64_t trials,
                        double confidence = kConfidence);

/// Ranks of order statistics, from 1.
struct Ranks {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend bool operator==(const Ranks&, const Ranks&) = default;
};

/// The order statistics of n INDEPENDENT values between which their p-quantile lies with at least
/// the confidence: binomial quantiles of (1 -+ confidence)/2, the upper one plus 1. 0 or n + 1
/// stand for "no such value": n is too small for this p.
Ranks quantile_ranks(std::uint64_t n, double p, double confidence = kConfidence);

}  // namespace headroom::stats
