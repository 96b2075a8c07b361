// Moments, distribution functions and quantiles. Formulas: [Johnson, Kotz, Balakrishnan, Continuous
// Univariate Distributions, 2nd ed., vol. 1, 1994]; hyperexponential: [Whitt, Approximating a point
// process by a renewal process, Oper. Res. 30 (1982), section 3].
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <boost/math/special_functions/gamma.hpp>

#include "core/base/contracts.h"
#include "core/random/distribution_table.h"
#include "core/random/normal.h"

namespace headroom::random {
namespace {

namespace policies = boost::math::policies;
// The same bits wherever doubles are the same: no promotion to long double.
constexpr policies::policy<policies::promote_double<false>,
                           policies::overflow_error<policies::ignore_error>,
                           policies::underflow_error<policies::ignore_error>>
    kPolicy;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double square(double x) { return x * x; }

double weibull_moment(double shape, double scale, double order) {
  return std::pow(scale, order) * std::tgamma(1.0 + order / shape);
}

double pareto_mean(double alpha, double min) {
  return alpha > 1.0 ? min * alpha / (alpha - 1.0) : kInfinity;
}

double pareto_variance(double alpha, double min) {
  return alpha > 2.0 ? square(min / (alpha - 1.0)) * alpha / (alpha - 2.0) : kInfinity;
}

double lognormal_mean(const Distribution& d) {
  const auto [mu, sigma] = log_moments(d);
  return std::exp(mu + sigma * sigma / 2.0);
}

double phases_mean(const Phases& h) { return h.p1 * h.mean1 + (1.0 - h.p1) * h.mean2; }

double phases_variance(const Phases& h) {
  const double second = 2.0 * (h.p1 * square(h.mean1) + (1.0 - h.p1) * square(h.mean2));
  return second - square(phases_mean(h));
}

double phases_cdf(const Phases& h, double x) {
  return -(h.p1 * std::expm1(-x / h.mean1) + (1.0 - h.p1) * std::expm1(-x / h.mean2));
}

double gamma_cdf(const Distribution& d, double x) {
  if (std::isinf(x)) return 1.0;
  const double shape = gamma_shape(d);
  return boost::math::gamma_p(shape, x * shape / d.mean(), kPolicy);
}

double gamma_quantile(const Distribution& d, double p) {
  if (p == 1.0) return kInfinity;
  const double shape = gamma_shape(d);
  return boost::math::gamma_p_inv(shape, p, kPolicy) * d.mean() / shape;
}

double lognormal_cdf(const Distribution& d, double x) {
  const auto [mu, sigma] = log_moments(d);
  return normal_cdf((std::log(x) - mu) / sigma);
}

double lognormal_quantile(const Distribution& d, double p) {
  const auto [mu, sigma] = log_moments(d);
  return std::exp(mu + sigma * normal_quantile(p));
}

double geometric_cdf(double trials, double steps) {
  if (steps < 1.0) return 0.0;
  return -std::expm1(std::floor(steps) * std::log1p(-1.0 / trials));
}

double geometric_quantile(double trials, double p) {
  if (trials == 1.0 || p == 0.0) return 1.0;
  if (p == 1.0) return kInfinity;
  double steps = std::max(1.0, std::round(std::log1p(-p) / std::log1p(-1.0 / trials)));
  if (geometric_cdf(trials, steps) < p) steps += 1.0;
  if (steps > 1.0 && geometric_cdf(trials, steps - 1.0) >= p) steps -= 1.0;
  return steps;
}

/// x / step, a whole number where x is one of the steps but for rounding.
double in_steps(double x, double step) {
  const double steps = x / step;
  const double whole = std::round(steps);
  return whole * step <= x ? std::max(steps, whole) : steps;
}

double values_cdf(std::span<const double> values, std::span<const double> cumulative, double x) {
  const auto upto = static_cast<std::size_t>(std::ranges::upper_bound(values, x) - values.begin());
  if (upto == 0) return 0.0;
  return cumulative.empty() ? static_cast<double>(upto) / static_cast<double>(values.size())
                            : cumulative[upto - 1];
}

double discrete_quantile(std::span<const double> values, std::span<const double> cumulative,
                         double p) {
  const auto found =
      p > 0.0 ? std::ranges::lower_bound(cumulative, p) : std::ranges::upper_bound(cumulative, 0.0);
  return values[static_cast<std::size_t>(found - cumulative.begin())];
}

double empirical_quantile(std::span<const double> sorted, double p) {
  const auto n = static_cast<double>(sorted.size());
  double rank = std::clamp(std::ceil(n * p), 1.0, n);
  if (rank > 1.0 && (rank - 1.0) / n >= p) rank -= 1.0;  // n p was rounded up across an integer
  return sorted[static_cast<std::size_t>(rank) - 1];
}

/// The smallest double x in [low, high] with cdf(x) >= p, by bisection over the representations of
/// non-negative doubles, which are ordered like the numbers: at most 64 steps, atoms included.
template <class Cdf>
double smallest_reaching(const Cdf& cdf, double p, double low, double high) {
  auto below = std::bit_cast<std::uint64_t>(low);
  auto reached = std::bit_cast<std::uint64_t>(high);
  while (below < reached) {
    const std::uint64_t middle = below + (reached - below) / 2;
    if (cdf(std::bit_cast<double>(middle)) >= p)
      reached = middle;
    else
      below = middle + 1;
  }
  return std::bit_cast<double>(reached);
}

double phases_quantile(const Phases& h, double p) {
  if (p == 1.0) return kInfinity;
  const double unit = -std::log1p(-p);
  const auto [shorter, longer] = std::minmax(h.mean1, h.mean2);
  return smallest_reaching([&](double x) { return phases_cdf(h, x); }, p, shorter * unit,
                           longer * unit);
}

double mixture_quantile(const Distribution& d, double p) {
  double low = kInfinity;
  double high = 0.0;
  for (std::size_t i = 0; i < d.components().size(); ++i) {
    if (d.weights()[i] == 0.0) continue;
    const double quantile = d.components()[i].quantile(p);
    low = std::min(low, quantile);
    high = std::max(high, quantile);
  }
  if (p == 0.0) return low;
  if (p == 1.0) return high;
  return smallest_reaching([&](double x) { return d.cdf(x); }, p, low, high);
}

}  // namespace

BoundedPareto::BoundedPareto(std::span<const double> parameters)
    : alpha_(parameters[0]),
      low_(parameters[1]),
      high_(parameters[2]),
      range_(std::log(high_ / low_)),
      kept_(-std::expm1(-alpha_ * range_)) {}

/// alpha low^k I(k - alpha) / kept with I(t) = integral of e^(t y) over 0 <= y <= ln(high/low).
double BoundedPareto::moment(double order) const {
  const double t = order - alpha_;
  const double integral = t == 0.0 ? range_ : std::expm1(t * range_) / t;
  return alpha_ * std::pow(low_, order) * integral / kept_;
}

double BoundedPareto::cdf(double x) const {
  if (x <= low_) return 0.0;
  if (x >= high_) return 1.0;
  return -std::expm1(-alpha_ * std::log(x / low_)) / kept_;
}

double Distribution::mean() const {
  const Scalars& s = scalars_;
  switch (kind_) {
    case Kind::deterministic:
    case Kind::exponential:
    case Kind::gamma:
    case Kind::lognormal:
    case Kind::hyperexponential:
      return s[0];
    case Kind::erlang:
      return s[1];
    case Kind::lognormal_quantiles:
      return lognormal_mean(*this);
    case Kind::hyperexponential_phases:
      return phases_mean(phases(*this));
    case Kind::uniform:
      return (s[0] + s[1]) / 2.0;
    case Kind::weibull:
      return weibull_moment(s[0], s[1], 1.0);
    case Kind::bounded_pareto:
      return BoundedPareto(s).moment(1.0);
    case Kind::pareto:
      return pareto_mean(s[0], s[1]);
    case Kind::geometric:
      return s[0] * s[1];
    case Kind::discrete:
    case Kind::empirical:
      return table_->mean;
    case Kind::mixture:
      return table_->mixture_mean();
  }
  return 0.0;
}

double Distribution::variance() const {
  const Scalars& s = scalars_;
  switch (kind_) {
    case Kind::deterministic:
      return 0.0;
    case Kind::exponential:
      return square(s[0]);
    case Kind::erlang:
      return square(s[1]) / s[0];
    case Kind::gamma:
    case Kind::lognormal:
    case Kind::hyperexponential:
      return square(s[0] * s[1]);
    case Kind::lognormal_quantiles:
      return square(mean()) * std::expm1(square(log_moments(*this).sigma));
    case Kind::hyperexponential_phases:
      return phases_variance(phases(*this));
    case Kind::uniform:
      return square(s[1] - s[0]) / 12.0;
    case Kind::weibull:
      return weibull_moment(s[0], s[1], 2.0) - square(mean());
    case Kind::bounded_pareto:
      return BoundedPareto(s).moment(2.0) - square(mean());
    case Kind::pareto:
      return pareto_variance(s[0], s[1]);
    case Kind::geometric:
      return square(s[1]) * s[0] * (s[0] - 1.0);
    case Kind::discrete:
    case Kind::empirical:
      return table_->variance;
    case Kind::mixture:
      return table_->mixture_variance();
  }
  return 0.0;
}

double Distribution::scv() const {
  const double spread = variance();
  if (spread == 0.0 || std::isinf(spread)) return spread;
  return spread / square(mean());
}

double Distribution::Table::mixture_mean() const {
  double sum = 0.0;
  for (std::size_t i = 0; i < components.size(); ++i)
    if (weights[i] > 0.0) sum += probability(i) * components[i].mean();
  return sum;
}

double Distribution::Table::mixture_variance() const {
  const double centre = mixture_mean();
  if (std::isinf(centre)) return kInfinity;
  double sum = 0.0;
  for (std::size_t i = 0; i < components.size(); ++i)
    if (weights[i] > 0.0)
      sum += probability(i) * (components[i].variance() + square(components[i].mean() - centre));
  return sum;
}

double Distribution::Table::mixture_cdf(double x) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < components.size(); ++i) sum += probability(i) * components[i].cdf(x);
  return std::min(sum, 1.0);
}

