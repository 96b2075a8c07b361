#include "core/workload/resample.h"

#include <gtest/gtest.h>

#include "core/base/contracts.h"

namespace headroom::workload {
namespace {

const Instant kNoon{start_of(Month{2027, 1}).seconds + 12 * 3600};

History history_at(std::initializer_list<std::pair<std::int64_t, double>> samples, double step) {
  History history;
  for (const auto& [second, value] : samples)
    history.samples.push_back({Instant{kNoon.seconds + second}, value});
  history.step = Seconds(step);
  return history;
}

TEST(Resample, AnHourIsTheMeanOfItsSteps) {
  const Pieces pieces =
      resampled(history_at({{0, 1.0}, {1800, 3.0}, {3600, 5.0}, {5400, 5.0}}, 1800));
  EXPECT_EQ(pieces.resolution, Resolution::hour);
  ASSERT_EQ(pieces.pieces.size(), 2U);
  EXPECT_DOUBLE_EQ(pieces.pieces[0].rate_rps, 2.0);
  EXPECT_DOUBLE_EQ(pieces.pieces[1].rate_rps, 5.0);
  EXPECT_EQ(pieces.pieces[1].middle().seconds, kNoon.seconds + 5400);
  EXPECT_DOUBLE_EQ(pieces.measured, 1.0);
}

TEST(Resample, ASampleAcrossTheHourCountsOnBothSidesByItsTime) {
  const Pieces pieces = resampled(history_at({{0, 0.0}, {2700, 8.0}, {4500, 0.0}}, 2700));
  ASSERT_EQ(pieces.pieces.size(), 2U);
  EXPECT_DOUBLE_EQ(pieces.pieces[0].rate_rps, 2.0);  // a quarter of the hour
  EXPECT_DOUBLE_EQ(pieces.pieces[1].rate_rps, 2.0);
}

TEST(Resample, HoursMeasuredByLessThanHalfAreLeftOut) {
  const Pieces pieces =
      resampled(history_at({{0, 1.0}, {1800, 1.0}, {3600, 9.0}, {7200, 2.0}, {8999, 2.0}}, 1799));
  ASSERT_EQ(pieces.pieces.size(), 2U);
  EXPECT_EQ(pieces.pieces[1].begin.seconds, kNoon.seconds + 7200);
  EXPECT_LT(pieces.measured, 0.9);
}

TEST(Resample, OneShortSampleIsKeptWhereNothingElseIs) {
  const Pieces pieces = resampled(history_at({{0, 4.0}}, 60));
  ASSERT_EQ(pieces.pieces.size(), 1U);
  EXPECT_DOUBLE_EQ(pieces.pieces[0].rate_rps, 4.0);
}

TEST(Resample, OnlyWholeDaysCountWhereStepsAreLongerThanAnHour) {
  const double step = 6 * 3600.0;
  const Pieces pieces = resampled(history_at(
      {{0, 9.0}, {21600, 9.0}, {43200, 1.0}, {64800, 2.0}, {86400, 3.0}, {108000, 4.0}}, step));
  EXPECT_EQ(pieces.resolution, Resolution::day);
  ASSERT_EQ(pieces.pieces.size(), 1U);
  EXPECT_DOUBLE_EQ(pieces.pieces[0].rate_rps, 2.5);
}

TEST(Resample, CalendarMonthsStayWhatTheyAreAndEndAtTheNext) {
  History history;
  history.step = Seconds(31.0 * 86400.0);
  for (int month = 1; month <= 3; ++month)
    history.samples.push_back({start_of({2027, month}), 1.0});
  const Pieces pieces = resampled(history);
  EXPECT_EQ(pieces.resolution, Resolution::step);
  EXPECT_DOUBLE_EQ(pieces.pieces[1].length.value(), 28 * 86400.0);
  EXPECT_DOUBLE_EQ(pieces.measured, 1.0);
}

TEST(Resample, TimesThatDoNotRiseAreAContract) {
  EXPECT_THROW((void)resampled(history_at({{0, 1.0}, {0, 1.0}}, 60)), ContractViolation);
  EXPECT_THROW((void)resampled(history_at({{0, 1.0}}, 0)), ContractViolation);
}

}  // namespace
}  // namespace headroom::workload
