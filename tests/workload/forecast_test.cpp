#include "core/workload/forecast.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/base/contracts.h"
#include "core/workload/season.h"

namespace headroom::workload {
namespace {

constexpr Month kStart{2026, 12};

Load flat_load(double peak_rps, Growth growth = NoGrowth{}) {
  Load load;
  load.now = PeakHourRate{Uncertain::exact(peak_rps)};
  load.growth = std::move(growth);
  return load;
}

Forecast central(const Load& load, int months = 12, Month start = kStart) {
  return Forecast(load, start, months, World::central());
}

double at_month(const Growth& growth, int months) {
  return central(flat_load(1.0, growth)).rate_at(start_of(months_after(kStart, months)));
}

Surge launch() {
  const Instant at{start_of(Month{2027, 3}).seconds + 14 * 86400 + 9 * 3600};
  return {"launch",
          at,
          Uncertain::exact(5.0),
          Seconds(600.0),
          Seconds(3600.0),
          Seconds(7200.0),
          Uncertain::exact(0.15)};
}

double launch_rate(std::int64_t seconds_after) {
  Load load = flat_load(100.0);
  load.surges = {launch()};
  return central(load).rate_at(Instant{launch().at.seconds + seconds_after});
}

TEST(Forecast, CompoundGrowthMultipliesEveryMonth) {
  const Growth growth = Compound{Uncertain::exact(0.1)};
  EXPECT_DOUBLE_EQ(at_month(growth, 0), 1.0);
  EXPECT_NEAR(at_month(growth, 12), std::pow(1.1, 12), 1e-12);
}

TEST(Forecast, GrowthIsContinuousAndFollowsTheTrueLengthOfMonths) {
  const Forecast forecast =
      central(flat_load(1.0, Compound{Uncertain::exact(0.21)}), 12, Month{2028, 2});
  const std::int64_t half_of_leap_february = 29 * 86400 / 2;
  const Instant middle{start_of(Month{2028, 2}).seconds + half_of_leap_february};
  EXPECT_NEAR(forecast.rate_at(middle), 1.1, 1e-12);
}

TEST(Forecast, GrowthCountsFromTheMomentOfTheLevel) {
  Load load = flat_load(100.0, Compound{Uncertain::exact(0.1)});
  load.now = PeakHourRate{Uncertain::exact(100.0), start_of(months_after(kStart, -3))};
  EXPECT_NEAR(central(load).rate_at(start_of(kStart)), 100.0 * std::pow(1.1, 3), 1e-9);
  load.now = PeakHourRate{Uncertain::exact(100.0), start_of(months_after(kStart, 2))};
  EXPECT_NEAR(central(load).rate_at(start_of(kStart)), 100.0 * std::pow(1.1, -2), 1e-9);
}

TEST(Forecast, ARangeOfGrowthHasTheMedianOfItsFactorsOnBothSidesOfZero) {
  EXPECT_NEAR(at_month(Compound{{1.0 / 1.25 - 1.0, 0.25}}, 12), 1.0, 1e-12);
  EXPECT_NEAR(at_month(Compound{{0.21, 0.44}}, 2), 1.21 * 1.44, 1e-12);
}

TEST(Forecast, LinearGrowthAddsRatiosOfTheStart) {
  EXPECT_NEAR(at_month(Linear{Uncertain::exact(0.1)}, 12), 2.2, 1e-12);
  EXPECT_EQ(at_month(Linear{Uncertain::exact(-0.1)}, 12), 0.0);
}

TEST(Forecast, LogisticGrowthStartsAtOneAndIsHalfwayAtItsMidpoint) {
  const Growth growth = Logistic{Uncertain::exact(10.0), Uncertain::exact(6.0)};
  EXPECT_NEAR(at_month(growth, 0), 1.0, 1e-12);
  EXPECT_NEAR(at_month(growth, 6), 5.0, 1e-12);
  EXPECT_NEAR(at_month(growth, 12), 10.0 / (1.0 + 1.0 / 9.0), 1e-12);
}

TEST(Forecast, StepsHoldUntilTheNextOne) {
  const Growth growth =
      Stepwise{{{Month{2027, 1}, Uncertain::exact(2.0)}, {Month{2027, 6}, Uncertain::exact(3.0)}}};
  EXPECT_EQ(at_month(growth, 0), 1.0);
  EXPECT_EQ(at_month(growth, 1), 2.0);
  EXPECT_EQ(at_month(growth, 5), 2.0);
  EXPECT_EQ(at_month(growth, 6), 3.0);
}

TEST(Forecast, BusiestHourIsTheLevelStated) {
  for (const SeasonProfile& profile : season_profiles()) {
    Load load = flat_load(60.0);
    load.season = profile.season;
    const MonthLoad first = central(load).month(0);
    EXPECT_NEAR(first.peak_rps, 60.0, 1e-12) << profile.season.name;
    EXPECT_LE(first.mean_rps, first.peak_rps * (1.0 + 1e-12));
  }
}

TEST(Forecast, MeanOfWholeWeeksIsTheBaseRate) {
  Load load = flat_load(60.0);
  load.season = find_season("business-hours")->season;
  const MonthLoad february = central(load, 0, Month{2027, 2}).month(0);  // four weeks
  EXPECT_NEAR(february.mean_rps, 60.0 / busiest_factor(load.season), 1e-9);
}

TEST(Forecast, HistoryGivesTheRateTheSeasonWasMultipliedBy) {
  Load load;
  load.season = find_season("business-hours")->season;
  History history;
  for (int hour = 0; hour < 30; ++hour) {
    const Instant at{start_of(Month{2026, 11}).seconds + hour * 3600};
    history.samples.push_back({at, 20.0 * season_factor(load.season, at)});
  }
  history.step = Seconds(3600.0);
  history.choice.fit_season = false;
  load.now = history;
  EXPECT_NEAR(central(load, 0, Month{2027, 2}).month(0).mean_rps, 20.0, 1e-9);
}

TEST(Forecast, MonthsAreBothEndsAndEveryHourIsVisited) {
  const Forecast forecast = central(flat_load(1.0), 12, Month{2027, 12});
  const std::vector<MonthLoad> months = forecast.all_months();
  ASSERT_EQ(months.size(), 13U);
  EXPECT_EQ(months.back().month, (Month{2028, 12}));
  int hours = 0;
  forecast.for_each_hour([&](const HourLoad&) { ++hours; });
  EXPECT_EQ(hours, (31 + 366) * 24);
}

TEST(Forecast, SurgeRampsHoldsAndHalvesTowardsWhatStays) {
  EXPECT_DOUBLE_EQ(launch_rate(-1), 100.0);
  EXPECT_DOUBLE_EQ(launch_rate(0), 100.0);
  EXPECT_DOUBLE_EQ(launch_rate(300), 300.0);
  EXPECT_DOUBLE_EQ(launch_rate(600), 500.0);
  EXPECT_DOUBLE_EQ(launch_rate(4200), 500.0);
  EXPECT_DOUBLE_EQ(launch_rate(4200 + 7200), 115.0 + 385.0 / 2.0);
  EXPECT_DOUBLE_EQ(launch_rate(4200 + 2 * 7200), 115.0 + 385.0 / 4.0);
  EXPECT_NEAR(launch_rate(60 * 86400), 115.0, 1e-9);
}

TEST(Forecast, SurgeWithoutRampOrHalfLifeIsABlock) {
  Load load = flat_load(10.0);
  Surge surge = launch();
  surge.ramp = Seconds(0.0);
  surge.half_life = Seconds(0.0);
  load.surges = {surge};
  const Forecast forecast = central(load);
  EXPECT_DOUBLE_EQ(forecast.rate_at(surge.at), 50.0);
  EXPECT_DOUBLE_EQ(forecast.rate_at(Instant{surge.at.seconds + 3601}), 11.5);
}

TEST(Forecast, OnlyTheMonthOfASurgeReportsIt) {
  Load load = flat_load(100.0);
  load.surges = {launch()};
  const std::vector<MonthLoad> months = central(load).all_months();
  for (const MonthLoad& month : months)
    EXPECT_EQ(month.surge_rps.has_value(), month.month == (Month{2027, 3}));
  EXPECT_DOUBLE_EQ(months[3].surge_rps.value(), 500.0);
  EXPECT_EQ(months[3].surge_peak->seconds, launch().at.seconds + 600);
  EXPECT_EQ(months[3].surge, "launch");
  EXPECT_TRUE(months[2].surge.empty());
  EXPECT_DOUBLE_EQ(months[2].peak_rps, 100.0);
  EXPECT_DOUBLE_EQ(months[3].peak_rps, 115.0);
  EXPECT_NEAR(months[4].mean_rps, 115.0, 1e-9);
}

TEST(Forecast, HourOfASurgeAveragesItsMinutes) {
  Load load = flat_load(100.0);
  load.surges = {launch()};
  const HourLoad hour = central(load).hour(launch().at);
  EXPECT_DOUBLE_EQ(hour.ordinary_rps, 100.0);
  EXPECT_NEAR(hour.rate_rps, (10.0 * 300.0 + 50.0 * 500.0) / 60.0, 1e-9);
}

TEST(Forecast, EveryHourVisitedIsTheHourAsked) {
  Load load = flat_load(100.0, Compound{Uncertain::exact(0.1)});
  load.season = find_season("elb")->season;
  load.surges = {launch()};
  const Forecast forecast = central(load, 4);
  forecast.for_each_hour([&](const HourLoad& visited) {
    const HourLoad asked = forecast.hour(visited.at);
    ASSERT_EQ(visited.rate_rps, asked.rate_rps);
    ASSERT_EQ(visited.ordinary_rps, asked.ordinary_rps);
    ASSERT_EQ(visited.ordinary_rps, forecast.ordinary_rate(visited.at));
  });
}

TEST(Forecast, SurgePeakFallsInTheBusyHourItReaches) {
  Load load = flat_load(100.0);
  load.season = find_season("business-hours")->season;
  Surge surge = launch();
  surge.hold = Seconds(6.0 * 3600.0);
  load.surges = {surge};
  const MonthLoad march = central(load).month(3);
  EXPECT_EQ(hour_of_day(*march.surge_peak), 10);
}

TEST(Forecast, WorldsDifferAndRepeat) {
  Load load = flat_load(1.0);
  load.now = PeakHourRate{Uncertain{50.0, 90.0}};
  const auto rate = [&](std::uint64_t index) {
    return Forecast(load, kStart, 1, World(5, index)).rate_at(start_of(kStart));
  };
  EXPECT_EQ(rate(1), rate(1));
  EXPECT_NE(rate(1), rate(2));
  EXPECT_DOUBLE_EQ(central(load).rate_at(start_of(kStart)), std::sqrt(50.0 * 90.0));
}

TEST(Forecast, UncertainGrowthLeavesTheLevelOfAWorldAlone) {
  Load load = flat_load(1.0);
  load.now = PeakHourRate{Uncertain{50.0, 90.0}};
  const double before = Forecast(load, kStart, 1, World(5, 1)).rate_at(start_of(kStart));
  load.growth = Compound{Uncertain{0.05, 0.15}};
  load.surges = {launch()};
  EXPECT_EQ(Forecast(load, kStart, 1, World(5, 1)).rate_at(start_of(kStart)), before);
}

TEST(Forecast, APopulationGrowsBreathesAndSurgesInUsers) {
  Load load = flat_load(1.0, Linear{Uncertain::exact(0.1)});
  load.now = Population{Uncertain::exact(1000.0)};
  load.season = find_season("business-hours")->season;
  load.surges = {launch()};
  const Forecast forecast = central(load);
  EXPECT_TRUE(forecast.counts_users());
  EXPECT_NEAR(forecast.month(0).peak_rps, 1000.0, 100.0);  // the busiest hour now, and a month on
  EXPECT_GE(forecast.month(0).peak_rps, 1000.0);
  const Instant night = start_of({2027, 2});
  EXPECT_NEAR(forecast.users_at(night),
              1200.0 * season_factor(load.season, night) / busiest_factor(load.season), 1e-9);
  const Instant top{launch().at.seconds + 3600};
  EXPECT_DOUBLE_EQ(forecast.users_at(top), 5.0 * forecast.ordinary_rate(top));
}

TEST(Forecast, UncertainUsersAreTheLevelOfAWorld) {
  Load load = flat_load(1.0);
  load.now = Population{Uncertain{50.0, 90.0}};
  EXPECT_DOUBLE_EQ(central(load).users_at(start_of(kStart)), std::sqrt(50.0 * 90.0));
  const World world(5, 1);
  EXPECT_DOUBLE_EQ(Forecast(load, kStart, 1, world).users_at(start_of(kStart)),
                   world.value("load.now", Uncertain{50.0, 90.0}));
}

TEST(Forecast, BrokenPromisesAreContracts) {
  EXPECT_THROW((void)central(flat_load(1.0), -1), ContractViolation);
  EXPECT_THROW((void)central(flat_load(1.0), 2).month(3), ContractViolation);
  EXPECT_THROW((void)central(flat_load(1.0)).users_at(start_of(kStart)), ContractViolation);
  Load load;
  load.now = History{};
  EXPECT_THROW((void)central(load), ContractViolation);
}

}  // namespace
}  // namespace headroom::workload
