#include "core/analytic/time.h"

#include <algorithm>
#include <cmath>

#include "core/random/distribution.h"

namespace headroom::analytic {
namespace {

/// Below this relative variance rounding errors of the moments decide; the time is a constant.
constexpr double kConstantScv = 1e-12;

bool constant(Time time) { return time.variance <= kConstantScv * time.mean * time.mean; }

random::Distribution gamma_with(double shape, double scale) {
  return random::Distribution::gamma(shape * scale, 1.0 / std::sqrt(shape));
}

}  // namespace

Time Time::from_second_moment(double mean, double second_moment) {
  return {mean, std::max(0.0, second_moment - mean * mean)};
}

double gamma_cdf(Time time, double t) {
  if (constant(time)) return t >= time.mean ? 1.0 : 0.0;
  return random::Distribution::gamma(time.mean, std::sqrt(time.variance) / time.mean).cdf(t);
}

double gamma_quantile(Time time, double p) {
  if (constant(time)) return time.mean;
  return random::Distribution::gamma(time.mean, std::sqrt(time.variance) / time.mean).quantile(p);
}

Truncated<Time> gamma_truncated(Time time, double limit) {
  if (constant(time)) return {time.mean <= limit ? 1.0 : 0.0, time};
  const double shape = time.mean * time.mean / time.variance;
  const double scale = time.variance / time.mean;
  // x^n times the gamma density of shape k is a gamma density of shape k + n.
  const double inside = gamma_with(shape, scale).cdf(limit);
  if (inside <= 0.0) return {0.0, {limit, 0.0}};
  const double first = shape * scale * gamma_with(shape + 1.0, scale).cdf(limit);
  const double second =
      shape * (shape + 1.0) * scale * scale * gamma_with(shape + 2.0, scale).cdf(limit);
  return {inside, Time::from_second_moment(first / inside, second / inside)};
}

}  // namespace headroom::analytic
