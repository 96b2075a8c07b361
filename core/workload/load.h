// The load of a system as a user states it: level now, growth, season, surges, request classes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/calendar.h"
#include "core/base/uncertain.h"
#include "core/base/units.h"
#include "core/workload/arrivals.h"

namespace headroom::workload {

/// Requests per second in the busiest hour of the ordinary week.
struct PeakHourRate {
  Uncertain rate_rps;
  /// When it was so: growth counts from there. Absent: at the start of the horizon.
  std::optional<Instant> as_of = std::nullopt;

  friend bool operator==(const PeakHourRate&, const PeakHourRate&) = default;
};

/// Users who are there in the busiest hour of the ordinary week, at the start of the horizon.
/// Whatever a forecast of a population calls a rate is then a number of users: growth, season and
/// surges bring users, and how fast each of them asks is for think and response times to say.
struct Population {
  Uncertain users;

  friend bool operator==(const Population&, const Population&) = default;
};

/// One measurement of the past.
struct Sample {
  Instant at;
  double value = 0.0;  ///< requests per second, mean over the step that begins at `at`

  friend bool operator==(const Sample&, const Sample&) = default;
};

/// What a history is asked for beside the level. What is not asked, or cannot be told from it, is
/// as the load states it.
struct HistoryChoice {
  bool fit_growth = true;
  bool fit_season = true;

  friend bool operator==(const HistoryChoice&, const HistoryChoice&) = default;
};

/// What the values of a history's file count.
enum class HistoryUnit : std::uint8_t {
  per_second,  ///< requests per second, mean over the step
  per_step     ///< requests in the step that begins at the timestamp
};

/// Measurements of the past: at least one, times rising, values finite and not negative, step > 0.
struct History {
  std::string file;
  std::vector<Sample> samples;
  Seconds step;  ///< of a sample; a shorter distance to the next one cuts it short
  HistoryUnit unit = HistoryUnit::per_second;  ///< of the file; samples are rates always
  HistoryChoice choice = {};

  friend bool operator==(const History&, const History&) = default;
};

using Level = std::variant<PeakHourRate, Population, History>;

struct NoGrowth {
  friend bool operator==(const NoGrowth&, const NoGrowth&) = default;
};

/// Factor (1 + per_month)^t after t months. In uncertain growth 1 + per_month is lognormal, so that
/// a range has one meaning on both sides of 0.
struct Compound {
  Uncertain per_month;  ///< ratio, 0.1 = 10 % a month; above -1

  friend bool operator==(const Compound&, const Compound&) = default;
};

/// Factor 1 + per_month t, never below 0.
struct Linear {
  Uncertain per_month;  ///< ratio of the level at the start

  friend bool operator==(const Linear&, const Linear&) = default;
};

/// S-curve C / (1 + (C - 1) exp(-k t)) with C = ceiling_factor and k = ln(C - 1) /
/// midpoint_months: 1 at t = 0, C / 2 at the midpoint, C in the long run. [Verhulst 1838]
struct Logistic {
  Uncertain ceiling_factor;   ///< of the level at the start; above 2, so that C / 2 lies ahead
  Uncertain midpoint_months;  ///< above 0

  friend bool operator==(const Logistic&, const Logistic&) = default;
};

/// From the first second of `month` the level is `factor` times the level at the start.
struct Step {
  Month month;
  Uncertain factor;

  friend bool operator==(const Step&, const Step&) = default;
};

/// Steps in month order; factor 1 before the first. The last step begun counts.
struct Stepwise {
  std::vector<Step> steps;

  friend bool operator==(const Stepwise&, const Stepwise&) = default;
};

using Growth = std::variant<NoGrowth, Compound, Linear, Logistic, Stepwise>;

constexpr std::array<double, 24> every_hour_alike() {
  std::array<double, 24> factors{};
  for (double& factor : factors) factor = 1.0;
  return factors;
}

/// Factors of the hour (UTC) and of the day of the week; each average is 1. The default is flat.
struct Season {
  std::string name = "flat";
  std::array<double, 24> hour_of_day = every_hour_alike();
  std::array<double, 7> day_of_week_mon_to_sun = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};

  friend bool operator==(const Season&, const Season&) = default;
};

/// A one-off event that multiplies the ordinary load: linear rise from 1 to `peak` over `ramp`,
/// `peak` during `hold`, then an exponential fall towards 1 + stays.
struct Surge {
  std::string name;
  Instant at;         ///< the rise begins
  Uncertain peak;     ///< multiplier, above 0
  Seconds ramp;       ///< >= 0; 0 = at once
  Seconds hold;       ///< >= 0
  Seconds half_life;  ///< >= 0, of the distance to 1 + stays; 0 = falls at once
  Uncertain stays;    ///< ratio of the ordinary load that stays for good; 0 = nothing

  friend bool operator==(const Surge&, const Surge&) = default;
};

/// A kind of request: a share of the load that enters at one operation.
struct RequestClass {
  std::string name;
  Ratio share;            ///< of all requests; the shares of a load sum to 1
  std::string component;  ///< where it enters
  std::string operation;
  Arrivals arrivals = {};
  std::uint32_t priority = 1;  ///< 1 (goes first) to 16, where something serves by priority
  std::optional<Seconds> deadline = std::nullopt;  ///< above 0, from arrival; then it has failed

  friend bool operator==(const RequestClass&, const RequestClass&) = default;
};

struct Load {
  Level now;
  Growth growth;
  Season season;
  std::vector<Surge> surges;
  std::vector<RequestClass> classes;

  friend bool operator==(const Load&, const Load&) = default;
};

}  // namespace headroom::workload
