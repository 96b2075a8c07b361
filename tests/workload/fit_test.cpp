#include "core/workload/fit.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/workload/season.h"

namespace headroom::workload {
namespace {

// Hourly, constant within a week, so that the weekly means lie on the curve exactly.
History weekly_growth(double per_week, int hours, bool with_season) {
  const Season season = with_season ? find_season("business-hours")->season : Season{};
  History history;
  history.step = Seconds(3600.0);
  for (int hour = 0; hour < hours; ++hour) {
    const Instant at{start_of(Month{2026, 1}).seconds + hour * 3600};
    const double factor = season.hour_of_day[static_cast<std::size_t>(hour_of_day(at))] *
                          season.day_of_week_mon_to_sun[static_cast<std::size_t>(day_of_week(at))];
    history.samples.push_back({at, 40.0 * std::exp(per_week * (hour / 168 + 0.5)) * factor});
  }
  return history;
}

TEST(Fit, FindsCompoundGrowthWhateverTheSeason) {
  for (const bool with_season : {false, true}) {
    const auto fit = fit_growth(weekly_growth(0.02, 10 * 168 + 50, with_season));
    ASSERT_TRUE(fit.has_value());
    EXPECT_EQ(fit->weeks, 10);
    EXPECT_NEAR(fit->growth.per_month.central(), std::exp(0.02 * 365.2425 / 84.0) - 1.0, 1e-9);
    EXPECT_NEAR(fit->base_rps, 40.0 * std::exp(0.2), 1e-9);
  }
}

TEST(Fit, NoiseWidensTheRange) {
  History history = weekly_growth(0.02, 10 * 168, false);
  for (std::size_t i = 0; i < history.samples.size(); ++i)
    if (i / 168 % 2 == 0) history.samples[i].value *= 1.2;
  const auto fit = fit_growth(history);
  ASSERT_TRUE(fit.has_value());
  EXPECT_GT(fit->growth.per_month.high - fit->growth.per_month.low, 0.01);
}

TEST(Fit, TooLittleHistoryHasNoFit) {
  EXPECT_FALSE(fit_growth(History{}).has_value());
  EXPECT_FALSE(fit_growth(weekly_growth(0.02, 3 * 168 - 1, false)).has_value());
  EXPECT_TRUE(fit_growth(weekly_growth(0.02, 3 * 168, false)).has_value());
}

}  // namespace
}  // namespace headroom::workload
