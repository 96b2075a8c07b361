// Tokens that must be set up after a long pause. Private to core/sim.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom::sim {

/// Free tokens that were in use before, by the time since which they rest: who comes takes the
/// latest, as platforms do. All others are cold.
class ColdStarts {
 public:
  /// `site`: run-time index of the site that draws the times of set-ups. `keep_warm` >= 0 seconds.
  ColdStarts(std::uint32_t site, double keep_warm) : site_(site), keep_warm_(keep_warm) {}
  [[nodiscard]] std::uint32_t site() const { return site_; }

  void rest(double now) { resting_.push_back(now); }
  /// Whether the token that is taken now is warm.
  bool take(double now) {
    if (resting_.empty()) return false;
    const bool warm = now - resting_.back() <= keep_warm_;
    if (warm)
      resting_.pop_back();
    else
      resting_.clear();  // the others rest longer still
    return warm;
  }

 private:
  std::uint32_t site_;
  double keep_warm_;
  std::vector<double> resting_;
};

}  // namespace headroom::sim
