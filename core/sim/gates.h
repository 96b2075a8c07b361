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
  double seconds = 0.0;  ///< that it took, if its gate asks for it
};

class RetryTokensState {
 public:
  explicit RetryTokensState(const network::RetryTokens& rule);
  [[nodiscard]] bool admit(double now, const Attempt& attempt);
  void report(double now, const Attempt& attempt);
  [[nodiscard]] double tokens() const { return static_cast<double>(tokens_) / kThousandths; }

 private:
  static constexpr std::int64_t kThousandths = 1000;  // of a token
  static std::int64_t thousandths(double tokens);
  [[nodiscard]] std::int64_t cost(const Attempt& attempt) const {
    return attempt.after_timeout ? timeout_retry_ : retry_;
  }
  std::int64_t capacity_;
  std::int64_t floor_;
  std::int64_t failure_;
  std::int64_t success_;
  std::int64_t retry_;
  std::int64_t timeout_retry_;
  bool refunds_;
  std::int64_t tokens_;
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
  struct Call {
    bool failed = false;
    bool slow = false;
  };
  void add(double now, const Call& call);
  void clear();
  struct Count {
    std::uint64_t all = 0;
    std::uint64_t failed = 0;
    std::uint64_t slow = 0;

    void add(const Call& call);
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
  [[nodiscard]] bool too_bad(const RecentCalls::Count& count) const;
  void open(double now);

  network::CircuitBreaker rule_;
  RecentCalls recent_;
  Mode mode_ = Mode::closed;
  double open_until_ = 0.0;
  std::uint32_t admitted_ = 0;  ///< probes that were let through
  RecentCalls::Count probed_;
};

using GateState = std::variant<RetryTokensState, RetryShareState, CircuitBreakerState>;

/// Since when the present attempt of each context is under way; without `start` it keeps nothing.
class AttemptClock {
 public:
  void start() { runs_ = true; }
  void begin(std::uint32_t context, double now) {
    if (!runs_) return;
    if (context >= begun_.size()) begun_.resize(context + 1);
    begun_[context] = now;
  }
  [[nodiscard]] double seconds(std::uint32_t context, double now) const {
    return runs_ ? now - begun_[context] : 0.0;
  }

 private:
  bool runs_ = false;
  std::vector<double> begun_;
};

GateState gate_state(const network::Gate& gate);
[[nodiscard]] bool admit(GateState& gate, double now, const Attempt& attempt);
void report(GateState& gate, double now, const Attempt& attempt);

}  // namespace headroom::sim
