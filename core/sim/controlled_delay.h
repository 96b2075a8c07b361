// Load shedding by the age of a line. Private to core/sim.
#pragma once

#include "core/network/network.h"

namespace headroom::sim {

/// Controlled delay for requests: who has the next turn is turned away after a long wait, but only
/// while the line does not get short at all. [Nichols & Jacobson 2012, CoDel; in the form for
/// servers of Meta's folly, folly/executors/Codel, and Maurer, "Fail at Scale", ACM Queue 2015]
///
/// Time is cut into intervals that begin with the first turn after the end of the last. An interval
/// in which every wait was longer than the target makes the next one overloaded; in it all who
/// waited longer than twice the target are turned away. The first turn of an interval never is.
class ControlledDelay {
 public:
  explicit ControlledDelay(const network::Shedding& rule)
      : target_(rule.target.value()), interval_(rule.interval.value()) {}

  /// Whether the one whose turn it is at `now`, after waiting for `waited` >= 0 s, is turned away.
  bool sheds(double now, double waited) {
    if (now >= end_) {
      overloaded_ = least_ > target_;
      least_ = waited;
      end_ = now + interval_;
      return false;
    }
    if (waited < least_) least_ = waited;
    return overloaded_ && waited > 2.0 * target_;
  }

 private:
  double target_;
  double interval_;
  double end_ = 0.0;
  double least_ = 0.0;  ///< wait in this interval
  bool overloaded_ = false;
};

}  // namespace headroom::sim
