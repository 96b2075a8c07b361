#include "core/random/distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "core/base/contracts.h"
#include "core/random/distribution_table.h"
#include "core/random/normal.h"

namespace headroom::random {
namespace {

using Kind = Distribution::Kind;

bool positive(double x) { return x > 0.0 && std::isfinite(x); }
bool not_negative(double x) { return x >= 0.0 && std::isfinite(x); }
bool all_not_negative(const std::vector<double>& xs) {
  return std::ranges::all_of(xs, not_negative);
}

std::vector<double> cumulative_shares(const std::vector<double>& weights) {
  std::vector<double> cumulative(weights.size());
  std::partial_sum(weights.begin(), weights.end(), cumulative.begin());
  const double total = cumulative.back();
  HEADROOM_EXPECTS(positive(total));
  for (double& share : cumulative) share = share == total ? 1.0 : share / total;
  return cumulative;
}

/// Puts the values in ascending order, each keeping its weight.
void sort_together(std::vector<double>& values, std::vector<double>& weights) {
  std::vector<std::pair<double, double>> pairs(values.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {values[i], weights[i]};
  std::ranges::stable_sort(pairs, {}, &std::pair<double, double>::first);
  for (std::size_t i = 0; i < pairs.size(); ++i) std::tie(values[i], weights[i]) = pairs[i];
}

template <class Probability>
std::pair<double, double> moments(const std::vector<double>& values,
                                  const Probability& probability) {
  double mean = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) mean += probability(i) * values[i];
  double variance = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i)
    variance += probability(i) * (values[i] - mean) * (values[i] - mean);
  return {mean, variance};
}

}  // namespace

LogMoments log_moments(const Distribution& lognormal) {
  const auto p = lognormal.parameters();
  if (lognormal.kind() == Kind::lognormal_quantiles)
    return {std::log(p[0]), std::log(p[1] / p[0]) / normal_quantile(0.99)};
  const double sigma_squared = std::log1p(p[1] * p[1]);
  return {std::log(p[0]) - sigma_squared / 2.0, std::sqrt(sigma_squared)};
}

Phases phases(const Distribution& hyperexponential) {
  const auto p = hyperexponential.parameters();
  if (hyperexponential.kind() == Kind::hyperexponential_phases) return {p[0], p[1], p[2]};
  const double scv = p[1] * p[1];
  const double p1 = (1.0 + std::sqrt((scv - 1.0) / (scv + 1.0))) / 2.0;
  const double p2 = 1.0 / ((scv + 1.0) * 2.0 * p1);  // 1 - p1 without cancellation
  return {p1, p[0] / (2.0 * p1), p[0] / (2.0 * p2)};
}

double gamma_shape(const Distribution& gamma) {
  const auto p = gamma.parameters();
  return gamma.kind() == Kind::erlang ? p[0] : 1.0 / (p[1] * p[1]);
}

Distribution Distribution::deterministic(double value) {
  HEADROOM_EXPECTS(not_negative(value));
  return {Kind::deterministic, Scalars{value}};
}

Distribution Distribution::exponential(double mean) {
  HEADROOM_EXPECTS(positive(mean));
  return {Kind::exponential, Scalars{mean}};
}

Distribution Distribution::erlang(int k, double mean) {
  HEADROOM_EXPECTS(k >= 1 && positive(mean));
  return {Kind::erlang, Scalars{static_cast<double>(k), mean}};
}

Distribution Distribution::gamma(double mean, double cv) {
  HEADROOM_EXPECTS(positive(mean) && positive(cv));
  return {Kind::gamma, Scalars{mean, cv}};
}

Distribution Distribution::lognormal(double mean, double cv) {
  HEADROOM_EXPECTS(positive(mean) && positive(cv));
  return {Kind::lognormal, Scalars{mean, cv}};
}

Distribution Distribution::lognormal_from_quantiles(double p50, double p99) {
  HEADROOM_EXPECTS(positive(p50) && positive(p99) && p50 < p99);
  return {Kind::lognormal_quantiles, Scalars{p50, p99}};
}

Distribution Distribution::hyperexponential(double mean, double cv) {
  HEADROOM_EXPECTS(positive(mean) && positive(cv) && cv >= 1.0);
  return {Kind::hyperexponential, Scalars{mean, cv}};
}

Distribution Distribution::hyperexponential(double p1, double mean1, double mean2) {
  HEADROOM_EXPECTS(p1 > 0.0 && p1 < 1.0 && positive(mean1) && positive(mean2));
  return {Kind::hyperexponential_phases, Scalars{p1, mean1, mean2}};
}

