// What a drawn scenario is drawn from: numbers, times and distributions, as users type them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/random/draws.h"

namespace headroom::testing {

class Choice {
 public:
  Choice(std::uint64_t seed, std::uint64_t slower);

  /// True in one of `n` cases.
  bool one_in(std::uint64_t n) { return site_.next_below(n) == 0; }
  std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    return low + site_.next_below(high - low + 1);
  }
  const std::string& of(const std::vector<std::string>& words) {
    return words[site_.next_below(words.size())];
  }
  /// A whole number of milliseconds, stretched, as a quantity.
  std::string time(std::uint64_t low_ms, std::uint64_t high_ms);
  /// A distribution whose mean is drawn between the two.
  std::string distribution(std::uint64_t low_us, std::uint64_t high_us);
  /// Between the two, slowed down, as a quantity.
  std::string rate(std::uint64_t low_rps, std::uint64_t high_rps);
  std::string percent(std::uint64_t low, std::uint64_t high);

 private:
  [[nodiscard]] std::string microseconds(std::uint64_t time) const;

  random::UniformSite site_;
  std::uint64_t slower_;
};

}  // namespace headroom::testing
