#include "core/stats/interval.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/base/contracts.h"
#include "core/stats/moments.h"

namespace headroom::stats {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

constexpr double kBelievedSkewness = 1.3;  // of few values; more is an outlier's

double square(double x) { return x * x; }

/// Of a skewed statistic the value that stands where t would stand without skewness.
double without_skewness(double t, double beta) {
  constexpr double kSymmetric = 1e-3;
  if (std::abs(beta) < kSymmetric) return t;
  return (std::cbrt(1.0 + 6.0 * beta * (t - beta)) - 1.0) / (2.0 * beta);
}

Estimate welch_interval(std::span<const double> first, std::span<const double> second,
                        double confidence) {
  const Moments a = moments(first);
  const Moments b = moments(second);
  const auto n = static_cast<double>(a.count);
  const double variance = (a.variance + b.variance) / n;
  if (variance == 0.0) return Estimate::exact(a.mean - b.mean);
  const double degrees =
      square(variance) / ((square(a.variance / n) + square(b.variance / n)) / (n - 1.0));
  return Estimate::around(a.mean - b.mean, two_sided_t(confidence, degrees) * std::sqrt(variance));
}

Estimate paired_interval(std::span<const double> first, std::span<const double> second,
                         double confidence) {
  std::vector<double> differences(first.size());
  for (std::size_t r = 0; r < first.size(); ++r) differences[r] = first[r] - second[r];
  return mean_interval(differences, confidence);
}

}  // namespace

Estimate mean_interval(std::span<const double> values, double confidence) {
  const Moments m = moments(values);
  if (m.count == 1) return {m.mean, -kInfinity, kInfinity};
  const auto n = static_cast<double>(m.count);
  return Estimate::around(m.mean, two_sided_t(confidence, n - 1.0) * std::sqrt(m.variance / n));
}

Estimate skewed_mean_interval(std::span<const double> values, double confidence) {
  const Moments m = moments(values);
  const auto n = static_cast<double>(m.count);
  if (m.count < 3 || m.variance <= 0.0) return mean_interval(values, confidence);
  double cubes = 0.0;
  for (const double value : values) cubes += std::pow(value - m.mean, 3.0);
  const double skewness = n / (n - 1.0) / (n - 2.0) * cubes / std::pow(m.variance, 1.5);
  const double beta =
      std::clamp(skewness, -kBelievedSkewness, kBelievedSkewness) / 6.0 / std::sqrt(n);
  const double t = two_sided_t(confidence, n - 1.0);
  const double error = std::sqrt(m.variance / n);
  return {m.mean, m.mean - without_skewness(t, beta) * error,
          m.mean - without_skewness(-t, beta) * error};
}

double relative_half_width(const Estimate& estimate) {
  const double half_width = estimate.half_width();
  if (half_width == 0.0) return 0.0;
  return half_width / std::abs(estimate.estimate);
}

bool precise_enough(const Estimate& estimate, double precision) {
  HEADROOM_EXPECTS(precision > 0.0);
  return relative_half_width(estimate) <= precision / (1.0 + precision);
}

Difference difference_interval(std::span<const double> first, std::span<const double> second,
                               double confidence) {
  HEADROOM_EXPECTS(first.size() == second.size() && first.size() >= 2);
  const double shared = correlation(first, second);
  const bool paired = shared > 0.0;
  return {paired ? paired_interval(first, second, confidence)
                 : welch_interval(first, second, confidence),
          shared, paired};
}

}  // namespace headroom::stats