double Distribution::cdf(double x) const {
  HEADROOM_EXPECTS(!std::isnan(x));
  if (x < 0.0) return 0.0;
  const Scalars& s = scalars_;
  switch (kind_) {
    case Kind::deterministic:
      return x >= s[0] ? 1.0 : 0.0;
    case Kind::exponential:
      return -std::expm1(-x / s[0]);
    case Kind::erlang:
    case Kind::gamma:
      return gamma_cdf(*this, x);
    case Kind::lognormal:
    case Kind::lognormal_quantiles:
      return lognormal_cdf(*this, x);
    case Kind::hyperexponential:
    case Kind::hyperexponential_phases:
      return phases_cdf(phases(*this), x);
    case Kind::uniform:
      return std::clamp((x - s[0]) / (s[1] - s[0]), 0.0, 1.0);
    case Kind::weibull:
      return -std::expm1(-std::pow(x / s[1], s[0]));
    case Kind::bounded_pareto:
      return BoundedPareto(s).cdf(x);
    case Kind::pareto:
      return x > s[1] ? -std::expm1(-s[0] * std::log(x / s[1])) : 0.0;
    case Kind::geometric:
      return geometric_cdf(s[0], in_steps(x, s[1]));
    case Kind::discrete:
    case Kind::empirical:
      return values_cdf(table_->values, table_->cumulative, x);
    case Kind::mixture:
      return table_->mixture_cdf(x);
  }
  return 0.0;
}

