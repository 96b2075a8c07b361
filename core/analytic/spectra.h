// Random times as characteristic functions on a grid of frequencies: sums are products, mixtures
// are sums, and the distribution comes back by one Fourier transform.
#pragma once

#include <compare>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/analytic/time.h"
#include "core/analytic/visit.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// Times 0, step, 2 step, ... up to points x step.
struct TimeGrid {
  double step = 1.0;
  std::size_t points = 1024;  ///< a power of two

  /// Fine enough for a time with these moments, and at least 12 standard deviations beyond its
  /// mean.
  static TimeGrid for_time(Time time);
  friend auto operator<=>(const TimeGrid&, const TimeGrid&) = default;
};

/// A distribution function sampled on a grid.
class SampledLaw {
 public:
  /// `mass`: probability around each point of the grid; what is missing to 1 lies beyond its end.
  SampledLaw(TimeGrid grid, std::vector<double> mass);
  static SampledLaw constant(double seconds);
  static SampledLaw gamma(Time time);

  /// Given that the time is at most `limit`; needs cdf(limit) > 0.
  [[nodiscard]] SampledLaw until(double limit) const;
  /// Of the time multiplied by the factor.
  [[nodiscard]] SampledLaw stretched(double factor) const;
  [[nodiscard]] double mean() const;
  [[nodiscard]] double cdf(double t) const;
  /// The smallest t with cdf(t) >= p. Needs 0 < p < 1.
  [[nodiscard]] double quantile(double p) const;

 private:
  TimeGrid grid_;
  double constant_ = 0.0;          ///< the time itself where nothing is sampled
  std::vector<double> cumulated_;  ///< at the upper edge of each point's bin; empty: a constant
};

/// The Algebra of Walk (see walk.h) over Laplace transforms E[exp(-s T)], s = damping + i omega.
class Spectra {
 public:
  using Values = std::vector<std::complex<double>>;
  /// One value for each non-negative frequency; no values: no time at all.
  struct Law {
    Values values;
  };
  /// Unnormalised: E[exp(-s T) 1{A}].
  struct Part {
    double probability = 0.0;
    bool certain = false;  ///< all paths, no time
    Values values;         ///< otherwise; empty: no path
  };

  /// Keeps a reference to the network.
  Spectra(const network::Network& network, TimeGrid grid);
  ~Spectra();

  [[nodiscard]] Law draw(std::uint32_t group, std::uint32_t site, double speed) const;
  /// Service x slowdown.
  [[nodiscard]] Law shares(std::uint32_t group, std::uint32_t site, double speed,
                           const Sharing& sharing) const;
  [[nodiscard]] Law waits(const Waiting& waiting) const;
  [[nodiscard]] Law constant(double seconds) const;
  [[nodiscard]] static Law sum(const Law& a, const Law& b);
  [[nodiscard]] Law either(double weight_a, const Law& a, double weight_b, const Law& b) const;
  [[nodiscard]] Truncated<Law> until(const Law& law, double limit) const;
  [[nodiscard]] Law longest(const std::vector<std::pair<Law, double>>& laws) const;
  [[nodiscard]] Truncated<Law> among(std::size_t wanted,
                                     const std::vector<std::pair<double, Law>>& racers) const;

  [[nodiscard]] static Part certain() { return {1.0, true, {}}; }
  void add(Part& part, double probability, const Law& law, const Part& rest) const;
  [[nodiscard]] static bool same(const Part& a, const Part& b);
  [[nodiscard]] static double probability(const Part& part) { return part.probability; }
  [[nodiscard]] static Law law(const Part& part);

  [[nodiscard]] SampledLaw sampled(const Law& law) const;

 private:
  /// One of a few values that stand for a distribution of factors.
  struct Slowdown {
    double factor = 1.0;
    double probability = 1.0;
  };
  using Slowdowns = std::vector<Slowdown>;

  struct Slowing {
    double probability = 0.0;  ///< that others slow a job down
    Time given;                ///< by how much then, in multiples of the service
  };
  static Slowing slowing(const Sharing& sharing);
  /// The factors of a shared processor.
  static Slowdowns slowdowns(const Sharing& sharing, double speed);

  [[nodiscard]] Law stretched(const random::Distribution& law, const Slowdowns& factors) const;
  [[nodiscard]] Law from_cdf(const random::Distribution& law, const Slowdowns& factors) const;
  [[nodiscard]] Law gamma(Time time) const;
  [[nodiscard]] std::complex<double> at(std::size_t frequency) const;  ///< s
  [[nodiscard]] std::size_t frequencies() const { return grid_.points / 2 + 1; }
  [[nodiscard]] double damping(std::size_t point) const;
  [[nodiscard]] Values forward(std::vector<double> mass) const;
  /// Probability around each point, smoothed over one step so that jumps do not ring.
  [[nodiscard]] std::vector<double> backward(const Values& values) const;

  struct Transform;

  const network::Network& net_;
  const TimeGrid grid_;
  std::unique_ptr<Transform> transform_;  ///< keeps its tables
};

}  // namespace headroom::analytic
