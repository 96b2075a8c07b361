#include "tests/scenarios/choice.h"

namespace headroom::testing {

Choice::Choice(std::uint64_t seed, std::uint64_t slower)
    : site_(random::stream_key(seed, 0, "drawn scenario", 0, "choice")), slower_(slower) {}

std::string Choice::microseconds(std::uint64_t time) const {
  return std::to_string(time * slower_) + " us";
}

std::string Choice::time(std::uint64_t low_ms, std::uint64_t high_ms) {
  return microseconds(1000 * between(low_ms, high_ms));
}

std::string Choice::distribution(std::uint64_t low_us, std::uint64_t high_us) {
  const std::uint64_t mean = between(low_us, high_us);
  switch (between(0, 8)) {
    case 0:
      return microseconds(mean);
    case 1:
      return "erlang(3, " + microseconds(mean) + ")";
    case 2:
      return "hyperexponential(0.9, " + microseconds(mean / 2) + ", " + microseconds(5 * mean) +
             ")";
    case 3:
      return "uniform(" + microseconds(mean / 2) + ", " + microseconds(mean + mean / 2) + ")";
    case 4:
      return "discrete(90 %: " + microseconds(mean) + ", 10 %: " + microseconds(3 * mean) + ")";
    case 5:
      return "mixture(50 %: exponential(" + microseconds(mean) + "), 50 %: " + microseconds(mean) +
             ")";
    case 6:
      return "lognormal(" + microseconds(mean) + ", cv 1.5)";
    default:
      return "exponential(" + microseconds(mean) + ")";
  }
}

std::string Choice::rate(std::uint64_t low_rps, std::uint64_t high_rps) {
  // Per second and hundredths: decimals that a power of two divides without rounding.
  const std::uint64_t per_hour = 3600 * between(low_rps, high_rps) / slower_;
  return std::to_string(per_hour) + " /h";
}

std::string Choice::percent(std::uint64_t low, std::uint64_t high) {
  return std::to_string(between(low, high)) + " %";
}

}  // namespace headroom::testing
