// How the requests of a class follow each other around their mean rate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/units.h"
#include "core/random/distribution.h"

namespace headroom::workload {

/// A busy and a calm state that follow each other, each of exponential length: a two-state
/// Markov-modulated Poisson process; on-off where nothing is left for the calm state. The mean rate
/// stays. [Fischer & Meier-Hellstern, The Markov-modulated Poisson process cookbook, Perf. Eval. 18
/// (1993)]
struct Bursts {
  double peak = 1.0;  ///< rate of the busy state / mean rate; from 1 to every / length
  Seconds length;     ///< mean of the busy state; above 0
  Seconds every;      ///< mean from one busy state to the next; above `length`

  /// Rate of the calm state / mean rate, at least 0.
  [[nodiscard]] double calm() const;
  /// Share of the time that is busy.
  [[nodiscard]] double busy() const { return length / every; }

  friend bool operator==(const Bursts&, const Bursts&) = default;
};

/// Arrivals that were recorded, in their order. Only their pattern counts; the rate says how fast
/// it goes by. It is repeated for ever, from a random place on.
struct Replay {
  std::string file;          ///< as typed
  std::vector<double> gaps;  ///< from one to the next, at least 1, mean 1

  /// Of times in ascending order, at least two, not all equal.
  static Replay of_times(std::string file, const std::vector<double>& times);
  /// Variance / mean of the numbers of arrivals in long intervals, from sums of sqrt(n)
  /// neighbouring gaps: the index of dispersion for intervals. [Cox & Lewis, The statistical
  /// analysis of series of events, 1966, 4.5]
  [[nodiscard]] double dispersion() const;

  friend bool operator==(const Replay&, const Replay&) = default;
};

/// The default is a Poisson process. Spacing other than exponential is a renewal process; in the
/// time of the rate where the rate changes.
struct Arrivals {
  /// From one arrival to the next; only its shape counts, its mean follows from the rate.
  random::Distribution spacing = random::Distribution::exponential(1.0);
  /// Requests that come at once, whole numbers from 1 on. The rate counts requests.
  random::Distribution together = random::Distribution::deterministic(1.0);
  std::optional<Bursts> bursts = std::nullopt;
  std::optional<Replay> replay = std::nullopt;  ///< instead of all others; spacing is constant then

  [[nodiscard]] bool one_by_one() const;
  [[nodiscard]] bool poisson() const;
  /// Variance / mean of the number of requests in a long time at this mean rate in requests per
  /// second; 1 for a Poisson process. [Cox & Isham, Point processes, 1980, 2.3 and 3.1]
  [[nodiscard]] double dispersion(double rate) const;

  friend bool operator==(const Arrivals&, const Arrivals&) = default;
};

/// Whether all values are whole numbers from 1 on.
bool counts_from_one(const random::Distribution& distribution);

}  // namespace headroom::workload
