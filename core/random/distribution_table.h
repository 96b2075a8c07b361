// What the parts of Distribution share about its insides. Internal to core/random.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "core/random/distribution.h"

namespace headroom::random {

/// The parameters that do not fit into three numbers; shared by copies, never changed.
struct Distribution::Table {
  std::vector<double> values;
  std::vector<double> weights;
  std::vector<double> cumulative;  ///< of the normalized weights, the last is exactly 1
  std::vector<Distribution> components;
  double mean = 0.0;      ///< of values
  double variance = 0.0;  ///< of values

  [[nodiscard]] double probability(std::size_t i) const {
    return i == 0 ? cumulative[0] : cumulative[i] - cumulative[i - 1];
  }
  /// The entry that a uniform number in [0, 1) falls on; never one of weight 0.
  [[nodiscard]] std::size_t chosen(double u) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(cumulative, u) - cumulative.begin());
  }
  [[nodiscard]] double mixture_mean() const;
  [[nodiscard]] double mixture_variance() const;
  [[nodiscard]] double mixture_cdf(double x) const;
};

/// Mean and standard deviation of the logarithm of a lognormal variable.
struct LogMoments {
  double mu;
  double sigma;
};
LogMoments log_moments(const Distribution& lognormal);

/// The two exponential phases of a hyperexponential distribution of either kind.
struct Phases {
  double p1;
  double mean1;
  double mean2;
};
Phases phases(const Distribution& hyperexponential);

/// Pareto cut off to [low, high]: cdf(x) = (1 - (low/x)^alpha) / (1 - (low/high)^alpha).
class BoundedPareto {
 public:
  /// alpha, low, high.
  explicit BoundedPareto(std::span<const double> parameters);
  /// E[X^order].
  [[nodiscard]] double moment(double order) const;
  [[nodiscard]] double cdf(double x) const;
  [[nodiscard]] double quantile(double p) const {
    return std::min(high_, low_ * std::exp(-std::log1p(-p * kept_) / alpha_));
  }

 private:
  double alpha_;
  double low_;
  double high_;
  double range_;  ///< ln(high / low)
  double kept_;   ///< 1 - (low/high)^alpha, the share of the unbounded Pareto that is kept
};

/// Shape of a gamma or Erlang distribution; its scale is mean / shape.
double gamma_shape(const Distribution& gamma);

}  // namespace headroom::random
