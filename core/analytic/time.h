// The first two moments of a random time, and the gamma distribution that has them.
#pragma once

#include <vector>

namespace headroom::analytic {

/// A random time in seconds. Independent times add by their moments.
struct Time {
  double mean = 0.0;
  double variance = 0.0;

  [[nodiscard]] double second_moment() const { return variance + mean * mean; }
  static Time from_second_moment(double mean, double second_moment);
  friend Time operator+(Time a, Time b) { return {a.mean + b.mean, a.variance + b.variance}; }
};

/// P(time <= t) of the gamma distribution with these moments; a step at the mean when the variance
/// is 0. Exact for exponential and Erlang times.
double gamma_cdf(Time time, double t);
/// The smallest t with gamma_cdf(time, t) >= p. Needs 0 < p < 1.
double gamma_quantile(Time time, double p);

/// The part of a gamma time that ends by `limit`.
struct Truncated {
  double probability = 0.0;  ///< of ending by the limit
  Time time;                 ///< given that it does
};
Truncated gamma_truncated(Time time, double limit);

/// One of several gamma times, in proportion to the weights.
struct WeightedTime {
  double weight = 0.0;
  Time time;
};
double mixture_mean(const std::vector<WeightedTime>& times);
/// Needs 0 < p < 1. To 1e-9 relative.
double mixture_quantile(const std::vector<WeightedTime>& times, double p);

}  // namespace headroom::analytic