double Distribution::quantile(double p) const {
  HEADROOM_EXPECTS(p >= 0.0 && p <= 1.0);
  const Scalars& s = scalars_;
  const double unit_exponential = -std::log1p(-p);
  switch (kind_) {
    case Kind::deterministic:
      return s[0];
    case Kind::exponential:
      return s[0] * unit_exponential;
    case Kind::erlang:
    case Kind::gamma:
      return gamma_quantile(*this, p);
    case Kind::lognormal:
    case Kind::lognormal_quantiles:
      return lognormal_quantile(*this, p);
    case Kind::hyperexponential:
    case Kind::hyperexponential_phases:
      return phases_quantile(phases(*this), p);
    case Kind::uniform:
      return s[0] + p * (s[1] - s[0]);
    case Kind::weibull:
      return s[1] * std::pow(unit_exponential, 1.0 / s[0]);
    case Kind::bounded_pareto:
      return BoundedPareto(s).quantile(p);
    case Kind::pareto:
      return s[1] * std::exp(unit_exponential / s[0]);
    case Kind::geometric:
      return s[1] * geometric_quantile(s[0], p);
    case Kind::discrete:
      return discrete_quantile(table_->values, table_->cumulative, p);
    case Kind::empirical:
      return empirical_quantile(table_->values, p);
    case Kind::mixture:
      return mixture_quantile(*this, p);
  }
  return 0.0;
}

}  // namespace headroom::random
