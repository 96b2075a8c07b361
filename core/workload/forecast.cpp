#include "core/workload/forecast.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"
#include "core/workload/fit.h"
#include "core/workload/growth.h"
#include "core/workload/season.h"

namespace headroom::workload {
namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kWeek = 7 * 24 * kHour;
// 2^-64 of a surge is lost in the rounding of what stays, unless the surge is a thousandfold.
constexpr double kHalfLivesUntilGone = 64.0;

double as_time(Instant instant) { return static_cast<double>(instant.seconds); }

/// From Thursday 00:00 on, the weekday of 1970-01-01.
std::size_t hour_of_week(Instant instant) {
  return static_cast<std::size_t>(instant.seconds / kHour % (kWeek / kHour));
}

const Uncertain& level_of(const Level& level) {
  if (const auto* users = std::get_if<Population>(&level)) return users->users;
  return std::get<PeakHourRate>(level).rate_rps;
}

}  // namespace

Forecast::Forecast(const Load& load, Month start, int months, const World& world)
    : start_(start), months_(months), counts_users_(std::holds_alternative<Population>(load.now)) {
  HEADROOM_EXPECTS(months >= 0);
  if (std::holds_alternative<History>(load.now))
    set(resolved(load), world);
  else
    set(load, world);
}

void Forecast::set(const Load& load, const World& world) {
  const auto* rate = std::get_if<PeakHourRate>(&load.now);
  origin_ = calendar_months(rate && rate->as_of ? *rate->as_of : start_of(start_));
  growth_ = realised(load.growth, world);
  const double base = world.value("load.now", level_of(load.now)) / busiest_factor(load.season);
  for (std::size_t hour = 0; hour < week_.size(); ++hour)
    week_[hour] =
        base * season_factor(load.season, Instant{static_cast<std::int64_t>(hour) * kHour});
  for (const Surge& surge : load.surges) {
    const double at = as_time(surge.at);
    const double ramp_end = at + surge.ramp.value();
    surges_.push_back({surge.name, at, ramp_end, ramp_end + surge.hold.value(),
                       surge.half_life.value(),
                       world.value("surge." + surge.name + ".peak", surge.peak),
                       world.value("surge." + surge.name + ".stays", surge.stays)});
  }
}

Forecast::Clock Forecast::clock_of(Month month) const {
  const Instant begin = start_of(month);
  return {month, begin, hours_in(month), calendar_months(begin) - origin_};
}

double Forecast::level(const Clock& clock, std::int64_t seconds_into) const {
  const double month = static_cast<double>(seconds_into) / (clock.hours * as_time(Instant{kHour}));
  return week_[hour_of_week(Instant{clock.begin.seconds + seconds_into})] *
         growth_factor(growth_, clock.months + month, clock.month);
}

double Forecast::level(Instant instant) const {
  const Clock clock = clock_of(month_of(instant));
  return level(clock, instant.seconds - clock.begin.seconds);
}

double Forecast::multiplier(const RealisedSurge& surge, double time) {
  if (time < surge.at) return 1.0;
  if (time < surge.ramp_end)
    return 1.0 + (surge.peak - 1.0) * (time - surge.at) / (surge.ramp_end - surge.at);
  if (time <= surge.hold_end) return surge.peak;
  const double lasting = 1.0 + surge.stays;
  if (surge.half_life <= 0.0) return lasting;
  return lasting + (surge.peak - lasting) * std::exp2((surge.hold_end - time) / surge.half_life);
}

double Forecast::surges_at(double time) const {
  double product = 1.0;
  for (const RealisedSurge& surge : surges_) product *= multiplier(surge, time);
  return product;
}

double Forecast::lasting_at(double time) const {
  double product = 1.0;
  for (const RealisedSurge& surge : surges_)
    if (time > surge.hold_end) product *= 1.0 + surge.stays;
  return product;
}

double Forecast::rate_at(Instant instant) const {
  return level(instant) * surges_at(as_time(instant));
}

