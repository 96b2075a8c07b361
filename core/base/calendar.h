// The simulated calendar: proleptic Gregorian, UTC, independent of the wall clock and of time
// zones.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

/// A month of a year. Months count from 1.
struct Month {
  std::int32_t year = 1970;
  std::int32_t month = 1;

  friend constexpr auto operator<=>(const Month&, const Month&) = default;
};

/// A point in time in whole seconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t seconds = 0;

  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
};

/// Month `count` months later (earlier when negative).
Month months_after(Month start, int count);
int days_in(Month month);       ///< 28 to 31, leap years exact
int hours_in(Month month);      ///< 672 to 744
Instant start_of(Month month);  ///< first second of the month
Month month_of(Instant instant);
int hour_of_day(Instant instant);   ///< 0 to 23
int day_of_week(Instant instant);   ///< 0 = Monday to 6 = Sunday
int day_of_month(Instant instant);  ///< 1 to 31
/// Months since 1970-01-01T00:00:00Z; the fraction of a month by that month's true length.
double calendar_months(Instant instant);

/// "2026-12"; nothing else. Years 1970 to 2999.
std::optional<Month> parse_month(std::string_view text);
/// "2027-03-15", "2027-03-15T09:00", "2027-03-15T09:00:30", a space for the T, optional "Z". UTC.
std::optional<Instant> parse_instant(std::string_view text);

std::string to_string(Month month);        ///< "2026-12"
std::string to_string(Instant instant);    ///< "2027-03-15T09:00:00Z"
std::string date_string(Instant instant);  ///< "2027-03-15"
std::string long_name(Month month);        ///< "December 2026"
std::string short_name(Month month);       ///< "Dec 2026"
std::string long_date(Instant instant);    ///< "15 March 2027"

}  // namespace headroom
