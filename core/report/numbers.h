// How numbers are written for people: digits follow the interval, thousands are spaced.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/estimate.h"
#include "core/base/money.h"

namespace headroom::report {

/// How spaces and minus are written. ASCII, for terminals: plain. Typographic: U+202F, U+2212.
/// The sign of the half width is U+00B1 in both.
enum class Style : std::uint8_t { ascii, typographic };

/// An estimate apart, for columns: "640" and "20". No half width: the value is exact.
struct Digits {
  std::string value;
  std::string half_width;

  friend bool operator==(const Digits&, const Digits&) = default;
};

/// 12 345.6 with `decimals` digits after the point and thousands spaced from 1 000. Negative
/// `decimals` round to tens, hundreds... Needs a finite value.
std::string number(double value, int decimals, Style style = Style::ascii);
/// "640 ms": a number as written above and its unit, never split over two lines.
std::string with_unit(std::string number, std::string_view unit, Style style = Style::ascii);
/// The `decimals` of number() that show `significant` digits: negative for large values.
int decimals_for(double value, int significant);

/// One significant digit, whole from 1: for what is known coarsely and needs no interval.
std::string coarse(double value, Style style = Style::ascii);

/// Digits down to the first digit of the half width, two when that digit is 1: {"640", "20"},
/// {"0.90", "0.10"}. Exact values: three significant digits. At most four significant digits or
/// four decimals, whichever are fewer, and whole numbers in full; no half width that they hide.
Digits digits(const Estimate& value, Style style = Style::ascii);
/// "640 ms ± 20", "118 ± 4", "0.90 % ± 0.10"; no ± when the value is exact.
std::string estimate(const Estimate& value, std::string_view unit = {}, Style style = Style::ascii);
/// "38 900 to 44 300".
std::string range(double low, double high, int decimals, Style style = Style::ascii);

/// How an internal unit (second, ratio) is shown.
struct Scale {
  double factor;  ///< shown units in one internal unit
  std::string_view unit;
};
/// The unit in which people read a time: ms below 10 s, then s, from a minute on min.
Scale time_scale(double seconds);
Estimate scaled(const Estimate& value, double factor);
/// "118 ms", "12.3 s", "4.5 min": milliseconds whole from 10, one digit from 1, two below.
std::string duration(double seconds, Style style = Style::ascii);
/// "640 ms ± 20".
std::string latency(const Estimate& seconds, Style style = Style::ascii);

/// "76 %", "9.3 %", "0.85 %": whole from 10, one digit from 1, two below.
std::string percent(double ratio, Style style = Style::ascii);
/// In percent, two decimals and always with the half width, since small ratios are loosely known.
Digits error_digits(const Estimate& ratio, Style style = Style::ascii);
/// "0.90 % ± 0.10".
std::string error_percent(const Estimate& ratio, Style style = Style::ascii);

/// "4 123" whole from 100, "12.34" cents below; without the currency.
std::string money(Money amount, Style style = Style::ascii);

}  // namespace headroom::report
