// The first two moments of a random time, and the gamma distribution that has them.
#pragma once

namespace headroom::analytic {

/// A random time in seconds. Independent times add by their moments.
struct Time {
  double mean = 0.0;
  double variance = 0.0;

  [[nodiscard]] double second_moment() const { return variance + mean * mean; }
  static Time from_second_moment(double mean, double second_moment);
  friend Time operator+(Time a, Time b) { return {a.mean + b.mean, a.variance + b.variance}; }
};

/// The part of a time that ends by a limit.
template <class Law>
struct Truncated {
  double probability = 0.0;
  Law law;  ///< given that it does
};

/// P(time <= t) of the gamma distribution with these moments; a step at the mean when the variance
/// is 0. Exact for exponential and Erlang times.
double gamma_cdf(Time time, double t);
/// The smallest t with gamma_cdf(time, t) >= p. Needs 0 < p < 1.
double gamma_quantile(Time time, double p);

Truncated<Time> gamma_truncated(Time time, double limit);

}  // namespace headroom::analytic
