#include "core/workload/fit.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/base/contracts.h"
#include "core/stats/moments.h"
#include "core/workload/fit_notes.h"
#include "core/workload/log_linear.h"
#include "core/workload/resample.h"
#include "core/workload/season.h"
#include "core/workload/shape.h"
#include "core/workload/trend_range.h"

namespace headroom::workload {
namespace {

constexpr double kDay = 86400.0;
constexpr double kDaysForHours = 2.0;  // in one day, shape and accident are the same
constexpr double kDaysForDays = 14.0;
constexpr double kDaysForGrowth = 21.0;
constexpr double kUselessFactor =
    2.0;  // a month: not even the next month is known within a factor of two
constexpr double kFewestRequests = 3.0;  // a Poisson count of mean 3 is 0 in 5 % of cases
constexpr std::size_t kShapeOfDays = 6;  // free factors of the week

/// A piece of the history as the fits see it.
struct Measured {
  double rate_rps = 0.0;
  double seconds = 0.0;
  double months = 0.0;  ///< since the centre
  std::size_t hour = 0;
  std::size_t day = 0;
  std::int64_t number = 0;  ///< of its day, or of the sample when steps are longer
  bool kept = true;         ///< false: an outlier
};

double span_days(const History& history) {
  const std::int64_t between =
      history.samples.back().at.seconds - history.samples.front().at.seconds;
  return (static_cast<double>(between) + history.step.value()) / kDay;
}

/// What is fitted.
struct Terms {
  bool growth = false;
  bool hours = false;
  bool days = false;
  bool outliers = false;
};

Terms terms_of(const History& history, Resolution resolution) {
  const double days = span_days(history);
  const bool season = history.choice.fit_season;
  const bool within_days = history.step.value() <= kDay;
  Terms terms;
  terms.growth = days >= kDaysForGrowth;
  terms.hours = season && resolution == Resolution::hour && days >= kDaysForHours;
  terms.days = season && within_days && days >= kDaysForDays;
  // Without known weekdays a weekend would pass for an outlier.
  terms.outliers = terms.days || !season || !within_days;
  return terms;
}

/// The factors that are known beforehand; 1 where they are fitted or average out within a piece.
Season known_factors(const History& history, Season season, Resolution resolution, Terms terms) {
  if (terms.hours || resolution != Resolution::hour) season.hour_of_day = every_hour_alike();
  if (terms.days || history.step.value() > kDay)
    season.day_of_week_mon_to_sun = Season{}.day_of_week_mon_to_sun;
  return season;
}

Instant centre_of(std::span<const Piece> pieces) {
  double sum = 0.0;
  for (const Piece& piece : pieces)
    sum += static_cast<double>(piece.middle().seconds - pieces.front().begin.seconds);
  const double mean = sum / static_cast<double>(pieces.size());
  return Instant{pieces.front().begin.seconds + static_cast<std::int64_t>(mean)};
}

std::vector<Measured> measured(const Pieces& pieces, Instant centre, bool within_days) {
  std::vector<Measured> result;
  const double centre_months = calendar_months(centre);
  for (const Piece& piece : pieces.pieces) {
    const Instant middle = piece.middle();
    const std::int64_t number = within_days ? middle.seconds / static_cast<std::int64_t>(kDay)
                                            : static_cast<std::int64_t>(result.size());
    result.push_back({piece.rate_rps, piece.length.value(), calendar_months(middle) - centre_months,
                      static_cast<std::size_t>(hour_of_day(middle)),
                      static_cast<std::size_t>(day_of_week(middle)), number});
  }
  return result;
}

/// Fits one history; every step uses what the steps before it left.
class Fitter {
 public:
  Fitter(const History& history, const Season& season)
      : history_(history), pieces_(resampled(history)) {
    terms_ = terms_of(history, pieces_.resolution);
    known_ = known_factors(history, season, pieces_.resolution, terms_);
    fit_.centre = centre_of(pieces_.pieces);
    fit_.pieces = pieces_.pieces.size();
    fit_.measured = pieces_.measured;
    fit_.season = season;
    measured_ = measured(pieces_, fit_.centre, history.step.value() <= kDay);
  }

