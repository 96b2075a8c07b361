#include "core/analytic/spectra.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <unsupported/Eigen/FFT>

#include "core/analytic/fork_join.h"
#include "core/base/contracts.h"
#include "core/random/distribution.h"

namespace headroom::analytic {
namespace {

using random::Distribution;

constexpr double kDeviations = 12.0;    ///< of the grid's end from the mean
constexpr double kDamping = 6.0;        ///< the end of the grid counts e^-6 when it wraps around
constexpr double kStepsPerMean = 40.0;  ///< resolution of the grid
constexpr double kStepsPerDeviation = 8.0;
constexpr double kFewestPoints = 512.0;
constexpr double kMostPoints = 8192.0;
/// Slices of a distribution, finer towards its tail, each of which is taken as one value.
constexpr double kSlices[] = {0.0, 0.2, 0.4, 0.6, 0.75, 0.875, 0.95, 0.985, 1.0};
constexpr std::size_t kMargin = 8;       ///< steps; smoothing reaches less far
constexpr double kNegligible = 1e-6;     ///< probability of being slowed down
constexpr double kSameSpectrum = 1e-10;  ///< of the values of a program with loops

bool is_gamma(const Distribution& law) {
  return law.kind() == Distribution::Kind::exponential ||
         law.kind() == Distribution::Kind::erlang || law.kind() == Distribution::Kind::gamma;
}

}  // namespace

// ---------------------------------------------------------------- grid and samples

TimeGrid TimeGrid::for_time(Time time) {
  const double deviation = std::sqrt(time.variance);
  // A power of two, so that classes of requests that take about as long share their grid.
  const double end = std::exp2(std::ceil(std::log2(time.mean + kDeviations * deviation)));
  const double step = std::min(time.mean / kStepsPerMean, deviation / kStepsPerDeviation);
  const double points = std::clamp(end / step, kFewestPoints, kMostPoints);
  TimeGrid grid;
  grid.points = static_cast<std::size_t>(std::exp2(std::ceil(std::log2(points))));
  grid.step = end / static_cast<double>(grid.points);
  return grid;
}

SampledLaw::SampledLaw(TimeGrid grid, std::vector<double> mass)
    : grid_(grid), cumulated_(std::move(mass)) {
  // What is left of the ringing may be below 0 here and there; a distribution function never falls.
  double sum = 0.0;
  double highest = 0.0;
  for (double& each : cumulated_) {
    sum += each;
    highest = std::max(highest, sum);
    each = highest;
  }
}

SampledLaw SampledLaw::constant(double seconds) {
  SampledLaw law({}, {});
  law.constant_ = seconds;
  return law;
}

SampledLaw SampledLaw::gamma(Time time) {
  const TimeGrid grid = TimeGrid::for_time(time);
  std::vector<double> mass(grid.points);
  double before = 0.0;
  for (std::size_t j = 0; j < mass.size(); ++j) {
    const double below = gamma_cdf(time, (static_cast<double>(j) + 0.5) * grid.step);
    mass[j] = below - before;
    before = below;
  }
  return {grid, mass};
}

SampledLaw SampledLaw::until(double limit) const {
  SampledLaw result = *this;
  const double inside = cdf(limit);
  HEADROOM_EXPECTS(inside > 0.0);
  for (double& each : result.cumulated_) each = std::min(1.0, each / inside);
  return result;
}

SampledLaw SampledLaw::stretched(double factor) const {
  SampledLaw result = *this;
  result.grid_.step *= factor;
  result.constant_ *= factor;
  return result;
}

double SampledLaw::mean() const {
  double sum = constant_;
  double before = 0.0;
  for (std::size_t j = 0; j < cumulated_.size(); ++j) {
    sum += static_cast<double>(j) * grid_.step * (cumulated_[j] - before);
    before = cumulated_[j];
  }
  return sum;
}

double SampledLaw::cdf(double t) const {
  if (cumulated_.empty()) return t >= constant_ ? 1.0 : 0.0;
  const double edge = t / grid_.step - 0.5;  // in bins, from the upper edge of the first
  if (edge < 0.0) return std::max(0.0, cumulated_[0] * (edge + 1.0));
  if (edge + 1.0 >= static_cast<double>(cumulated_.size())) return 1.0;
  const auto bin = static_cast<std::size_t>(edge);
  const double within = edge - static_cast<double>(bin);
  const double below = cumulated_[bin] + within * (cumulated_[bin + 1] - cumulated_[bin]);
  return std::clamp(below, 0.0, 1.0);  // a transform rings around a jump
}

double SampledLaw::quantile(double p) const {
  if (cumulated_.empty()) return constant_;
  auto found = std::lower_bound(cumulated_.begin(), cumulated_.end(), p);
  if (found == cumulated_.end()) --found;  // beyond the grid: at its end
  const auto bin = static_cast<double>(found - cumulated_.begin());
  const double below = found == cumulated_.begin() ? 0.0 : *(found - 1);
  const double within = *found > below ? (p - below) / (*found - below) : 1.0;
  return std::max(0.0, (bin - 0.5 + within) * grid_.step);
}

// ---------------------------------------------------------------- laws

struct Spectra::Transform {
  Transform() { fft.SetFlag(Eigen::FFT<double>::HalfSpectrum); }
  Eigen::FFT<double> fft;
};

Spectra::Spectra(const network::Network& network, TimeGrid grid)
    : net_(network), grid_(grid), transform_(std::make_unique<Transform>()) {}
Spectra::~Spectra() = default;

std::complex<double> Spectra::at(std::size_t frequency) const {
  const double end = static_cast<double>(grid_.points) * grid_.step;
  return {kDamping / end, 2.0 * std::numbers::pi * static_cast<double>(frequency) / end};
}

double Spectra::damping(std::size_t point) const {
  return std::exp(-kDamping * static_cast<double>(point) / static_cast<double>(grid_.points));
}

Spectra::Law Spectra::constant(double seconds) const {
  if (seconds == 0.0) return {};
  Law result;
  for (std::size_t j = 0; j < frequencies(); ++j)
    result.values.push_back(std::exp(-at(j) * seconds));
  return result;
}

Spectra::Law Spectra::gamma(Time time) const {
  const double scale = time.variance / time.mean;
  const double shape = time.mean / scale;
  Law result;
  for (std::size_t j = 0; j < frequencies(); ++j) {
    const std::complex<double> base = 1.0 + at(j) * scale;
    result.values.push_back(shape == 1.0 ? 1.0 / base : std::exp(-shape * std::log(base)));
  }
  return result;
}

Spectra::Law Spectra::draw(std::uint32_t group, std::uint32_t site, double speed) const {
  return stretched(net_.groups[group].sites[site].distribution, {{1.0 / speed, 1.0}});
}

/// The law times an independent factor.
Spectra::Law Spectra::stretched(const Distribution& law, const Slowdowns& factors) const {
  const double variance = law.variance();
  const bool narrow = std::sqrt(variance) * factors.back().factor < 2.0 * grid_.step;
  if (law.kind() != Distribution::Kind::deterministic && !narrow && !is_gamma(law))
    return from_cdf(law, factors);
  Law sum;
  double weight = 0.0;
  for (const auto& [factor, probability] : factors) {
    const Time time{law.mean() * factor, variance * factor * factor};
    sum = either(weight, sum, probability, variance > 0.0 ? gamma(time) : constant(time.mean));
    weight += probability;
  }
  return sum;
}

Spectra::Law Spectra::from_cdf(const Distribution& law, const Slowdowns& factors) const {
  std::vector<double> mass(grid_.points, 0.0);
  double before = 0.0;
  for (std::size_t j = 0; j < mass.size(); ++j) {
    const double edge = (static_cast<double>(j) + 0.5) * grid_.step;
    double below = 0.0;
    for (const auto& [factor, probability] : factors) below += probability * law.cdf(edge / factor);
    mass[j] = below - before;
    before = below;
  }
  return {forward(std::move(mass))};
}

/// What slows a job down above the speed of one that is alone: 0 or exponential, or gamma if it
/// varies less. Moments as in shared_residence: scv of the slowdown e/(2 - e), e = 1 -
/// alone/stretch.
Spectra::Slowing Spectra::slowing(const Sharing& sharing) {
  const double above = sharing.stretch - sharing.alone;
  const double excess = above / sharing.stretch;
  const double variance = sharing.stretch * sharing.stretch * excess / (2.0 - excess);
  if (variance < above * above) return {1.0, {above, variance}};
  const double probability = 2.0 * above * above / (variance + above * above);
  const double mean = above / probability;
  return {probability, {mean, mean * mean}};
}

Spectra::Slowdowns Spectra::slowdowns(const Sharing& sharing, double speed) {
  const Slowing slowing = Spectra::slowing(sharing);
  if (!(slowing.probability > kNegligible)) return {{sharing.alone / speed, 1.0}};
  std::vector<double> values;
  double mean = 0.0;
  for (std::size_t k = 0; k + 1 < std::size(kSlices); ++k) {
    values.push_back(gamma_quantile(slowing.given, (kSlices[k] + kSlices[k + 1]) / 2.0));
    mean += values.back() * (kSlices[k + 1] - kSlices[k]);
  }
  Slowdowns result{{sharing.alone / speed, 1.0 - slowing.probability}};
  for (std::size_t k = 0; k < values.size(); ++k)
    result.push_back({(sharing.alone + values[k] * slowing.given.mean / mean) / speed,
                      slowing.probability * (kSlices[k + 1] - kSlices[k])});
  return result;
}

Spectra::Law Spectra::shares(std::uint32_t group, std::uint32_t site, double speed,
                             const Sharing& sharing) const {
  const Distribution& service = net_.groups[group].sites[site].distribution;
  if (service.variance() > 0.0) return stretched(service, slowdowns(sharing, speed));
  const Slowing slowing = Spectra::slowing(sharing);
  const double alone = service.mean() / speed;
  if (!(slowing.probability > kNegligible)) return constant(alone * sharing.alone);
  const Law slower = gamma({alone * slowing.given.mean, alone * alone * slowing.given.variance});
  return sum(constant(alone * sharing.alone),
             either(1.0 - slowing.probability, {}, slowing.probability, slower));
}

/// 0 or exponential, as Waiting says; gamma where the moments are those of a more regular wait.
Spectra::Law Spectra::waits(const Waiting& waiting) const {
  const double mean = waiting.wait.mean;
  if (mean <= 0.0) return {};
  const double probability = 2.0 * mean * mean / waiting.wait.second_moment();
  if (probability > 1.0) return gamma(waiting.wait);
  const double given_that_waits = mean / probability;
  Law result;
  for (std::size_t j = 0; j < frequencies(); ++j)
    result.values.push_back(1.0 - probability + probability / (1.0 + at(j) * given_that_waits));
  return result;
}

Spectra::Law Spectra::sum(const Law& a, const Law& b) {
  if (a.values.empty()) return b;
  if (b.values.empty()) return a;
  Law result = a;
  for (std::size_t j = 0; j < result.values.size(); ++j) result.values[j] *= b.values[j];
  return result;
}

Spectra::Law Spectra::either(double weight_a, const Law& a, double weight_b, const Law& b) const {
  if (weight_b <= 0.0) return a;
  if (weight_a <= 0.0) return b;
  if (a.values.empty() && b.values.empty()) return {};
  const double share = weight_a / (weight_a + weight_b);
  Law result;
  for (std::size_t j = 0; j < frequencies(); ++j)
    result.values.push_back(share * (a.values.empty() ? 1.0 : a.values[j]) +
                            (1.0 - share) * (b.values.empty() ? 1.0 : b.values[j]));
  return result;
}

Truncated<Spectra::Law> Spectra::until(const Law& law, double limit) const {
  if (law.values.empty()) return {1.0, law};
  std::vector<double> mass = backward(law.values);
  double inside = 0.0;
  for (std::size_t j = 0; j < mass.size(); ++j) {
    if (static_cast<double>(j) * grid_.step > limit) mass[j] = 0.0;
    inside += mass[j];
  }
  if (inside <= 0.0) return {0.0, constant(limit)};
  for (double& each : mass) each /= inside;
  return {std::min(1.0, inside), {forward(std::move(mass))}};
}

Spectra::Law Spectra::longest(const std::vector<std::pair<Law, double>>& laws) const {
  std::vector<double> logarithm(grid_.points, 0.0);
  for (const auto& [law, count] : laws) {
    if (law.values.empty()) continue;
    double below = 0.0;
    const std::vector<double> mass = backward(law.values);
    for (std::size_t j = 0; j < mass.size(); ++j) {
      below += mass[j];
      logarithm[j] += count * std::log(std::clamp(below, 1e-300, 1.0));
    }
  }
  std::vector<double> mass(grid_.points, 0.0);
  double before = 0.0;
  for (std::size_t j = 0; j < mass.size(); ++j) {
    const double below = std::exp(logarithm[j]);
    mass[j] = below - before;
    before = below;
  }
  return {forward(std::move(mass))};
}

Truncated<Spectra::Law> Spectra::among(std::size_t wanted,
                                       const std::vector<std::pair<double, Law>>& racers) const {
  std::vector<std::vector<double>> below;  // by racer: ended by each point of the grid
  std::vector<double> ended;
  for (const auto& [probability, law] : racers) {
    ended.push_back(probability);
    below.push_back(law.values.empty() ? std::vector<double>(grid_.points, 0.0)
                                       : backward(law.values));
    if (law.values.empty()) below.back()[0] = 1.0;
    for (std::size_t j = 1; j < below.back().size(); ++j) below.back()[j] += below.back()[j - 1];
  }
  const double probability = at_least(wanted, ended);
  if (probability <= 0.0) return {};
  std::vector<double> mass(grid_.points, 0.0);
  double before = 0.0;
  for (std::size_t j = 0; j < mass.size(); ++j) {
    for (std::size_t i = 0; i < racers.size(); ++i)
      ended[i] = racers[i].first * std::clamp(below[i][j], 0.0, 1.0);
    const double now = at_least(wanted, ended) / probability;
    mass[j] = now - before;
    before = now;
  }
  return {probability, {forward(std::move(mass))}};
}

// ---------------------------------------------------------------- parts

void Spectra::add(Part& part, double probability, const Law& law, const Part& rest) const {
  if (rest.probability <= 0.0) return;
  part.probability += probability * rest.probability;
  if (part.values.empty()) part.values.assign(frequencies(), 0.0);
  for (std::size_t j = 0; j < part.values.size(); ++j) {
    std::complex<double> term = probability;
    if (!law.values.empty()) term *= law.values[j];
    if (!rest.certain) term *= rest.values[j];
    part.values[j] += term;
  }
}

bool Spectra::same(const Part& a, const Part& b) {
  if (std::abs(a.probability - b.probability) > kSameSpectrum) return false;
  if (a.values.size() != b.values.size()) return false;
  for (std::size_t j = 0; j < a.values.size(); ++j)
    if (std::abs(a.values[j] - b.values[j]) > kSameSpectrum) return false;
  return true;
}

Spectra::Law Spectra::law(const Part& part) {
  if (part.certain || part.probability <= 0.0) return {};
  Law result{part.values};
  for (std::complex<double>& value : result.values) value /= part.probability;
  return result;
}

// ---------------------------------------------------------------- transforms

Spectra::Values Spectra::forward(std::vector<double> mass) const {
  for (std::size_t j = 0; j < mass.size(); ++j) mass[j] *= damping(j);
  Values values;
  transform_->fft.fwd(values, mass);
  return values;
}

std::vector<double> Spectra::backward(const Values& values) const {
  // Later by a few steps, so that what is smoothed to the left of 0 does not come back as the tail.
  const double late = kMargin * grid_.step;
  Values smooth = values;
  for (std::size_t j = 0; j < smooth.size(); ++j) {
    const double angle = at(j).imag() * grid_.step;
    smooth[j] *= std::exp(-at(j) * late - angle * angle / 2.0);
  }
  std::vector<double> damped;
  transform_->fft.inv(damped, smooth, static_cast<Eigen::Index>(grid_.points));
  std::vector<double> mass(grid_.points, 0.0);
  for (std::size_t j = 0; j < mass.size(); ++j)
    mass[j < kMargin ? 0 : j - kMargin] += damped[j] / damping(j);
  return mass;
}

SampledLaw Spectra::sampled(const Law& law) const {
  if (law.values.empty()) return SampledLaw::constant(0.0);
  return {grid_, backward(law.values)};
}

}  // namespace headroom::analytic
