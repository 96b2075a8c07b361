// Money is never floating point: integer micro-units, overflow checked. The currency of the whole
// program is USD, as every price list in the catalogue is; it is named wherever money is shown.
#pragma once

#include <compare>
#include <cstdint>

namespace headroom {

class Money {
 public:
  constexpr Money() = default;
  static constexpr Money micros(std::int64_t value) { return Money(value); }
  /// Nearest micro-unit, ties to even. Needs |units| < 9.2e12.
  static Money from_units(double units);

  [[nodiscard]] constexpr std::int64_t micros() const { return micros_; }
  [[nodiscard]] constexpr double units() const { return static_cast<double>(micros_) / 1e6; }

  Money& operator+=(Money other);  ///< overflow breaks a contract
  friend Money operator+(Money a, Money b) { return a += b; }
  friend Money operator-(Money a, Money b) { return a += Money(-b.micros_); }
  /// Price x quantity, rounded once to the nearest micro-unit, ties to even.
  friend Money operator*(Money price, double quantity) { return price.times(quantity); }
  friend constexpr auto operator<=>(Money, Money) = default;

 private:
  constexpr explicit Money(std::int64_t micros) : micros_(micros) {}
  [[nodiscard]] Money times(double quantity) const;
  std::int64_t micros_ = 0;
};

}  // namespace headroom
