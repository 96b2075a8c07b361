// A rate limit. Private to core/sim.
#pragma once

#include <algorithm>

namespace headroom::sim {

/// Tokens come back one after the other, `rate` a second, and `burst` of them are saved up at most:
/// the generic cell rate algorithm in its virtual scheduling form [ITU-T I.371 (2004), annex A.1].
/// No timer and no event: the time at which the bucket would be full again says everything. Who
/// finds too few tokens takes them in advance and waits until they would have been there, so that
/// nobody overtakes.
class TokenBucket {
 public:
  /// `rate` per second above 0, `burst` at least 1.
  TokenBucket(double rate, double burst) : interval_(1.0 / rate), slack_(burst / rate) {}

  /// How long who asks for so many tokens now would wait, seconds.
  [[nodiscard]] double wait(double now, double tokens) const {
    return std::max(0.0, std::max(full_at_, now) + tokens * interval_ - slack_ - now);
  }
  void take(double now, double tokens) {
    full_at_ = std::max(full_at_, now) + tokens * interval_;
    refilled_ += tokens * interval_;
  }

  void reset(double now) { refilled_ = still_missing(now); }
  /// Seconds since the reset during which tokens came back: the used share of the rate.
  [[nodiscard]] double busy_area(double now) const { return refilled_ - still_missing(now); }

 private:
  [[nodiscard]] double still_missing(double now) const { return std::max(0.0, full_at_ - now); }

  double interval_;
  double slack_;
  double full_at_ = 0.0;
  double refilled_ = 0.0;  ///< seconds of refilling that were asked for
};

}  // namespace headroom::sim
