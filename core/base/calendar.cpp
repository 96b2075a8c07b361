#include "core/base/calendar.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "core/base/contracts.h"

namespace headroom {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::array<const char*, 12> kMonthNames = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - static_cast<std::int64_t>(a % b < 0);
}

chrono::sys_days day_of(Instant instant) {
  return chrono::sys_days(chrono::days(floor_div(instant.seconds, kSecondsPerDay)));
}

chrono::year_month_day date_of(Instant instant) { return chrono::year_month_day(day_of(instant)); }

/// Takes exactly `digits` digits from the front of the text.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const char* end = text.data() + digits;
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || text.front() == '-') return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Month> take_month(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || *month < 1 || *month > 12 || *year < 1970 || *year > 2999) return std::nullopt;
  return Month{*year, *month};
}

/// Hours, minutes and optional seconds of "09:00[:30]" as seconds since midnight.
std::optional<std::int64_t> take_time(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::int64_t seconds = *hour * 3600 + *minute * 60;
  if (!take(text, ':')) return seconds;
  const auto second = take_number(text, 2);
  if (!second || *second > 59) return std::nullopt;
  return seconds + *second;
}

const char* month_name(Month month) {
  HEADROOM_EXPECTS(month.month >= 1 && month.month <= 12);
  return kMonthNames[static_cast<std::size_t>(month.month - 1)];
}

template <class... Values>
std::string formatted(const char* format, Values... values) {
  std::array<char, 64> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, values...);
  return std::string(buffer.data(), static_cast<std::size_t>(length));
}

}  // namespace

Month months_after(Month start, int count) {
  const std::int64_t index = std::int64_t{start.year} * 12 + (start.month - 1) + count;
  const std::int64_t year = floor_div(index, 12);
  return {static_cast<std::int32_t>(year), static_cast<std::int32_t>(index - year * 12) + 1};
}

int days_in(Month month) {
  const Instant next = start_of(months_after(month, 1));
  return static_cast<int>((next.seconds - start_of(month).seconds) / kSecondsPerDay);
}

int hours_in(Month month) { return days_in(month) * 24; }

Instant start_of(Month month) {
  const chrono::year_month_day first(
      chrono::year(month.year), chrono::month(static_cast<unsigned>(month.month)), chrono::day(1));
  HEADROOM_EXPECTS(first.ok());
  return {chrono::sys_days(first).time_since_epoch().count() * kSecondsPerDay};
}

Month month_of(Instant instant) {
  const auto date = date_of(instant);
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month()))};
}

int hour_of_day(Instant instant) {
  const std::int64_t day = floor_div(instant.seconds, kSecondsPerDay);
  return static_cast<int>((instant.seconds - day * kSecondsPerDay) / 3600);
}

int day_of_week(Instant instant) {
  return static_cast<int>(chrono::weekday(day_of(instant)).iso_encoding()) - 1;
}

int day_of_month(Instant instant) {
  return static_cast<int>(static_cast<unsigned>(date_of(instant).day()));
}

double calendar_months(Instant instant) {
  const Month month = month_of(instant);
  const auto into = static_cast<double>(instant.seconds - start_of(month).seconds);
  const double length = static_cast<double>(days_in(month)) * kSecondsPerDay;
  return 12.0 * (month.year - 1970) + (month.month - 1) + into / length;
}

std::optional<Month> parse_month(std::string_view text) {
  const auto month = take_month(text);
  return text.empty() ? month : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text) {
  const auto month = take_month(text);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day || *day < 1 || *day > days_in(*month)) return std::nullopt;
  std::int64_t seconds = start_of(*month).seconds + (*day - 1) * kSecondsPerDay;
  if (take(text, 'T') || take(text, ' ')) {
    const auto time = take_time(text);
    if (!time) return std::nullopt;
    seconds += *time;
    take(text, 'Z');
  }
  if (!text.empty()) return std::nullopt;
  return Instant{seconds};
}

std::string to_string(Month month) { return formatted("%04d-%02d", month.year, month.month); }

std::string to_string(Instant instant) {
  const std::int64_t in_day =
      instant.seconds - floor_div(instant.seconds, kSecondsPerDay) * kSecondsPerDay;
  return date_string(instant) + formatted("T%02d:%02d:%02dZ", static_cast<int>(in_day / 3600),
                                          static_cast<int>(in_day / 60 % 60),
                                          static_cast<int>(in_day % 60));
}

std::string date_string(Instant instant) {
  return to_string(month_of(instant)) + formatted("-%02d", day_of_month(instant));
}

std::string long_name(Month month) { return formatted("%s %d", month_name(month), month.year); }

std::string short_name(Month month) { return formatted("%.3s %d", month_name(month), month.year); }

std::string long_date(Instant instant) {
  return formatted("%d ", day_of_month(instant)) + long_name(month_of(instant));
}

}  // namespace headroom
