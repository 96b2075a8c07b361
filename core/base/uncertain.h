// A number that is not known: a 90 % interval as typed ("800 to 1500"), or an exact value.
#pragma once

#include <cmath>

namespace headroom {

/// low <= high; low and high are the 5 % and 95 % quantiles. Lognormal when both are positive (the
/// median is their geometric mean), normal otherwise; exact when low == high.
struct Uncertain {
  double low = 0.0;
  double high = 0.0;

  static constexpr Uncertain exact(double value) { return {value, value}; }
  [[nodiscard]] constexpr bool is_exact() const { return low == high; }
  /// Value at standard normal score `z` (z = 0: the median).
  [[nodiscard]] double at(double z) const {
    constexpr double kScoreOf95 = 1.6448536269514722;  // normal quantile of 0.95
    if (is_exact()) return low;
    const double t = z / kScoreOf95;
    if (low > 0.0) return std::sqrt(low * high) * std::exp(t * std::log(high / low) / 2.0);
    return (low + high) / 2.0 + t * (high - low) / 2.0;
  }
  [[nodiscard]] double central() const { return at(0.0); }

  friend constexpr bool operator==(const Uncertain&, const Uncertain&) = default;
};

}  // namespace headroom
