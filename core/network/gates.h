// Gates decide whether a call is made, from what became of the calls before; they hold nobody.
// Immutable parameters; each replica of the caller has a state of its own, as real clients do.
#pragma once

#include <cstdint>
#include <limits>
#include <variant>

#include "core/base/units.h"

namespace headroom::network {

/// A bucket of tokens that retries are paid from. It starts full; first attempts are never refused.
/// Counted in whole thousandths, as gRPC does; finer parts of a figure are cut off.
/// gRPC [proposal A6, retryThrottling]: a failure takes 1, a success brings `tokenRatio`, retries
/// are made while more than half is left. AWS SDK, standard mode [botocore/retries/quota.py]: a
/// retry takes 5 (10 after a timeout), a success after a retry brings back what that took, another
/// success brings 1.
struct RetryTokens {
  double capacity = 10.0;      ///< tokens, above 0
  double floor = 5.0;          ///< a retry needs more than this, after paying
  double failure = 1.0;        ///< taken by each attempt that fails
  double success = 0.1;        ///< brought by each attempt that succeeds
  double retry = 0.0;          ///< taken by each retry
  double timeout_retry = 0.0;  ///< taken instead where the attempt before timed out
  bool refunds = false;        ///< a success after a retry brings that retry's cost instead

  friend bool operator==(const RetryTokens&, const RetryTokens&) = default;
};

/// Retries under way are at most this share of all attempts under way, and may be `at_least` in any
/// case. [Envoy: RetryBudget in circuit_breaker.proto]
struct RetryShare {
  double share = 0.2;  ///< ratio, 0 to 1
  std::uint32_t at_least = 3;

  friend bool operator==(const RetryShare&, const RetryShare&) = default;
};

/// Opens when so many of the last calls failed, or were slow: then calls fail at once for the time
/// `open`, after which `probes` calls are let through. If as many of them fail or are slow, it
/// opens again, else it closes and forgets. A call that came too late counts as a failure. The last
/// calls are the last `calls` (resilience4j: CircuitBreakerConfig), or those that ended within
/// `window`, in tenths of it (Hystrix: HystrixCommandProperties).
struct CircuitBreaker {
  double failure_ratio = 0.5;
  std::uint32_t minimum_calls = 20;  ///< among the last, before it may open
  std::uint32_t calls = 0;           ///< 0: those within the window
  Seconds window = Seconds(10.0);
  Seconds open = Seconds(5.0);
  std::uint32_t probes = 1;
  /// A call that takes longer is slow, whether it fails or not. [resilience4j:
  /// slowCallDurationThreshold, slowCallRateThreshold]
  Seconds slow_after = Seconds(std::numeric_limits<double>::infinity());
  double slow_ratio = 1.0;

  /// Whether it needs to know how long calls take.
  [[nodiscard]] bool times_calls() const {
    return slow_after < Seconds(std::numeric_limits<double>::infinity());
  }

  friend bool operator==(const CircuitBreaker&, const CircuitBreaker&) = default;
};

using Gate = std::variant<RetryTokens, RetryShare, CircuitBreaker>;

}  // namespace headroom::network