double Forecast::users_at(Instant instant) const {
  HEADROOM_EXPECTS(counts_users_);
  return rate_at(instant);
}

double Forecast::ordinary_rate(Instant instant) const {
  return level(instant) * lasting_at(as_time(instant));
}

bool Forecast::surging(double begin, double end) const {
  return std::ranges::any_of(surges_, [&](const RealisedSurge& surge) {
    return surge.at < end && begin <= surge.hold_end + kHalfLivesUntilGone * surge.half_life;
  });
}

HourLoad Forecast::hour_of(const Clock& clock, int hour) const {
  const Instant at{clock.begin.seconds + hour * kHour};
  const double rate = level(clock, hour * kHour);
  const double begin = as_time(at);
  const double ordinary = rate * lasting_at(begin);
  if (!surging(begin, begin + static_cast<double>(kHour))) return {at, ordinary, ordinary};
  double surges = 0.0;
  for (int minute = 0; minute < 60; ++minute) surges += surges_at(begin + 60.0 * minute + 30.0);
  return {at, ordinary, rate * surges / 60.0};
}

HourLoad Forecast::hour(Instant first_second) const {
  const Clock clock = clock_of(month_of(first_second));
  return hour_of(clock, static_cast<int>((first_second.seconds - clock.begin.seconds) / kHour));
}

// Between two of the instants tried, the season's factor is constant and the surge monotone. A week
// after the hold the season repeats with a smaller multiplier.
Forecast::Culmination Forecast::culmination(const RealisedSurge& surge) const {
  const auto first = static_cast<std::int64_t>(surge.at);
  const auto last = static_cast<std::int64_t>(surge.hold_end) + kWeek;
  Culmination best{Instant{first}, rate_at(Instant{first})};
  const auto consider = [&](std::int64_t seconds) {
    const double rate = rate_at(Instant{seconds});
    if (rate > best.rate_rps) best = {Instant{seconds}, rate};
  };
  consider(static_cast<std::int64_t>(std::ceil(surge.ramp_end)));
  consider(static_cast<std::int64_t>(std::floor(surge.hold_end)));
  for (std::int64_t hour = first - first % kHour + kHour; hour <= last; hour += kHour) {
    consider(hour - 1);
    consider(hour);
  }
  return best;
}

MonthLoad Forecast::month(int index) const {
  HEADROOM_EXPECTS(index >= 0 && index <= months_);
  const Clock clock = clock_of(months_after(start_, index));
  MonthLoad result;
  result.month = clock.month;
  result.peak_hour = clock.begin;
  double sum = 0.0;
  for (int hour = 0; hour < clock.hours; ++hour) {
    const Instant at{clock.begin.seconds + hour * kHour};
    const double rate = level(clock, hour * kHour) * lasting_at(as_time(at));
    sum += rate;
    if (rate <= result.peak_rps) continue;
    result.peak_rps = rate;
    result.peak_hour = at;
  }
  result.mean_rps = sum / clock.hours;
  add_surges(clock, result);
  return result;
}

void Forecast::add_surges(const Clock& clock, MonthLoad& result) const {
  const double begin = as_time(clock.begin);
  const double end = begin + as_time(Instant{clock.hours * kHour});
  for (const RealisedSurge& surge : surges_) {
    if (surge.at >= end || surge.hold_end + static_cast<double>(kWeek) < begin) continue;
    const Culmination top = culmination(surge);
    if (month_of(top.at) != result.month) continue;
    if (result.surge_rps && *result.surge_rps >= top.rate_rps) continue;
    result.surge_rps = top.rate_rps;
    result.surge_peak = top.at;
    result.surge = surge.name;
  }
}

std::vector<MonthLoad> Forecast::all_months() const {
  std::vector<MonthLoad> result;
  for (int index = 0; index <= months_; ++index) result.push_back(month(index));
  return result;
}

}  // namespace headroom::workload
