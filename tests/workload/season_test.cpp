#include "core/workload/season.h"

#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "core/base/contracts.h"

namespace headroom::workload {
namespace {

template <class Factors>
double average(const Factors& factors) {
  return std::accumulate(factors.begin(), factors.end(), 0.0) / static_cast<double>(factors.size());
}

TEST(Season, EveryProfileAveragesOneAndSaysWhereItComesFrom) {
  std::set<std::string> names;
  for (const SeasonProfile& profile : season_profiles()) {
    EXPECT_NEAR(average(profile.season.hour_of_day), 1.0, 1e-14) << profile.season.name;
    EXPECT_NEAR(average(profile.season.day_of_week_mon_to_sun), 1.0, 1e-14) << profile.season.name;
    EXPECT_FALSE(profile.source.empty());
    EXPECT_TRUE(profile.confidence == "high" || profile.confidence == "assumption");
    EXPECT_TRUE(names.insert(profile.season.name).second) << profile.season.name;
  }
}

TEST(Season, BusinessHoursPeakAtTenOnTuesdayOrWednesday) {
  const Season& season = find_season("business-hours")->season;
  EXPECT_DOUBLE_EQ(season.hour_of_day[10] / season.hour_of_day[0], 1.9 / 0.35);
  EXPECT_DOUBLE_EQ(season.day_of_week_mon_to_sun[1], season.day_of_week_mon_to_sun[2]);
  EXPECT_LT(season.day_of_week_mon_to_sun[6], season.day_of_week_mon_to_sun[0]);
}

TEST(Season, UnknownNameIsNotFound) { EXPECT_EQ(find_season("office"), nullptr); }

TEST(Season, NormalisingKeepsTheShape) {
  Season season;
  season.hour_of_day[3] = 25.0;
  season = normalised(season);
  EXPECT_DOUBLE_EQ(season.hour_of_day[3], 12.5);
  EXPECT_DOUBLE_EQ(season.hour_of_day[4], 0.5);
}

TEST(Season, NothingCannotBeNormalised) {
  Season season;
  season.day_of_week_mon_to_sun = {};
  EXPECT_THROW((void)normalised(season), ContractViolation);
}

}  // namespace
}  // namespace headroom::workload
