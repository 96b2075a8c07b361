#include "core/workload/shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "core/base/contracts.h"

namespace headroom::workload {
namespace {

constexpr double kSettled = 1e-13;  // relative change of every factor
constexpr int kMostRounds = 1000;   // complete weeks need two, weeks with many gaps some dozens

struct Sums {
  double measured = 0.0;
  double expected = 0.0;
};

template <std::size_t N>
using MeasuredFactors = std::array<bool, N>;

class ProportionalFit {
 public:
  ProportionalFit(std::span<const ShapedRate> rates, Season season)
      : rates_(rates), season_(std::move(season)) {}

  /// Scales every factor of `index` to its sums; the largest relative change.
  template <std::size_t N>
  double scale(std::array<double, N>& factors, std::size_t ShapedRate::*index,
               MeasuredFactors<N>& measured) {
    std::array<Sums, N> sums{};
    for (const ShapedRate& rate : rates_) {
      sums[rate.*index].measured += rate.rate_rps;
      sums[rate.*index].expected += expected(rate);
    }
    double change = 0.0;
    for (std::size_t i = 0; i < N; ++i) {
      if (!(sums[i].expected > 0.0)) continue;
      const double ratio = sums[i].measured / sums[i].expected;
      factors[i] *= ratio;
      measured[i] = true;
      if (ratio > 0.0) change = std::max(change, std::abs(ratio - 1.0));
    }
    return change;
  }

  double scale_level() {
    Sums sums;
    for (const ShapedRate& rate : rates_) {
      sums.measured += rate.rate_rps;
      sums.expected += expected(rate);
    }
    HEADROOM_EXPECTS(sums.measured > 0.0 && sums.expected > 0.0);
    level_ *= sums.measured / sums.expected;
    return std::abs(sums.measured / sums.expected - 1.0);
  }

  Shape fit(bool hours, bool days) {
    double change = 1.0;
    for (int round = 0; round < kMostRounds && change > kSettled; ++round) {
      change = scale_level();
      if (hours)
        change = std::max(change, scale(season_.hour_of_day, &ShapedRate::hour, hours_measured_));
      if (days)
        change = std::max(change,
                          scale(season_.day_of_week_mon_to_sun, &ShapedRate::day, days_measured_));
    }
    Shape shape;
    if (hours) shape.unmeasured_hours = settle(season_.hour_of_day, hours_measured_);
    if (days) shape.unmeasured_days = settle(season_.day_of_week_mon_to_sun, days_measured_);
    shape.level_rps = level_;
    shape.season = std::move(season_);
    return shape;
  }

 private:
  [[nodiscard]] double expected(const ShapedRate& rate) const {
    return level_ * rate.trend * season_.hour_of_day[rate.hour] *
           season_.day_of_week_mon_to_sun[rate.day];
  }

  /// Fills what was not measured, moves the average into the level; the indices filled.
  template <std::size_t N>
  std::vector<std::size_t> settle(std::array<double, N>& factors,
                                  const MeasuredFactors<N>& measured) {
    std::vector<std::size_t> filled;
    for (std::size_t i = 0; i < N; ++i)
      if (!measured[i]) filled.push_back(i);
    for (const std::size_t i : filled) factors[i] = between_neighbours(factors, measured, i);
    const double average =
        std::accumulate(factors.begin(), factors.end(), 0.0) / static_cast<double>(N);
    for (double& factor : factors) factor /= average;
    level_ *= average;
    return filled;
  }

  template <std::size_t N>
  static double between_neighbours(const std::array<double, N>& factors,
                                   const MeasuredFactors<N>& measured, std::size_t index) {
    std::size_t before = 1;
    while (!measured[(index + N - before) % N]) ++before;
    std::size_t after = 1;
    while (!measured[(index + after) % N]) ++after;
    const double share = static_cast<double>(before) / static_cast<double>(before + after);
    return std::lerp(factors[(index + N - before) % N], factors[(index + after) % N], share);
  }

  std::span<const ShapedRate> rates_;
  Season season_;
  double level_ = 1.0;
  MeasuredFactors<24> hours_measured_{};
  MeasuredFactors<7> days_measured_{};
};

}  // namespace

Shape fit_shape(std::span<const ShapedRate> rates, Season season, bool fit_hours, bool fit_days) {
  if (fit_hours) season.hour_of_day = every_hour_alike();
  if (fit_days) season.day_of_week_mon_to_sun = Season{}.day_of_week_mon_to_sun;
  return ProportionalFit(rates, std::move(season)).fit(fit_hours, fit_days);
}

}  // namespace headroom::workload
