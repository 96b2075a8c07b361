// Strong types for the quantities of capacity planning. One internal unit each: seconds, 1/second,
// bytes, plain ratio. Files and screens carry other units; they are converted at the border.
#pragma once

#include <compare>
#include <cstdint>

namespace headroom {

/// A double with a unit. Sums and scalings stay in the unit; anything else is spelled out.
template <class Unit>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}
  [[nodiscard]] constexpr double value() const { return value_; }

  constexpr Quantity& operator+=(Quantity other) {
    value_ += other.value_;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    value_ -= other.value_;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity(a.value_ + b.value_);
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    return Quantity(a.value_ - b.value_);
  }
  friend constexpr Quantity operator*(Quantity a, double k) { return Quantity(a.value_ * k); }
  friend constexpr Quantity operator*(double k, Quantity a) { return Quantity(k * a.value_); }
  friend constexpr Quantity operator/(Quantity a, double k) { return Quantity(a.value_ / k); }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  double value_ = 0.0;
};

using Seconds = Quantity<struct SecondsUnit>;
using PerSecond = Quantity<struct PerSecondUnit>;
using Bytes = Quantity<struct BytesUnit>;
using Ratio = Quantity<struct RatioUnit>;

/// rate x time = count (Little's law, utilisation law).
constexpr double operator*(PerSecond rate, Seconds time) { return rate.value() * time.value(); }
constexpr double operator*(Seconds time, PerSecond rate) { return rate * time; }

namespace literals {
constexpr Seconds operator""_s(long double v) { return Seconds(static_cast<double>(v)); }
constexpr Seconds operator""_s(unsigned long long v) { return Seconds(static_cast<double>(v)); }
constexpr Seconds operator""_ms(long double v) { return Seconds(static_cast<double>(v) * 1e-3); }
constexpr Seconds operator""_ms(unsigned long long v) {
  return Seconds(static_cast<double>(v) * 1e-3);
}
constexpr PerSecond operator""_rps(long double v) { return PerSecond(static_cast<double>(v)); }
constexpr PerSecond operator""_rps(unsigned long long v) {
  return PerSecond(static_cast<double>(v));
}
}  // namespace literals

inline constexpr double kHoursPerBillingMonth = 730.0;  ///< list prices: "month" means 730 h

}  // namespace headroom