Distribution Distribution::uniform(double low, double high) {
  HEADROOM_EXPECTS(not_negative(low) && positive(high) && low < high);
  return {Kind::uniform, Scalars{low, high}};
}

Distribution Distribution::weibull(double shape, double scale) {
  HEADROOM_EXPECTS(positive(shape) && positive(scale));
  return {Kind::weibull, Scalars{shape, scale}};
}

Distribution Distribution::bounded_pareto(double alpha, double low, double high) {
  HEADROOM_EXPECTS(positive(alpha) && positive(low) && positive(high) && low < high);
  return {Kind::bounded_pareto, Scalars{alpha, low, high}};
}

Distribution Distribution::pareto(double alpha, double min) {
  HEADROOM_EXPECTS(positive(alpha) && positive(min));
  return {Kind::pareto, Scalars{alpha, min}};
}

Distribution Distribution::geometric(double trials, double step) {
  HEADROOM_EXPECTS(positive(trials) && trials >= 1.0 && positive(step));
  return {Kind::geometric, Scalars{trials, step}};
}

Distribution Distribution::discrete(std::vector<double> values, std::vector<double> weights) {
  HEADROOM_EXPECTS(!values.empty() && values.size() == weights.size());
  HEADROOM_EXPECTS(all_not_negative(values) && all_not_negative(weights));
  sort_together(values, weights);
  Table table;
  table.cumulative = cumulative_shares(weights);
  table.values = std::move(values);
  table.weights = std::move(weights);
  std::tie(table.mean, table.variance) =
      moments(table.values, [&](std::size_t i) { return table.probability(i); });
  return {Kind::discrete, std::make_shared<const Table>(std::move(table))};
}

Distribution Distribution::empirical(std::vector<double> samples) {
  HEADROOM_EXPECTS(!samples.empty() && all_not_negative(samples));
  std::ranges::sort(samples);
  Table table;
  table.values = std::move(samples);
  const double share = 1.0 / static_cast<double>(table.values.size());
  std::tie(table.mean, table.variance) = moments(table.values, [&](std::size_t) { return share; });
  return {Kind::empirical, std::make_shared<const Table>(std::move(table))};
}

Distribution Distribution::mixture(std::vector<double> weights,
                                   std::vector<Distribution> components) {
  HEADROOM_EXPECTS(!components.empty() && components.size() == weights.size());
  HEADROOM_EXPECTS(all_not_negative(weights));
  Table table;
  table.cumulative = cumulative_shares(weights);
  table.weights = std::move(weights);
  table.components = std::move(components);
  return {Kind::mixture, std::make_shared<const Table>(std::move(table))};
}

std::span<const double> Distribution::parameters() const {
  return std::span(scalars_).first(parameters_of(kind_).size());
}

std::span<const double> Distribution::values() const {
  return table_ ? std::span<const double>(table_->values) : std::span<const double>();
}

std::span<const double> Distribution::weights() const {
  return table_ ? std::span<const double>(table_->weights) : std::span<const double>();
}

std::span<const Distribution> Distribution::components() const {
  return table_ ? std::span<const Distribution>(table_->components)
                : std::span<const Distribution>();
}

Distribution Distribution::scaled(double factor) const {
  HEADROOM_EXPECTS(positive(factor));
  const auto times_factor = [factor](double time) { return time * factor; };
  if (kind_ == Kind::mixture) {
    std::vector<Distribution> parts;
    for (const Distribution& part : table_->components) parts.push_back(part.scaled(factor));
    return mixture(table_->weights, std::move(parts));
  }
  if (table_) {
    std::vector<double> times(table_->values);
    std::ranges::transform(times, times.begin(), times_factor);
    return kind_ == Kind::empirical ? empirical(std::move(times))
                                    : discrete(std::move(times), table_->weights);
  }
  Distribution result = *this;
  const auto infos = parameters_of(kind_);
  for (std::size_t i = 0; i < infos.size(); ++i)
    if (infos[i].unit == ParameterUnit::time) result.scalars_[i] *= factor;
  return result;
}

bool operator==(const Distribution& a, const Distribution& b) {
  return a.kind_ == b.kind_ && a.scalars_ == b.scalars_ &&
         (a.table_ == b.table_ || (std::ranges::equal(a.values(), b.values()) &&
                                   std::ranges::equal(a.weights(), b.weights()) &&
                                   std::ranges::equal(a.components(), b.components())));
}

}  // namespace headroom::random
