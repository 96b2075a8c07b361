// Non-negative probability distributions as plain values: service demands, think times, delays.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/random/streams.h"

namespace headroom::random {

class StreamWords;

/// A distribution on [0, inf). Copying is cheap. Times are in one unit of the caller's choice
/// (seconds in Headroom); "cv" is the coefficient of variation, standard deviation / mean.
/// The preconditions of the factories are contracts: user input is checked before.
class Distribution {
 public:
  enum class Kind : std::uint8_t {
    deterministic,
    exponential,
    erlang,
    gamma,
    lognormal,
    lognormal_quantiles,
    hyperexponential,
    hyperexponential_phases,
    uniform,
    weibull,
    bounded_pareto,
    pareto,
    geometric,
    discrete,
    empirical,
    mixture
  };

  /// A time scales with the unit; a number (shape, cv, probability, count) does not.
  enum class ParameterUnit : std::uint8_t { time, number };
  struct Parameter {
    std::string_view name;
    ParameterUnit unit;
  };

  Distribution() = default;  ///< the constant 0

  /// Always `value`. Needs 0 <= value < inf.
  static Distribution deterministic(double value);
  /// Needs mean > 0.
  static Distribution exponential(double mean);
  /// Sum of k independent exponentials; `mean` is that of the sum, cv = 1/sqrt(k). Needs k >= 1,
  /// mean > 0.
  static Distribution erlang(int k, double mean);
  /// Shape 1/cv^2, scale mean cv^2. Needs mean > 0, cv > 0.
  static Distribution gamma(double mean, double cv);
  /// exp of a normal with sigma^2 = ln(1 + cv^2), mu = ln(mean) - sigma^2/2. Needs mean > 0, cv >
  /// 0.
  static Distribution lognormal(double mean, double cv);
  /// The lognormal with this median and 99th percentile. Needs 0 < p50 < p99.
  static Distribution lognormal_from_quantiles(double p50, double p99);
  /// Two exponential phases with balanced means (p1 mean1 = p2 mean2):
  /// p1 = (1 + sqrt((cv^2 - 1)/(cv^2 + 1)))/2, mean_i = mean/(2 p_i). Needs mean > 0, cv >= 1.
  static Distribution hyperexponential(double mean, double cv);
  /// Exponential of mean1 with probability p1, else of mean2. Needs 0 < p1 < 1, means > 0.
  static Distribution hyperexponential(double p1, double mean1, double mean2);
  /// Needs 0 <= low < high.
  static Distribution uniform(double low, double high);
  /// P(X > x) = exp(-(x/scale)^shape). Needs shape > 0, scale > 0.
  static Distribution weibull(double shape, double scale);
  /// Pareto cut off to [low, high]. Needs alpha > 0, 0 < low < high.
  static Distribution bounded_pareto(double alpha, double low, double high);
  /// P(X > x) = (min/x)^alpha from min on. The mean is +inf for alpha <= 1, the variance for
  /// alpha <= 2. Needs alpha > 0, min > 0.
  static Distribution pareto(double alpha, double min);
  /// `step` times the number of trials up to the first success, when that takes `trials` on
  /// average: 1, 2, 3, ... steps with P(more than k) = (1 - 1/trials)^k. Needs trials >= 1, step > 0.
  static Distribution geometric(double trials, double step);
  /// `values[i]` with probability weights[i] / sum. Needs as many weights as values, at least one,
  /// values >= 0, weights >= 0, sum > 0. Kept in ascending order of values.
  static Distribution discrete(std::vector<double> values, std::vector<double> weights);
  /// Each measured sample with equal probability (bootstrap, no interpolation), so that the mean is
  /// exactly the mean of the measurement. Needs at least one sample, all >= 0; kept sorted.
  static Distribution empirical(std::vector<double> samples);
  /// Component i with probability weights[i] / sum. Needs as many weights as components, at least
  /// one, weights >= 0, sum > 0.
  static Distribution mixture(std::vector<double> weights, std::vector<Distribution> components);

  [[nodiscard]] Kind kind() const { return kind_; }
  /// The scalar arguments of the factory, in its order; names and units by parameters_of(kind()).
  [[nodiscard]] std::span<const double> parameters() const;
  [[nodiscard]] std::span<const double> values()
      const;  ///< discrete: values; empirical: samples; ascending
  [[nodiscard]] std::span<const double> weights() const;  ///< discrete and mixture, as given
  [[nodiscard]] std::span<const Distribution> components() const;  ///< mixture

  static std::span<const Parameter> parameters_of(Kind kind);
  static std::string_view name_of(Kind kind);  ///< "lognormal", "bounded_pareto", ...

  [[nodiscard]] double mean() const;      ///< may be +inf
  [[nodiscard]] double variance() const;  ///< may be +inf
  /// Squared coefficient of variation, variance / mean^2; +inf with the variance; 0 for the
  /// constant 0.
  [[nodiscard]] double scv() const;
  /// P(X <= x).
  [[nodiscard]] double cdf(double x) const;
  /// The smallest x with cdf(x) >= p; the ends of the support at 0 and 1 (may be +inf). Closed form
  /// where there is one, else numeric to about 1e-14. Needs 0 <= p <= 1.
  [[nodiscard]] double quantile(double p) const;
  /// The distribution of factor x X. Needs 0 < factor < inf.
  [[nodiscard]] Distribution scaled(double factor) const;

  /// Sample `index` of the stream: a pure function of (key, index). Rejected words are replaced
  /// from further planes of the stream, never from the next index.
  [[nodiscard]] double sample(const StreamKey& key, std::uint64_t index) const;
  /// out[j] = sample(key, first + j), made in blocks. Needs first to be a multiple of 4.
  void samples(const StreamKey& key, std::uint64_t first, std::span<double> out) const;

  friend bool operator==(const Distribution& a, const Distribution& b);

 private:
  struct Table;
  using Scalars = std::array<double, 3>;

  Distribution(Kind kind, Scalars scalars) : scalars_(scalars), kind_(kind) {}
  Distribution(Kind kind, std::shared_ptr<const Table> table)
      : table_(std::move(table)), kind_(kind) {}
  template <class Use>
  void with_sampler(const Use& use) const;
  [[nodiscard]] double draw(StreamWords& words) const;

  Scalars scalars_{};
  std::shared_ptr<const Table> table_;
  Kind kind_ = Kind::deterministic;
};

}  // namespace headroom::random
