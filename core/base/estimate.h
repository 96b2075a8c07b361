// An estimate never travels without its uncertainty.
#pragma once

namespace headroom {

/// A number with its interval, low <= estimate <= high. Exact values have low == high.
/// Which kind of interval (95 % of the estimate, 90 % of worlds) is said where the value is
/// declared.
struct Estimate {
  double estimate = 0.0;
  double low = 0.0;
  double high = 0.0;

  static constexpr Estimate exact(double value) { return {value, value, value}; }
  static constexpr Estimate around(double value, double half_width) {
    return {value, value - half_width, value + half_width};
  }
  [[nodiscard]] constexpr double half_width() const { return (high - low) / 2.0; }
  friend constexpr bool operator==(const Estimate&, const Estimate&) = default;
};

}  // namespace headroom
