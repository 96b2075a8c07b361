#include "core/stats/student_t.h"

#include <cmath>
#include <numbers>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>

#include "core/base/contracts.h"

namespace headroom::stats {
namespace {

namespace policies = boost::math::policies;
// The same bits wherever doubles are the same: no promotion to long double.
constexpr policies::policy<policies::promote_double<false>> kPolicy;

/// P(T > t) for t >= 0. With x = degrees/(degrees + t^2), 2 P(T > t) = I_x(degrees/2, 1/2)
/// [Abramowitz & Stegun 26.7.1]; of x and 1 - x the one is used that keeps its digits.
double upper_tail(double t, double degrees) {
  const double square = t * t;
  const double both =
      square < degrees
          ? boost::math::ibetac(0.5, degrees / 2.0, square / (degrees + square), kPolicy)
          : boost::math::ibeta(degrees / 2.0, 0.5, degrees / (degrees + square), kPolicy);
  return both / 2.0;
}

/// The t > 0 with P(T > t) = `tail` < 1/2.
double upper_quantile(double tail, double degrees) {
  double complement = 0.0;  // 1 - x without cancellation
  const double x = boost::math::ibeta_inv(degrees / 2.0, 0.5, 2.0 * tail, &complement, kPolicy);
  return std::sqrt(degrees * complement / x);
}

}  // namespace

double t_quantile(double p, double degrees) {
  HEADROOM_EXPECTS(p > 0.0 && p < 1.0 && degrees >= 1.0);
  if (p == 0.5) return 0.0;
  return p > 0.5 ? upper_quantile(1.0 - p, degrees) : -upper_quantile(p, degrees);
}

double t_cdf(double t, double degrees) {
  HEADROOM_EXPECTS(degrees >= 1.0);
  return t > 0.0 ? 1.0 - upper_tail(t, degrees) : upper_tail(-t, degrees);
}

double two_sided_t(double confidence, double degrees) {
  HEADROOM_EXPECTS(confidence > 0.0 && confidence < 1.0);
  return upper_quantile((1.0 - confidence) / 2.0, degrees);
}

double z_quantile(double p) {
  HEADROOM_EXPECTS(p > 0.0 && p < 1.0);
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * p, kPolicy);
}

}  // namespace headroom::stats
