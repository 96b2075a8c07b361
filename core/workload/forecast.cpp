#include "core/workload/forecast.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"
#include "core/workload/growth.h"

namespace headroom::workload {
namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kWeek = 7 * 24 * kHour;

double season_factor(const Season& season, Instant instant) {
  return season.hour_of_day[static_cast<std::size_t>(hour_of_day(instant))] *
         season.day_of_week_mon_to_sun[static_cast<std::size_t>(day_of_week(instant))];
}

double busiest_factor(const Season& season) {
  return *std::ranges::max_element(season.hour_of_day) *
         *std::ranges::max_element(season.day_of_week_mon_to_sun);
}

struct BaseRate {
  const Season& season;
  const World& world;

  double operator()(const PeakHourRate& now) const { return from_peak(now.rate_rps); }
  double operator()(const Population& now) const { return from_peak(now.users); }
  double operator()(const History& now) const {
    HEADROOM_EXPECTS(!now.samples.empty());
    double values = 0.0;
    double factors = 0.0;
    for (const Sample& sample : now.samples) {
      values += sample.value;
      factors += season_factor(season, sample.at);
    }
    HEADROOM_EXPECTS(factors > 0.0);
    return values / factors;
  }
  [[nodiscard]] double from_peak(const Uncertain& peak) const {
    return world.value("load.now", peak) / busiest_factor(season);
  }
};

double as_time(Instant instant) { return static_cast<double>(instant.seconds); }

int months_between(Month from, Month to) {
  return 12 * (to.year - from.year) + (to.month - from.month);
}

}  // namespace

Forecast::Forecast(const Load& load, Month start, int months, const World& world)
    : start_(start),
      months_(months),
      season_(load.season),
      growth_(realised(load.growth, world)),
      base_rps_(std::visit(BaseRate{load.season, world}, load.now)) {
  HEADROOM_EXPECTS(months >= 0);
  for (const Surge& surge : load.surges) {
    const double at = as_time(surge.at);
    const double ramp_end = at + surge.ramp.value();
    surges_.push_back({surge.name, at, ramp_end, ramp_end + surge.hold.value(),
                       surge.half_life.value(),
                       world.value("surge." + surge.name + ".peak", surge.peak),
                       world.value("surge." + surge.name + ".stays", surge.stays)});
  }
}

double Forecast::months_since_start(Instant instant) const {
  const Month month = month_of(instant);
  const double into = as_time(instant) - as_time(start_of(month));
  return months_between(start_, month) + into / (hours_in(month) * static_cast<double>(kHour));
}

double Forecast::level(Instant instant) const {
  return base_rps_ * growth_factor(growth_, start_, months_since_start(instant)) *
         season_factor(season_, instant);
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

double Forecast::ordinary_rate(Instant instant) const {
  return level(instant) * lasting_at(as_time(instant));
}

HourLoad Forecast::hour(Instant first_second) const {
  const double rate = level(first_second);
  const double begin = as_time(first_second);
  double surges = 0.0;
  for (int minute = 0; minute < 60; ++minute) surges += surges_at(begin + 60.0 * minute + 30.0);
  return {first_second, rate * lasting_at(begin), rate * surges / 60.0};
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
  MonthLoad result;
  result.month = months_after(start_, index);
  result.peak_hour = start_of(result.month);
  const int hours = hours_in(result.month);
  double sum = 0.0;
  for (int i = 0; i < hours; ++i) {
    const Instant at{start_of(result.month).seconds + i * kHour};
    const double rate = ordinary_rate(at);
    sum += rate;
    if (rate <= result.peak_rps) continue;
    result.peak_rps = rate;
    result.peak_hour = at;
  }
  result.mean_rps = sum / hours;
  for (const RealisedSurge& surge : surges_) {
    const Culmination top = culmination(surge);
    if (month_of(top.at) != result.month) continue;
    if (result.surge_rps && *result.surge_rps >= top.rate_rps) continue;
    result.surge_rps = top.rate_rps;
    result.surge_peak = top.at;
    result.surge = surge.name;
  }
  return result;
}

std::vector<MonthLoad> Forecast::all_months() const {
  std::vector<MonthLoad> result;
  for (int index = 0; index <= months_; ++index) result.push_back(month(index));
  return result;
}

}  // namespace headroom::workload
