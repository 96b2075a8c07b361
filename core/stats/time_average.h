// The time average of a quantity that changes by steps: queue length, busy servers, replicas.
#pragma once

#include "core/base/contracts.h"

namespace headroom::stats {

/// Integral of a step function from the start. Times never decrease.
class TimeAverage {
 public:
  explicit TimeAverage(double start = 0.0, double value = 0.0)
      : start_(start), last_(start), value_(value) {}

  /// The quantity is `value` from `time` on.
  void set(double time, double value) {
    area_ += value_ * (time - last_);
    last_ = time;
    value_ = value;
  }
  void add(double time, double change) { set(time, value_ + change); }
  /// Forgets the past (end of the warm-up), keeps the value.
  void restart(double time) { *this = TimeAverage(time, value_); }
  [[nodiscard]] double value() const { return value_; }
  [[nodiscard]] double area(double until) const { return area_ + value_ * (until - last_); }
  /// Needs until > start.
  [[nodiscard]] double average(double until) const {
    HEADROOM_EXPECTS(until > start_ && until >= last_);
    return area(until) / (until - start_);
  }

 private:
  double start_;
  double last_;
  double value_;
  double area_ = 0.0;
};

}  // namespace headroom::stats
