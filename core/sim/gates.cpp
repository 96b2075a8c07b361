#include "core/sim/gates.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"

namespace headroom::sim {

RetryTokensState::RetryTokensState(const network::RetryTokens& rule)
    : capacity_(thousandths(rule.capacity)),
      floor_(thousandths(rule.floor)),
      failure_(thousandths(rule.failure)),
      success_(thousandths(rule.success)),
      retry_(thousandths(rule.retry)),
      timeout_retry_(thousandths(rule.timeout_retry)),
      refunds_(rule.refunds),
      tokens_(capacity_) {}

/// Cut off, but for what the nearest double of a decimal figure lacks.
std::int64_t RetryTokensState::thousandths(double tokens) {
  return static_cast<std::int64_t>(std::floor(tokens * kThousandths + 1e-6));
}

bool RetryTokensState::admit(double /*now*/, const Attempt& attempt) {
  if (!attempt.retry) return true;
  const std::int64_t left = tokens_ - cost(attempt);
  const bool enough = retry_ > 0 ? left >= floor_ : left > floor_;
  if (enough) tokens_ = left;
  return enough;
}

void RetryTokensState::report(double /*now*/, const Attempt& attempt) {
  const bool refund = refunds_ && attempt.retry;
  const std::int64_t change = attempt.succeeded ? (refund ? cost(attempt) : success_) : -failure_;
  tokens_ = std::clamp<std::int64_t>(tokens_ + change, 0, capacity_);
}

bool RetryShareState::admit(double /*now*/, const Attempt& attempt) {
  if (attempt.retry) {
    const double allowed =
        std::max<double>(rule_.at_least, rule_.share * static_cast<double>(active_));
    if (static_cast<double>(retries_) + 1.0 > allowed) return false;
    ++retries_;
  }
  ++active_;
  return true;
}

void RetryShareState::report(double /*now*/, const Attempt& attempt) {
  HEADROOM_EXPECTS(active_ > 0 && (!attempt.retry || retries_ > 0));
  --active_;
  if (attempt.retry) --retries_;
}

RecentCalls::RecentCalls(const network::CircuitBreaker& rule)
    : part_(rule.calls > 0 ? 0.0 : rule.window.value() / kParts),
      slots_(rule.calls > 0 ? rule.calls : kParts) {}

void RecentCalls::Count::add(const Call& call) {
  ++all;
  if (call.failed) ++failed;
  if (call.slow) ++slow;
}

void RecentCalls::add(double now, const Call& call) {
  if (part_ > 0.0)
    advance(now);
  else
    drop(slots_[position_++ % slots_.size()]);
  Count& slot = slots_[(part_ > 0.0 ? position_ : position_ - 1) % slots_.size()];
  if (part_ == 0.0) slot = {};
  slot.add(call);
  sum_.add(call);
}

void RecentCalls::clear() {
  std::fill(slots_.begin(), slots_.end(), Count{});
  sum_ = {};
}

void RecentCalls::drop(const Count& part) {
  sum_.all -= part.all;
  sum_.failed -= part.failed;
  sum_.slow -= part.slow;
}

void RecentCalls::advance(double now) {
  const auto present = static_cast<std::uint64_t>(now / part_);
  const std::uint64_t gone = std::min<std::uint64_t>(present - position_, slots_.size());
  for (std::uint64_t i = 1; i <= gone; ++i) {
    Count& slot = slots_[(position_ + i) % slots_.size()];
    drop(slot);
    slot = {};
  }
  position_ = present;
}

bool CircuitBreakerState::too_bad(const RecentCalls::Count& count) const {
  const auto all = static_cast<double>(count.all);
  if (static_cast<double>(count.failed) >= rule_.failure_ratio * all) return true;
  return rule_.times_calls() && static_cast<double>(count.slow) >= rule_.slow_ratio * all;
}

void CircuitBreakerState::open(double now) {
  mode_ = Mode::open;
  open_until_ = now + rule_.open.value();
}

bool CircuitBreakerState::admit(double now, const Attempt& /*attempt*/) {
  if (mode_ == Mode::closed) return true;
  if (mode_ == Mode::open) {
    if (now < open_until_) return false;
    mode_ = Mode::half_open;
    admitted_ = 0;
    probed_ = {};
  }
  if (admitted_ >= rule_.probes) return false;
  ++admitted_;
  return true;
}

void CircuitBreakerState::report(double now, const Attempt& attempt) {
  const RecentCalls::Call call{.failed = !attempt.succeeded,
                               .slow = attempt.seconds > rule_.slow_after.value()};
  if (mode_ == Mode::closed) {
    recent_.add(now, call);
    if (recent_.count().all >= rule_.minimum_calls && too_bad(recent_.count())) open(now);
  } else if (mode_ == Mode::half_open) {
    probed_.add(call);
    if (probed_.all < rule_.probes) return;
    if (too_bad(probed_)) return open(now);
    mode_ = Mode::closed;
    recent_.clear();
  }
}

GateState gate_state(const network::Gate& gate) {
  struct Make {
    GateState operator()(const network::RetryTokens& rule) const { return RetryTokensState(rule); }
    GateState operator()(const network::RetryShare& rule) const { return RetryShareState(rule); }
    GateState operator()(const network::CircuitBreaker& rule) const {
      return CircuitBreakerState(rule);
    }
  };
  return std::visit(Make(), gate);
}

bool admit(GateState& gate, double now, const Attempt& attempt) {
  return std::visit([&](auto& its) { return its.admit(now, attempt); }, gate);
}

void report(GateState& gate, double now, const Attempt& attempt) {
  std::visit([&](auto& its) { its.report(now, attempt); }, gate);
}

}  // namespace headroom::sim
