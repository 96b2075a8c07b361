#include "core/base/calendar.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(Calendar, FebruaryHasTwentyNineDaysInLeapYearsOnly) {
  EXPECT_EQ(days_in({2028, 2}), 29);
  EXPECT_EQ(days_in({2027, 2}), 28);
  EXPECT_EQ(days_in({2100, 2}), 28);
  EXPECT_EQ(days_in({2000, 2}), 29);
}

TEST(Calendar, AYearOfMonthsHasTheHoursOfTheYear) {
  int hours = 0;
  for (int i = 0; i < 12; ++i) hours += hours_in(months_after({2026, 12}, i));
  EXPECT_EQ(hours, 8760);
}

TEST(Calendar, MonthArithmeticCrossesYears) {
  EXPECT_EQ(months_after({2026, 12}, 1), (Month{2027, 1}));
  EXPECT_EQ(months_after({2026, 1}, -1), (Month{2025, 12}));
  EXPECT_EQ(months_after({2026, 5}, 24), (Month{2028, 5}));
}

TEST(Calendar, MonthsSince1970FollowTheTrueLengthOfMonths) {
  EXPECT_EQ(calendar_months(Instant{0}), 0.0);
  EXPECT_EQ(calendar_months(start_of({2026, 12})), 683.0);
  EXPECT_EQ(calendar_months(*parse_instant("2028-02-15T12:00")), 697.5);  // half of 29 days
  EXPECT_EQ(calendar_months(*parse_instant("2027-02-15")), 685.5);        // half of 28 days
  EXPECT_DOUBLE_EQ(calendar_months(Instant{-86400}), 30.0 / 31.0 - 1.0);
}

TEST(Calendar, KnownInstants) {
  const Instant instant = *parse_instant("2027-03-15T09:00");
  EXPECT_EQ(instant.seconds, 1805101200);  // date -u -d 2027-03-15T09:00 +%s
  EXPECT_EQ(day_of_week(instant), 0);      // a Monday
  EXPECT_EQ(hour_of_day(instant), 9);
  EXPECT_EQ(to_string(instant), "2027-03-15T09:00:00Z");
  EXPECT_EQ(long_date(instant), "15 March 2027");
  EXPECT_EQ(month_of(instant), (Month{2027, 3}));
}

TEST(Calendar, ParsingRefusesWhatIsNotADate) {
  for (const char* text :
       {"", "2027", "2027-13", "2027-00", "2027-1", "2027-01-", "-027-01", "2027-01x"})
    EXPECT_FALSE(parse_month(text)) << text;
  for (const char* text :
       {"2027-02-29", "2027-01-32", "2027-01-01T24:00", "2027-01-01T10", "2027-01-01T10:60",
        "2027-01-01T10:00:61", "2027-01-01 10:00 ", "2027-01-00"})
    EXPECT_FALSE(parse_instant(text)) << text;
  EXPECT_TRUE(parse_instant("2028-02-29"));
  EXPECT_TRUE(parse_instant("2028-02-29 23:59:59Z"));
}

TEST(Calendar, NamesOfMonths) {
  EXPECT_EQ(long_name({2027, 6}), "June 2027");
  EXPECT_EQ(short_name({2027, 6}), "Jun 2027");
  EXPECT_EQ(to_string(Month{2027, 6}), "2027-06");
}

}  // namespace
}  // namespace headroom
