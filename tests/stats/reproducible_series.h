// Series that anyone can reproduce, with known output statistics.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom::stats {

/// u_i of the linear congruential generator x <- (1103515245 x + 12345) mod 2^31, u = x / 2^31, the
/// first value after one step from the seed.
inline std::vector<double> uniform_series(std::uint64_t seed, std::size_t n) {
  std::vector<double> u(n);
  std::uint64_t x = seed;
  for (double& value : u) {
    x = (1103515245U * x + 12345U) % (std::uint64_t{1} << 31U);
    value = static_cast<double>(x) / 2147483648.0;
  }
  return u;
}

/// 10 + 5 exp(-i/20) + u_i - 0.5: a start-up that dies away.
inline std::vector<double> warming_series(std::uint64_t seed, std::size_t n) {
  std::vector<double> series = uniform_series(seed, n);
  for (std::size_t i = 0; i < n; ++i)
    series[i] += 10.0 + 5.0 * std::exp(-static_cast<double>(i) / 20.0) - 0.5;
  return series;
}

/// y_0 = u_0, y_i = 0.8 y_(i-1) + 0.2 u_i: strongly correlated, stationary.
inline std::vector<double> autoregressive_series(std::uint64_t seed, std::size_t n) {
  std::vector<double> series = uniform_series(seed, n);
  for (std::size_t i = 1; i < n; ++i) series[i] = 0.8 * series[i - 1] + 0.2 * series[i];
  return series;
}

/// A series with the statistics that its definitions give (computed with 12 digits by an
/// independent program).
struct KnownSeries {
  std::vector<double> values;
  std::size_t batches;
  double mean;
  double variance;
  double batch_half_width;
  double lag1;
  double overlapping_variance;
  std::size_t mser5_cut;
  double mser5_statistic;
  double mean_after_cut;
};

inline std::vector<KnownSeries> known_series() {
  return {{warming_series(42, 1000), 20, 10.1107601783, 0.335603354279, 0.196119364566,
           0.716744224016, 0.00211717727087, 160, 8.11095044765e-05, 10.0088367935},
          {autoregressive_series(7, 2000), 20, 0.504087125209, 0.00941992343757, 0.0138038272582,
           0.808150052573, 3.68523432963e-05, 0, 1.74379081689e-05, 0.504087125209},
          {uniform_series(123, 5000), 25, 0.504281561416, 0.0821711438314, 0.0090052981266,
           0.0299883708231, 2.24541589662e-05, 0, 1.68586767954e-05, 0.504281561416}};
}

/// Relative tolerance of figures known to 12 digits.
inline double digits_of(double value) { return std::abs(value) * 1e-10; }

}  // namespace headroom::stats