  HistoryFit fit() && {
    if (fit_trend()) {
      mark_outliers();
      fit_factors();
      judge();
    }
    fit_.notes = notes_on(history_, fit_, shape_);
    return std::move(fit_);
  }

 private:
  [[nodiscard]] double known(const Measured& piece) const {
    return known_.hour_of_day[piece.hour] * known_.day_of_week_mon_to_sun[piece.day];
  }
  [[nodiscard]] double trend(const Measured& piece) const {
    return std::exp(trend_.growth * piece.months);
  }
  [[nodiscard]] double modelled(const Measured& piece) const {
    return shape_.level_rps * trend(piece) * shape_.season.hour_of_day[piece.hour] *
           shape_.season.day_of_week_mon_to_sun[piece.day];
  }

  /// Of the season, for the regression.
  [[nodiscard]] std::size_t cell(const Measured& piece) const {
    return (terms_.days ? piece.day : 0) * (terms_.hours ? 24 : 1) +
           (terms_.hours ? piece.hour : 0);
  }
  [[nodiscard]] std::size_t cells() const {
    return (terms_.days ? 7U : 1U) * (terms_.hours ? 24U : 1U);
  }

  /// False when there is no load to fit.
  bool fit_trend();
  void regress();
  [[nodiscard]] std::vector<TrendResidual> daily_residuals() const;
  [[nodiscard]] bool growth_is_useless() const;
  void mark_outliers();
  void fit_factors();
  void judge();
  void judge_residuals();

