#include "core/workload/fit.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/base/contracts.h"
#include "core/workload/fit_notes.h"
#include "tests/support/comma_locale.h"
#include "tests/workload/synthetic.h"

namespace headroom::workload {
namespace {

constexpr int kWeekHours = 168;

bool noted(const HistoryFit& fit, const std::string& code) {
  return std::ranges::any_of(fit.notes.all(),
                             [&](const Diagnostic& note) { return note.code == code; });
}

Forecast truth_from(Month start, double per_month = 0.08) {
  return Forecast(growing_office(per_month), start, 24, World::central());
}

void expect_season(const Season& fitted, const Season& truth, double tolerance) {
  for (std::size_t hour = 0; hour < 24; ++hour)
    EXPECT_NEAR(fitted.hour_of_day[hour], truth.hour_of_day[hour], tolerance) << hour;
  for (std::size_t day = 0; day < 7; ++day)
    EXPECT_NEAR(fitted.day_of_week_mon_to_sun[day], truth.day_of_week_mon_to_sun[day], tolerance)
        << day;
}

void expect_truth(const HistoryFit& fit, const Forecast& truth, double tolerance) {
  const Load load = growing_office(0.08);
  expect_season(fit.season, load.season, tolerance);
  ASSERT_TRUE(fit.growth_per_month.has_value());
  EXPECT_NEAR(fit.growth_per_month->estimate, 0.08, tolerance);
  const double peak = fit.level_rps.estimate * busiest_factor(fit.season);
  const double months = calendar_months(fit.centre) - calendar_months(start_of(truth.start()));
  EXPECT_NEAR(peak / (100.0 * std::pow(1.08, months)), 1.0, tolerance);
}

// Over a leap day, and over the nights when clocks change in Europe: UTC knows only the former.
TEST(Fit, WithoutNoiseTheTruthComesBackWhateverTheCalendar) {
  for (const Month start : {Month{2028, 2}, Month{2027, 3}, Month{2027, 10}}) {
    const Forecast truth = truth_from(start);
    const HistoryFit fit = fit_history(history_of(truth, 8 * kWeekHours + 50), Season{});
    expect_truth(fit, truth, 1e-9);
    EXPECT_EQ(fit.season.name, "fitted");
    EXPECT_TRUE(fit.hours_fitted && fit.days_fitted && fit.level_error_known);
    EXPECT_NEAR(fit.r_squared, 1.0, 1e-9);
    EXPECT_NEAR(fit.residual_cv, 0.0, 1e-9);
    EXPECT_EQ(fit.outliers, 0U);
    EXPECT_TRUE(fit.notes.empty());
  }
}

TEST(Fit, ResolvedForecastContinuesTheHistory) {
  const Forecast truth = truth_from({2027, 1});
  Load load;
  load.now = history_of(truth, 59 * 24);
  const Forecast continued(resolved(load), {2027, 3}, 12, World::central());
  for (int month = 2; month <= 14; ++month) {
    const Instant at{start_of(months_after({2027, 1}, month)).seconds + 100 * 3600};
    EXPECT_NEAR(continued.rate_at(at) / truth.rate_at(at), 1.0, 1e-8) << month;
  }
}

TEST(Fit, ForecastOfAHistoryResolvesIt) {
  Load load;
  load.now = history_of(truth_from({2027, 1}), 59 * 24);
  const Forecast directly(load, {2027, 3}, 2, World(1, 7));
  const Forecast resolved_before(resolved(load), {2027, 3}, 2, World(1, 7));
  EXPECT_EQ(directly.month(2).peak_rps, resolved_before.month(2).peak_rps);
}

TEST(Fit, OtherLoadsAreResolvedAlready) {
  const Load load = growing_office(0.1);
  EXPECT_EQ(resolved(load), load);
}

TEST(Fit, FinerStepsGiveTheSameAsHours) {
  const Forecast truth = truth_from({2027, 1});
  const HistoryFit fit = fit_history(history_of(truth, 12 * 24 * 28, 300.0), Season{});
  expect_truth(fit, truth, 1e-5);
}

TEST(Fit, DaysTellGrowthAndWeekdays) {
  const Forecast truth = truth_from({2027, 1});
  const HistoryFit hours = fit_history(history_of(truth, 42 * 24), Season{});
  History history = history_of(truth, 42, 86400.0);
  for (Sample& day : history.samples) {
    day.value = 0.0;
    for (int hour = 0; hour < 24; ++hour)
      day.value += truth.rate_at(Instant{day.at.seconds + hour * 3600 + 1800}) / 24.0;
  }
  const HistoryFit days = fit_history(history, Season{});
  EXPECT_FALSE(days.hours_fitted);
  EXPECT_TRUE(noted(days, "history-no-hours"));
  EXPECT_EQ(days.season.hour_of_day, every_hour_alike());
  EXPECT_NEAR(days.season.day_of_week_mon_to_sun[5], hours.season.day_of_week_mon_to_sun[5], 1e-6);
  EXPECT_NEAR(days.growth_per_month->estimate, 0.08, 1e-4);
  EXPECT_NEAR(days.level_rps.estimate / hours.level_rps.estimate, 1.0, 1e-3);
}

TEST(Fit, CalendarMonthsTellGrowth) {
  History history;
  history.step = Seconds(31.0 * 86400.0);
  for (int month = 0; month < 24; ++month)
    history.samples.push_back(
        {start_of(months_after({2026, 1}, month)), 10.0 * std::pow(1.02, month)});
  const HistoryFit fit = fit_history(history, Season{});
  EXPECT_NEAR(fit.growth_per_month->estimate, 0.02, 1e-9);
  EXPECT_TRUE(noted(fit, "history-no-hours") && noted(fit, "history-no-days"));
}

TEST(Fit, ALaunchDayTiltsNothing) {
  const Forecast truth = truth_from({2027, 1});
  History history = history_of(truth, 6 * kWeekHours);
  for (int hour = 0; hour < 30; ++hour)
    history.samples[700 + static_cast<std::size_t>(hour)].value *= 6.0;
  const HistoryFit fit = fit_history(history, Season{});
  expect_truth(fit, truth, 1e-9);
  EXPECT_EQ(fit.outliers, 30U);
}

TEST(Fit, WhatComesBackEveryWeekIsNoOutlier) {
  const Forecast truth = truth_from({2027, 1}, 0.0);
  History history = history_of(truth, 6 * kWeekHours);
  for (std::size_t hour = 3; hour < history.samples.size(); hour += kWeekHours)
    history.samples[hour].value *= 5.0;
  EXPECT_EQ(fit_history(history, Season{}).outliers, 0U);
}

TEST(Fit, OutagesGapsAndMissingHoursTiltNothing) {
  const Forecast truth = truth_from({2027, 1});
  History history = history_of(truth, 6 * kWeekHours);
  for (std::size_t hour = 400; hour < 409; ++hour) history.samples[hour].value = 0.0;
  std::erase_if(history.samples, [](const Sample& sample) {
    const std::int64_t hour = (sample.at.seconds - start_of({2027, 1}).seconds) / 3600;
    return (hour > 500 && hour < 560) || hour % 17 == 0;
  });
  const HistoryFit fit = fit_history(history, Season{});
  expect_truth(fit, truth, 1e-9);
  EXPECT_EQ(fit.outliers, 8U);  // the ninth is among the missing
  EXPECT_NEAR(fit.measured, (1008.0 - 59.0 - 56.0) / 1008.0, 0.01);
}

TEST(Fit, HoursNeverMeasuredLieBetweenTheirNeighbours) {
  const Forecast truth = truth_from({2027, 1});
  History history = history_of(truth, 4 * kWeekHours);
  std::erase_if(history.samples, [](const Sample& sample) { return hour_of_day(sample.at) == 2; });
  const HistoryFit fit = fit_history(history, Season{});
  EXPECT_TRUE(noted(fit, "history-hours-unmeasured"));
  const auto& hours = fit.season.hour_of_day;
  EXPECT_NEAR(hours[2], (hours[1] + hours[3]) / 2.0, 1e-12);
  EXPECT_NEAR(hours[10] / hours[0], 1.9 / 0.35, 1e-9);
}

TEST(Fit, AClosedWeekendHasNoLoad) {
  Load load = growing_office(0.0);
  load.season.day_of_week_mon_to_sun = {1.4, 1.4, 1.4, 1.4, 1.4, 0.0, 0.0};
  const Forecast truth(load, {2027, 1}, 3, World::central());
  const HistoryFit fit = fit_history(history_of(truth, 4 * kWeekHours), Season{});
  expect_season(fit.season, load.season, 1e-9);
  EXPECT_EQ(fit.outliers, 0U);
}

// A request in two hours: most hours have none, and leaving those out would more than double it.
TEST(Fit, RareRequestsKeepTheirMean) {
  const Forecast flat(Load{PeakHourRate{Uncertain::exact(1.0)}, NoGrowth{}, Season{}, {}, {}},
                      {2027, 1}, 3, World::central());
  History history = history_of(flat, 6 * kWeekHours);
  const random::StreamKey key = random::stream_key(20, 0, "history", 0, "coin");
  double sum = 0.0;
  for (std::size_t hour = 0; hour < history.samples.size(); ++hour) {
    const bool request = random::to_unit(random::stream_word(key, 0, hour)) < 0.5;
    history.samples[hour].value = request ? 1.0 / 3600.0 : 0.0;
    sum += history.samples[hour].value;
  }
  const double mean = sum / static_cast<double>(history.samples.size());
  EXPECT_NEAR(fit_history(history, Season{}).level_rps.estimate / mean, 1.0, 0.01);
}

// Daily noise with a memory of one day, hourly noise on top. Independent residuals would give the
// growth intervals of 68 % of the true width, which hold 74 %. Bounds: 90 % +- 4.5 standard errors.
TEST(Fit, IntervalsHoldNinetyPercentUnderCorrelatedNoise) {
  constexpr int kHistories = 400;
  const Forecast truth = truth_from({2027, 1});
  const History exact = history_of(truth, 8 * kWeekHours);
  const double memory = std::exp(-1.0);
  int growth_inside = 0;
  int level_inside = 0;
  for (int replication = 0; replication < kHistories; ++replication) {
    Noise noise(static_cast<std::uint64_t>(replication));
    History history = exact;
    double day = 0.1 * noise.next();
    for (std::size_t hour = 0; hour < history.samples.size(); ++hour) {
      if (hour % 24 == 0)
        day = memory * day + 0.1 * std::sqrt(1.0 - memory * memory) * noise.next();
      history.samples[hour].value *= std::exp(day + 0.05 * noise.next());
    }
    const HistoryFit fit = fit_history(history, Season{});
    const Estimate growth = *fit.growth_per_month;
    if (growth.low <= 0.08 && 0.08 <= growth.high) ++growth_inside;
    // The mean of the noise's exponential is exp(variance / 2).
    const double months = calendar_months(fit.centre) - calendar_months(start_of({2027, 1}));
    const double level = 100.0 / busiest_factor(growing_office(0.0).season) *
                         std::pow(1.08, months) * std::exp((0.1 * 0.1 + 0.05 * 0.05) / 2.0);
    if (fit.level_rps.low <= level && level <= fit.level_rps.high) ++level_inside;
  }
  const double bound = 4.5 * std::sqrt(0.9 * 0.1 / kHistories);
  EXPECT_NEAR(static_cast<double>(growth_inside) / kHistories, 0.9, bound);
  EXPECT_NEAR(static_cast<double>(level_inside) / kHistories, 0.9, bound);
}

TEST(Fit, RangesReachTheForecastAsTheyAre) {
  HistoryFit fit;
  fit.centre = start_of({2027, 1});
  fit.level_rps = {10.0, 8.0, 12.5};
  fit.growth_per_month = Estimate{0.02, 1.02 / 1.05 - 1.0, 1.02 * 1.05 - 1.0};
  Load load;
  load.now = history_of(truth_from({2027, 1}), 100);
  load = resolved(load, fit);
  const auto& now = std::get<PeakHourRate>(load.now);
  EXPECT_EQ(now.as_of, fit.centre);
  EXPECT_NEAR(now.rate_rps.central(), 10.0, 1e-12);
  EXPECT_NEAR(now.rate_rps.high, 12.5, 1e-12);
  // The median world grows by the estimate although the range reaches below 0.
  const Forecast median(load, {2027, 4}, 9, World::central());
  EXPECT_NEAR(median.rate_at(start_of({2027, 4})), 10.0 * std::pow(1.02, 3), 1e-9);
  EXPECT_NEAR(median.rate_at(start_of({2028, 1})), 10.0 * std::pow(1.02, 12), 1e-9);
}

TEST(Fit, ErrorsOfLevelAndGrowthGrowWithTheDistance) {
  HistoryFit fit;
  fit.centre = start_of({2027, 1});
  fit.level_rps = {10.0, 10.0 / 1.2, 12.0};
  fit.growth_per_month = Estimate{0.0, 1.0 / 1.05 - 1.0, 0.05};
  EXPECT_NEAR(fit.level_at(fit.centre).high, 12.0, 1e-12);
  const double log_half = std::hypot(std::log(1.2), 6.0 * std::log(1.05));
  EXPECT_NEAR(fit.level_at(start_of({2027, 7})).high, 10.0 * std::exp(log_half), 1e-9);
  EXPECT_NEAR(fit.level_at(start_of({2027, 7})).estimate, 10.0, 1e-12);
}

TEST(Fit, StatedGrowthStartsFromTheEndOfTheHistory) {
  const Forecast truth = truth_from({2027, 1});
  Load load;
  History history = history_of(truth, 59 * 24);
  history.choice.fit_growth = false;
  load.now = history;
  load.growth = Compound{Uncertain::exact(0.2)};
  const Load stated = resolved(load);
  EXPECT_EQ(stated.growth, load.growth);
  const Forecast forecast(stated, {2027, 3}, 12, World::central());
  EXPECT_NEAR(forecast.rate_at(start_of({2027, 3})) / truth.rate_at(start_of({2027, 3})), 1.0,
              1e-8);
  const auto level = [&](Instant at) {
    return forecast.rate_at(at) / season_factor(stated.season, at);
  };
  EXPECT_NEAR(level(start_of({2028, 3})) / level(start_of({2027, 3})), std::pow(1.2, 12), 1e-9);
}

TEST(Fit, AStatedSeasonIsKept) {
  Load load = growing_office(0.0);
  History history = history_of(truth_from({2027, 1}), 6 * kWeekHours);
  history.choice.fit_season = false;
  load.now = history;
  const HistoryFit fit = fit_history(history, load.season);
  EXPECT_EQ(fit.season, load.season);
  EXPECT_NEAR(fit.growth_per_month->estimate, 0.08, 1e-9);
  EXPECT_EQ(resolved(load).season, load.season);
}

TEST(Fit, ShortHistoriesSayWhatTheyCannotTell) {
  const Forecast truth = truth_from({2027, 1});
  const auto fit_of = [&](int hours) { return fit_history(history_of(truth, hours), Season{}); };
  EXPECT_TRUE(fit_of(21 * 24).growth_per_month.has_value());
  const HistoryFit twenty_days = fit_of(20 * 24);
  EXPECT_TRUE(noted(twenty_days, "history-no-growth"));
  EXPECT_FALSE(twenty_days.growth_per_month.has_value());
  EXPECT_TRUE(twenty_days.days_fitted);
  const HistoryFit thirteen_days = fit_of(13 * 24);
  EXPECT_TRUE(noted(thirteen_days, "history-no-days"));
  EXPECT_FALSE(thirteen_days.days_fitted);
  EXPECT_TRUE(thirteen_days.hours_fitted);
  EXPECT_EQ(thirteen_days.outliers, 0U);  // its weekends
  const HistoryFit one_day = fit_of(24);
  EXPECT_TRUE(noted(one_day, "history-no-hours"));
  EXPECT_TRUE(noted(one_day, "history-level-error"));
  EXPECT_EQ(one_day.season, Season{});
  EXPECT_EQ(one_day.notes.all().front().where.file, "load.csv");
}

TEST(Fit, NotesAreTheSameWhereDecimalsStandAfterAComma) {
  History history;
  for (int i = 0; i < 3; ++i) history.samples.push_back({Instant{i * 5400}, 10.0});
  history.step = Seconds(5400.0);
  const std::string plain = fit_history(history, Season{}).notes.all().front().message;
  EXPECT_NE(plain.find("1.5 h"), std::string::npos) << plain;
  const headroom::testing::CommaLocale locale;
  if (!locale.valid()) GTEST_SKIP() << "this system cannot make a locale";
  EXPECT_EQ(fit_history(history, Season{}).notes.all().front().message, plain);
}

TEST(Fit, NothingAskedNothingMissed) {
  History history = history_of(truth_from({2027, 1}), 5 * 24);
  history.choice = {.fit_growth = false, .fit_season = false};
  EXPECT_TRUE(fit_history(history, growing_office(0.0).season).notes.empty());
}

TEST(Fit, GrowthThatNobodyCanTellIsNotTold) {
  History history = history_of(truth_from({2027, 1}), 4 * kWeekHours);
  double wander = 0.0;
  Noise noise(1);
  for (std::size_t hour = 0; hour < history.samples.size(); ++hour) {
    if (hour % 24 == 0) wander += 0.4 * noise.next();
    history.samples[hour].value *= std::exp(wander);
  }
  const HistoryFit fit = fit_history(history, Season{});
  EXPECT_FALSE(fit.growth_per_month.has_value());
  EXPECT_TRUE(noted(fit, "history-no-growth"));
}

TEST(Fit, UnsureGrowthIsSaid) {
  History history = history_of(truth_from({2027, 1}), 6 * kWeekHours);
  Noise noise(2);
  double day = 0.0;
  for (std::size_t hour = 0; hour < history.samples.size(); ++hour) {
    if (hour % 24 == 0) day = 0.4 * noise.next();
    history.samples[hour].value *= std::exp(day);
  }
  const HistoryFit fit = fit_history(history, Season{});
  ASSERT_TRUE(fit.growth_per_month.has_value());
  EXPECT_TRUE(noted(fit, "history-growth-unsure"));
}

TEST(Fit, SummaryHasLevelGrowthAndWhatWasLeftOut) {
  History history = history_of(truth_from({2027, 1}), 4 * kWeekHours);
  history.samples[300].value *= 9.0;
  HistoryFit fit = fit_history(history, Season{});
  fit.growth_per_month = Estimate{0.08, 0.075, 0.085};
  EXPECT_EQ(
      summary(history, fit),
      "load.csv (28 d in steps of 1 h) is fitted by 46.2 rps on average on 2027-01-15, growth "
      "7.5 to 8.5 %/month (90 %), R2 1, 1 of 672 values left out");
}

TEST(Fit, ZerosAloneAreNoLoad) {
  History history = history_of(truth_from({2027, 1}), 4 * kWeekHours);
  for (Sample& sample : history.samples) sample.value = 0.0;
  Load load;
  load.now = history;
  const HistoryFit fit = fit_history(history, Season{});
  EXPECT_EQ(fit.level_rps, Estimate::exact(0.0));
  EXPECT_TRUE(noted(fit, "history-without-load"));
  EXPECT_EQ(Forecast(load, {2027, 3}, 1, World(1, 1)).month(1).peak_rps, 0.0);
}

TEST(Fit, OneRowIsALevel) {
  History history;
  history.samples = {{start_of({2027, 1}), 7.0}};
  history.step = Seconds(300.0);
  const HistoryFit fit = fit_history(history, Season{});
  EXPECT_EQ(fit.level_rps, Estimate::exact(7.0));
  EXPECT_FALSE(fit.level_error_known);
}

/// Anything a file may hold: steps from a second to a month, gaps, zeros, wild values.
History anything(std::uint64_t replication) {
  constexpr double kSteps[] = {1.0, 60.0, 300.0, 3600.0, 5000.0, 21600.0, 86400.0, 604800.0, 2.6e6};
  const random::StreamKey key = random::stream_key(20, replication, "history", 0, "anything");
  std::uint64_t index = 0;
  const auto uniform = [&] { return random::to_unit(random::stream_word(key, 0, index++)); };
  History history;
  history.step = Seconds(kSteps[static_cast<std::size_t>(9.0 * uniform())]);
  const auto rows = static_cast<int>(1.0 + std::pow(900.0, uniform()));
  const double zeros = uniform() < 0.5 ? 0.0 : uniform();
  const double gaps = uniform() < 0.5 ? 0.0 : uniform();
  const double decades = 6.0 * uniform();
  Instant at{start_of({2026, 1}).seconds + static_cast<std::int64_t>(1e7 * uniform())};
  for (int row = 0; row < rows; ++row) {
    const double value = uniform() < zeros ? 0.0 : std::pow(10.0, decades * (uniform() - 0.5));
    history.samples.push_back({at, value});
    const double distance = uniform() < gaps ? 20.0 * uniform() : 1.0;
    at.seconds += 1 + static_cast<std::int64_t>(distance * history.step.value());
  }
  return history;
}

TEST(Fit, WhateverAHistoryHoldsTheForecastIsFinite) {
  for (std::uint64_t replication = 0; replication < 500; ++replication) {
    Load load;
    const History history = anything(replication);
    load.now = history;
    const HistoryFit fit = fit_history(history, Season{});
    EXPECT_LE(fit.level_rps.low, fit.level_rps.estimate) << replication;
    EXPECT_LE(fit.level_rps.estimate, fit.level_rps.high) << replication;
    EXPECT_LE(fit.outliers, fit.pieces) << replication;
    expect_season(normalised(fit.season), fit.season, 1e-12);
    for (const World& world : {World::central(), World(1, replication)}) {
      const MonthLoad month = Forecast(resolved(load, fit), {2029, 1}, 0, world).month(0);
      EXPECT_TRUE(std::isfinite(month.peak_rps) && month.mean_rps >= 0.0) << replication;
    }
  }
}

TEST(Fit, AnEmptyHistoryIsAContract) {
  EXPECT_THROW((void)fit_history(History{}, Season{}), ContractViolation);
}

}  // namespace
}  // namespace headroom::workload
