// What gates know. Private to core/sim.
#pragma once

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

#include "core/network/gates.h"

namespace headroom::sim {

/// How a call is asked for, and how it ended.
struct Attempt {
  bool retry = false;
  bool after_timeout = false;  ///< of a retry: what it repeats had timed out
  bool succeeded = false;
};

class RetryTokensState {
 public:
  explicit RetryTokensState(const network::RetryTokens& rule)
      : rule_(rule), tokens_(rule.capacity) {}
  [[nodiscard]] bool admit(double now, const Attempt& attempt);
  void report(double now, const Attempt& attempt);
  [[nodiscard]] double tokens() const { return tokens_; }

 private:
  [[nodiscard]] double cost(const Attempt& attempt) const {
    return attempt.after_timeout ? rule_.timeout_retry : rule_.retry;
  }
  network::RetryTokens rule_;
  double tokens_;
};

class RetryShareState {
 public:
  explicit RetryShareState(const network::RetryShare& rule) : rule_(rule) {}
  [[nodiscard]] bool admit(double now, const Attempt& attempt);
  void report(double now, const Attempt& attempt);

 private:
  network::RetryShare rule_;
  std::uint64_t active_ = 0;
  std::uint64_t retries_ = 0;
};

/// Outcomes of the last calls: of a number of them, or of a length of time.
class RecentCalls {
 public:
  explicit RecentCalls(const network::CircuitBreaker& rule);
  void add(double now, bool failed);
  void clear();
  struct Count {
    std::uint64_t all = 0;
    std::uint64_t failed = 0;
  };
  [[nodiscard]] const Count& count() const { return sum_; }

 private:
  static constexpr std::size_t kParts = 10;  // of the window
  void drop(const Count& part);
  void advance(double now);

  double part_;                 ///< seconds; 0: by number
  std::vector<Count> slots_;    ///< one per call, or per part of the window
  std::uint64_t position_ = 0;  ///< calls so far, or parts since time 0
  Count sum_;
};

class CircuitBreakerState {
 public:
  explicit CircuitBreakerState(const network::CircuitBreaker& rule) : rule_(rule), recent_(rule) {}
  [[nodiscard]] bool admit(double now, const Attempt& attempt);
  void report(double now, const Attempt& attempt);

 private:
  enum class Mode : std::uint8_t { closed, open, half_open };
  [[nodiscard]] bool fails_too_often(const RecentCalls::Count& count) const;
  void open(double now);

  network::CircuitBreaker rule_;
  RecentCalls recent_;
  Mode mode_ = Mode::closed;
  double open_until_ = 0.0;
  std::uint32_t admitted_ = 0;  ///< probes that were let through
  RecentCalls::Count probed_;
};

using GateState = std::variant<RetryTokensState, RetryShareState, CircuitBreakerState>;

GateState gate_state(const network::Gate& gate);
[[nodiscard]] bool admit(GateState& gate, double now, const Attempt& attempt);
void report(GateState& gate, double now, const Attempt& attempt);

}  // namespace headroom::sim
