#include "core/sim/gates.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"

namespace headroom::sim {

bool RetryTokensState::admit(double /*now*/, const Attempt& attempt) {
  if (!attempt.retry) return true;
  const double left = tokens_ - cost(attempt);
  const bool enough = rule_.retry > 0.0 ? left >= rule_.floor : left > rule_.floor;
  if (enough) tokens_ = left;
  return enough;
}

void RetryTokensState::report(double /*now*/, const Attempt& attempt) {
  const bool refund = rule_.refunds && attempt.retry;
  const double change =
      attempt.succeeded ? (refund ? cost(attempt) : rule_.success) : -rule_.failure;
  tokens_ = std::clamp(tokens_ + change, 0.0, rule_.capacity);
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

void RecentCalls::add(double now, bool failed) {
  if (part_ > 0.0)
    advance(now);
  else
    drop(slots_[position_++ % slots_.size()]);
  Count& slot = slots_[(part_ > 0.0 ? position_ : position_ - 1) % slots_.size()];
  if (part_ == 0.0) slot = {};
  ++slot.all;
  ++sum_.all;
  if (!failed) return;
  ++slot.failed;
  ++sum_.failed;
}

void RecentCalls::clear() {
  std::fill(slots_.begin(), slots_.end(), Count{});
  sum_ = {};
}

void RecentCalls::drop(const Count& part) {
  sum_.all -= part.all;
  sum_.failed -= part.failed;
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

bool CircuitBreakerState::fails_too_often(const RecentCalls::Count& count) const {
  return static_cast<double>(count.failed) >= rule_.failure_ratio * static_cast<double>(count.all);
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
  const bool failed = !attempt.succeeded;
  if (mode_ == Mode::closed) {
    recent_.add(now, failed);
    if (recent_.count().all >= rule_.minimum_calls && fails_too_often(recent_.count())) open(now);
  } else if (mode_ == Mode::half_open) {
    ++probed_.all;
    if (failed) ++probed_.failed;
    if (probed_.all < rule_.probes) return;
    if (fails_too_often(probed_)) return open(now);
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
