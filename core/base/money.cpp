#include "core/base/money.h"

#include <cmath>

#include "core/base/contracts.h"

namespace headroom {
namespace {

std::int64_t nearest_micros(double micros) {
  HEADROOM_EXPECTS(std::isfinite(micros) && std::abs(micros) < 9.2e18);
  return static_cast<std::int64_t>(std::nearbyint(micros));
}

}  // namespace

Money Money::from_units(double units) { return Money(nearest_micros(units * 1e6)); }

Money& Money::operator+=(Money other) {
  HEADROOM_EXPECTS(!__builtin_add_overflow(micros_, other.micros_, &micros_));
  return *this;
}

Money Money::times(double quantity) const {
  return Money(nearest_micros(static_cast<double>(micros_) * quantity));
}

}  // namespace headroom
