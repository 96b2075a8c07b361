// The load of every moment of the horizon in one world.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <vector>

#include "core/base/calendar.h"
#include "core/workload/load.h"
#include "core/workload/world.h"

namespace headroom::workload {

/// One hour of the horizon.
struct HourLoad {
  Instant at;                 ///< first second of the hour
  double ordinary_rps = 0.0;  ///< without the passing part of surges, at `at`
  double rate_rps = 0.0;      ///< with surges, their multiplier averaged over the hour's minutes
};

struct MonthLoad {
  Month month;
  double mean_rps = 0.0;              ///< ordinary, mean of all hours
  double peak_rps = 0.0;              ///< ordinary, of the busiest hour
  Instant peak_hour;                  ///< the first busiest hour of the month
  std::optional<double> surge_rps;    ///< highest rate of the surges that culminate in the month
  std::optional<Instant> surge_peak;  ///< when; present with surge_rps
  std::string surge;                  ///< name of the surge that reaches it; empty without one
};

/// rate(t) = base x growth(m(t)) x hour factor x day factor x surges, where
/// - m(t) is the time since the start in months, a fraction of a month by its true length;
/// - base x the highest hour factor x the highest day factor = the level now. A history gives
///   base = sum of its values / sum of the season's factors at their hours; its own growth is not
///   looked for;
/// - a surge multiplies by 1 before it, 1 + (peak - 1) s / ramp at s after its start, peak during
///   the hold, and 1 + stays + (peak - 1 - stays) 2^(-u / half_life) at u after the hold.
/// Inputs of the world: "load.now", "load.growth", "load.growth.midpoint", "load.growth.YYYY-MM"
/// (a step), "surge.NAME.peak", "surge.NAME.stays".
class Forecast {
 public:
  /// Months 0 to `months` after `start`, both ends included. Needs months >= 0, a history with
  /// samples, steps in order, and the ranges stated in load.h.
  Forecast(const Load& load, Month start, int months, const World& world);

  /// Requests (for a population: users) per second.
  [[nodiscard]] double rate_at(Instant instant) const;
  /// The same without what passes: a surge counts 1 up to the end of its hold, 1 + stays after.
  [[nodiscard]] double ordinary_rate(Instant instant) const;

  /// visit(HourLoad) for every hour, in order.
  template <std::invocable<const HourLoad&> Visit>
  void for_each_hour(Visit&& visit) const {
    const Instant end = start_of(months_after(start_, months_ + 1));
    for (Instant at = start_of(start_); at < end; at.seconds += 3600) visit(hour(at));
  }
  [[nodiscard]] HourLoad hour(Instant first_second) const;
  /// Month `index` after the start, 0 to months().
  [[nodiscard]] MonthLoad month(int index) const;
  [[nodiscard]] std::vector<MonthLoad> all_months() const;

  [[nodiscard]] Month start() const { return start_; }
  [[nodiscard]] int months() const { return months_; }

 private:
  struct RealisedSurge {
    std::string name;
    double at, ramp_end, hold_end, half_life;  ///< seconds since 1970, and a length
    double peak, stays;
  };
  struct Culmination {
    Instant at;
    double rate_rps;
  };

  [[nodiscard]] double level(Instant instant) const;
  [[nodiscard]] double months_since_start(Instant instant) const;
  [[nodiscard]] double surges_at(double time) const;
  [[nodiscard]] double lasting_at(double time) const;
  [[nodiscard]] Culmination culmination(const RealisedSurge& surge) const;
  static double multiplier(const RealisedSurge& surge, double time);

  Month start_;
  int months_;
  Season season_;
  Growth growth_;  ///< every value exact
  std::vector<RealisedSurge> surges_;
  double base_rps_;
};

}  // namespace headroom::workload
