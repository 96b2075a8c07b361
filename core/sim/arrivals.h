// When requests come. Private to core/sim.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/network/network.h"
#include "core/random/draws.h"

namespace headroom::sim {

/// The integral of a rate profile and its inverse: unit exponentials laid end to end along the
/// integral are a Poisson process of that rate. [Cinlar, Introduction to Stochastic Processes,
/// 1975, 4.7]
class RateIntegral {
 public:
  /// Needs at least one point, the first at 0, in order of time, rates >= 0.
  explicit RateIntegral(const network::RateProfile& profile);

  /// Goes on until the integral has grown by `amount` >= 0; the time at which it has. nullopt: it
  /// never will, the rate has ended at 0.
  std::optional<double> advance(double amount);

 private:
  struct Piece {
    double start = 0.0;
    double length = 0.0;  ///< infinite for the last
    double rate = 0.0;    ///< at the start
    double slope = 0.0;
    double mass = 0.0;  ///< integral over the piece
  };

  std::vector<Piece> pieces_;
  std::size_t piece_ = 0;
  double used_ = 0.0;  ///< integral up to now within the piece
};

/// Bends time so that what would come at the mean rate comes in bursts.
class BurstClock {
 public:
  /// Starts in the long run: busy with the probability of being busy.
  BurstClock(const workload::Bursts& bursts, const random::StreamKey& key);

  /// The time at which as much has come as comes in `amount` >= 0 seconds at the mean rate.
  double advance(double amount);

 private:
  void change();

  double peak_;
  double calm_;
  double busy_s_;  ///< mean length of the state
  double calm_s_;
  random::DrawSite lengths_;  ///< unit exponentials
  bool busy_ = false;
  double now_ = 0.0;
  double until_ = 0.0;  ///< end of the present state
};

/// Recorded arrivals one after the other, again and again, from a random place on.
class ReplayClock {
 public:
  ReplayClock(const workload::Replay& replay, const random::StreamKey& key);

  /// The next gap, in units of the mean gap.
  double next() {
    const double gap = (*gaps_)[position_];
    position_ = position_ + 1 == gaps_->size() ? 0 : position_ + 1;
    return gap;
  }
  /// The time of the next arrival if the mean gap is constant.
  double advance(double mean_gap) { return now_ += next() * mean_gap; }

 private:
  const std::vector<double>* gaps_;  ///< of the network
  std::size_t position_;
  double now_ = 0.0;
};

/// Expected number of arrivals of a profile from 0 until `end` seconds.
double expected_arrivals(const network::RateProfile& profile, double end);

}  // namespace headroom::sim
