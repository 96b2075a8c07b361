// The load of every moment of the horizon in one world.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
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
/// - m(t) is the time since the start, or since the moment a peak-hour rate belongs to, in months,
/// a
///   fraction of a month by its true length;
/// - base x the highest hour factor x the highest day factor = the level at m = 0. A history is
///   fitted first, see resolved();
/// - a surge multiplies by 1 before it, 1 + (peak - 1) s / ramp at s after its start, peak during
///   the hold, and 1 + stays + (peak - 1 - stays) 2^(-u / half_life) at u after the hold.
/// Inputs of the world: "load.now", "load.growth", "load.growth.midpoint", "load.growth.YYYY-MM"
/// (a step), "surge.NAME.peak", "surge.NAME.stays".
class Forecast {
 public:
  /// Months 0 to `months` after `start`, both ends included. Needs months >= 0, steps in order, and
  /// the ranges stated in load.h. For many worlds of one history resolve the load once before.
  Forecast(const Load& load, Month start, int months, const World& world);

  /// Requests per second; for a population users.
  [[nodiscard]] double rate_at(Instant instant) const;
  /// The same without what passes: a surge counts 1 up to the end of its hold, 1 + stays after.
  [[nodiscard]] double ordinary_rate(Instant instant) const;

  /// True when the load is a population.
  [[nodiscard]] bool counts_users() const { return counts_users_; }
  /// Users who are there, the same as rate_at. Needs a population; shares of a class and whole
  /// users are the caller's matter.
  [[nodiscard]] double users_at(Instant instant) const;

  /// visit(HourLoad) for every hour, in order.
  template <std::invocable<const HourLoad&> Visit>
  void for_each_hour(Visit&& visit) const {
    for (int index = 0; index <= months_; ++index) {
      const Clock clock = clock_of(months_after(start_, index));
      for (int hour = 0; hour < clock.hours; ++hour) visit(hour_of(clock, hour));
    }
  }
  /// The hour (UTC) that begins at this instant.
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
  /// What the hours of a month share.
  struct Clock {
    Month month;
    Instant begin;
    int hours;
    double months;  ///< since the moment of the level, at `begin`
  };

  void set(const Load& load, const World& world);
  [[nodiscard]] Clock clock_of(Month month) const;
  [[nodiscard]] double level(const Clock& clock, std::int64_t seconds_into) const;
  [[nodiscard]] double level(Instant instant) const;
  [[nodiscard]] HourLoad hour_of(const Clock& clock, int hour) const;
  [[nodiscard]] double surges_at(double time) const;
  [[nodiscard]] double lasting_at(double time) const;
  [[nodiscard]] bool surging(double begin, double end) const;
  [[nodiscard]] Culmination culmination(const RealisedSurge& surge) const;
  void add_surges(const Clock& clock, MonthLoad& result) const;
  static double multiplier(const RealisedSurge& surge, double time);

  Month start_;
  int months_;
  bool counts_users_;
  double origin_ = 0.0;             ///< moment of the level, see calendar_months()
  std::array<double, 168> week_{};  ///< base x season by the hour of the week, from Thursday on
  Growth growth_;                   ///< every value exact
  std::vector<RealisedSurge> surges_;
};

}  // namespace headroom::workload