  const History& history_;
  Pieces pieces_;
  Terms terms_;
  Season known_;
  std::vector<Measured> measured_;
  std::vector<std::size_t> positive_;  ///< those with a logarithm, by index
  LogLinear trend_;
  std::optional<TrendRange> range_;
  Shape shape_;
  HistoryFit fit_;
};

bool Fitter::fit_trend() {
  for (std::size_t i = 0; i < measured_.size(); ++i)
    if (measured_[i].rate_rps > 0.0 && known(measured_[i]) > 0.0) positive_.push_back(i);
  if (positive_.empty()) return false;
  regress();
  if (terms_.growth && growth_is_useless()) {
    terms_.growth = false;
    regress();
  }
  return true;
}

void Fitter::regress() {
  std::vector<LogRate> rates;
  for (const std::size_t i : positive_) {
    const Measured& piece = measured_[i];
    rates.push_back({std::log(piece.rate_rps / known(piece)), piece.months, cell(piece)});
  }
  trend_ = fit_log_linear(rates, cells(), terms_.growth);
  if (!terms_.outliers) trend_.outliers.assign(rates.size(), false);
  range_ = trend_range(daily_residuals(), {.growth = terms_.growth,
                                           .shape_parameters = terms_.days ? kShapeOfDays : 0});
}

/// Means over the pieces of a day; days of outliers alone are absent.
std::vector<TrendResidual> Fitter::daily_residuals() const {
  std::vector<TrendResidual> result;
  double count = 0.0;
  for (std::size_t i = 0; i < positive_.size(); ++i) {
    if (trend_.outliers[i]) continue;
    const Measured& piece = measured_[positive_[i]];
    if (result.empty() || result.back().number != piece.number) {
      result.push_back({piece.number, 0.0, 0.0});
      count = 0.0;
    }
    count += 1.0;
    TrendResidual& day = result.back();
    day.months += (piece.months - day.months) / count;
    day.residual += (trend_.residuals[i] - day.residual) / count;
  }
  return result;
}

bool Fitter::growth_is_useless() const {
  return !range_ || range_->growth > std::log(kUselessFactor);
}

void Fitter::mark_outliers() {
  for (Measured& piece : measured_) {
    const double requests = std::exp(trend_.cells[cell(piece)] + trend_.growth * piece.months) *
                            known(piece) * piece.seconds;
    const bool ordinary_zero = requests < kFewestRequests;
    piece.kept = piece.rate_rps > 0.0 ? known(piece) > 0.0 : ordinary_zero;
  }
  for (std::size_t i = 0; i < positive_.size(); ++i)
    if (trend_.outliers[i]) measured_[positive_[i]].kept = false;
  for (const Measured& piece : measured_) fit_.outliers += piece.kept ? 0 : 1;
}

void Fitter::fit_factors() {
  std::vector<ShapedRate> rates;
  for (const Measured& piece : measured_)
    if (piece.kept) rates.push_back({piece.rate_rps, trend(piece), piece.hour, piece.day});
  shape_ = fit_shape(rates, known_, terms_.hours, terms_.days);
  fit_.hours_fitted = terms_.hours;
  fit_.days_fitted = terms_.days;
  if (terms_.hours) fit_.season.hour_of_day = shape_.season.hour_of_day;
  if (terms_.days) fit_.season.day_of_week_mon_to_sun = shape_.season.day_of_week_mon_to_sun;
  if (terms_.hours || terms_.days) fit_.season.name = "fitted";
}

/// Range of a positive quantity whose logarithm has a t interval.
Estimate log_range(double value, double half_width) {
  return {value, value * std::exp(-half_width), value * std::exp(half_width)};
}

void Fitter::judge() {
  fit_.level_error_known = range_.has_value();
  fit_.level_rps = log_range(shape_.level_rps, range_ ? range_->level : 0.0);
  if (terms_.growth) {
    const Estimate factor = log_range(std::exp(trend_.growth), range_->growth);
    fit_.growth_per_month = Estimate{factor.estimate - 1.0, factor.low - 1.0, factor.high - 1.0};
  }
  judge_residuals();
}

void Fitter::judge_residuals() {
  std::vector<double> rates;
  double unexplained = 0.0;
  double squares = 0.0;
  for (const Measured& piece : measured_) {
    const double model = modelled(piece);
    if (!piece.kept || !(model > 0.0)) continue;
    rates.push_back(piece.rate_rps);
    unexplained += (piece.rate_rps - model) * (piece.rate_rps - model);
    squares += (piece.rate_rps / model - 1.0) * (piece.rate_rps / model - 1.0);
  }
  const stats::Moments all = stats::moments(rates);
  const double total = all.variance * static_cast<double>(all.count - 1);
  fit_.residual_cv = std::sqrt(squares / static_cast<double>(all.count));
  if (total > 0.0) fit_.r_squared = 1.0 - unexplained / total;
}

Uncertain range_of(const Estimate& estimate, double factor) {
  if (estimate.low == estimate.high) return Uncertain::exact(estimate.estimate * factor);
  return {estimate.low * factor, estimate.high * factor};
}

Instant end_of(const History& history) {
  return Instant{history.samples.back().at.seconds +
                 static_cast<std::int64_t>(history.step.value())};
}

}  // namespace

Estimate HistoryFit::level_at(Instant instant) const {
  if (!growth_per_month || level_rps.estimate == 0.0) return level_rps;
  const double months = calendar_months(instant) - calendar_months(centre);
  const double level = std::log(level_rps.high / level_rps.low) / 2.0;
  const double growth =
      (std::log1p(growth_per_month->high) - std::log1p(growth_per_month->low)) / 2.0;
  return log_range(level_rps.estimate * std::pow(1.0 + growth_per_month->estimate, months),
                   std::hypot(level, growth * months));
}

HistoryFit fit_history(const History& history, const Season& season) {
  return Fitter(history, season).fit();
}

Load resolved(Load load, const HistoryFit& fit) {
  HEADROOM_EXPECTS(std::holds_alternative<History>(load.now));
  const History& history = std::get<History>(load.now);
  const bool grows = history.choice.fit_growth && fit.growth_per_month.has_value();
  const Estimate level = grows ? fit.level_rps : fit.level_at(end_of(history));
  load.season = fit.season;
  if (grows) load.growth = Compound{range_of(*fit.growth_per_month, 1.0)};
  // Last: it ends the life of `history`.
  load.now = PeakHourRate{range_of(level, busiest_factor(fit.season)),
                          grows ? std::optional(fit.centre) : std::nullopt};
  return load;
}

Load resolved(const Load& load) {
  const auto* history = std::get_if<History>(&load.now);
  return history ? resolved(load, fit_history(*history, load.season)) : load;
}

}  // namespace headroom::workload
