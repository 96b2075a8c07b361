#include "core/stats/binomial.h"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>

#include "core/base/contracts.h"

namespace headroom::stats {
namespace {

namespace policies = boost::math::policies;
constexpr policies::policy<policies::promote_double<false>> kPolicy;

}  // namespace

double binomial_cdf(std::uint64_t k, std::uint64_t n, double p) {
  HEADROOM_EXPECTS(p >= 0.0 && p <= 1.0);
  if (k >= n) return 1.0;
  return boost::math::ibetac(static_cast<double>(k + 1), static_cast<double>(n - k), p, kPolicy);
}

std::uint64_t binomial_quantile(double q, std::uint64_t n, double p) {
  HEADROOM_EXPECTS(q >= 0.0 && q <= 1.0);
  std::uint64_t low = 0;
  std::uint64_t high = n;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (binomial_cdf(middle, n, p) >= q)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

Estimate share_interval(std::uint64_t successes, std::uint64_t trials, double confidence) {
  HEADROOM_EXPECTS(trials >= 1 && successes <= trials);
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(successes) / n;
  const double z = z_quantile((1.0 + confidence) / 2.0);
  const double shrink = 1.0 + z * z / n;
  const double centre = (share + z * z / (2.0 * n)) / shrink;
  const double half = z * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n)) / shrink;
  return {share, std::clamp(centre - half, 0.0, share), std::clamp(centre + half, share, 1.0)};
}

Ranks quantile_ranks(std::uint64_t n, double p, double confidence) {
  HEADROOM_EXPECTS(confidence > 0.0 && confidence < 1.0);
  const double tail = (1.0 - confidence) / 2.0;
  return {binomial_quantile(tail, n, p), binomial_quantile(1.0 - tail, n, p) + 1};
}

}  // namespace headroom::stats
