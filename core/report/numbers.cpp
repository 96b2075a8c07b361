#include "core/report/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "core/base/contracts.h"

namespace headroom::report {
namespace {

constexpr std::string_view kPlusMinus = "\u00b1";

std::string_view space(Style style) { return style == Style::ascii ? " " : "\u202f"; }
std::string_view minus(Style style) { return style == Style::ascii ? "-" : "\u2212"; }

/// Position of the first digit: 0 for 1 to 9.99, 2 for 100 to 999, -1 for 0.1 to 0.99.
int exponent(double value) { return static_cast<int>(std::floor(std::log10(std::fabs(value)))); }

double power_of_ten(int exponent) { return std::pow(10.0, exponent); }

/// Locale independent; `value` is not negative.
std::string fixed(double value, int decimals) {
  std::array<char, 400> buffer{};  // the largest double has 309 digits before the point
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                     std::chars_format::fixed, decimals);
  HEADROOM_EXPECTS(written.ec == std::errc());
  return {buffer.data(), written.ptr};
}

std::string with_spaced_thousands(const std::string& text, Style style) {
  const std::size_t whole = std::min(text.find('.'), text.size());
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0) result += space(style);
    result += text[i];
  }
  return result;
}

std::string with_sign(bool negative, const std::string& magnitude, Style style) {
  const bool zero = magnitude.find_first_not_of("0.") == std::string::npos;
  const std::string spaced = with_spaced_thousands(magnitude, style);
  return negative && !zero ? std::string(minus(style)) + spaced : spaced;
}

std::string joined(const Digits& digits, std::string_view unit, Style style) {
  std::string text = unit.empty() ? digits.value : with_unit(digits.value, unit, style);
  if (digits.half_width.empty()) return text;
  return text.append(space(style)).append(kPlusMinus).append(space(style)) + digits.half_width;
}

/// Whole from 10, one digit from 1, two below.
int reading_decimals(double value) {
  const double magnitude = std::fabs(value);
  if (magnitude >= 9.95) return 0;  // 9.95 to 10 would read 10.0
  return magnitude >= 0.995 ? 1 : 2;
}

constexpr int kMostDecimals = 4;
constexpr int kMostDigits = 4;  // more than any measurement of a system can mean

int finest_decimals(double value) {
  if (value == 0.0) return kMostDecimals;
  return std::clamp(decimals_for(value, kMostDigits), 0, kMostDecimals);
}

}  // namespace

std::string number(double value, int decimals, Style style) {
  HEADROOM_EXPECTS(std::isfinite(value));
  double magnitude = std::fabs(value);
  if (decimals < 0) {
    const double step = power_of_ten(-decimals);
    magnitude = std::round(magnitude / step) * step;
  }
  return with_sign(value < 0.0, fixed(magnitude, std::max(0, decimals)), style);
}

std::string with_unit(std::string number, std::string_view unit, Style style) {
  return number.append(space(style)).append(unit);
}

int decimals_for(double value, int significant) {
  return value == 0.0 ? 0 : significant - 1 - exponent(value);
}

std::string coarse(double value, Style style) {
  return number(value, std::max(0, decimals_for(value, 1)), style);
}

Digits digits(const Estimate& value, Style style) {
  const double half = value.half_width();
  const int exact_decimals = std::clamp(decimals_for(value.estimate, 3), 0, kMostDecimals);
  if (half <= 0.0) return {number(value.estimate, exact_decimals, style), {}};
  const int finest = finest_decimals(value.estimate);
  if (half < 0.5 * power_of_ten(-finest)) return {number(value.estimate, finest, style), {}};
  // Judged on two rounded digits, so that 0.0199999 counts as 0.020.
  const int first = exponent(half);
  const double two_digits = std::round(half / power_of_ten(first - 1));
  const bool leading_one = two_digits < 20.0 || two_digits >= 100.0;
  const int last = two_digits >= 100.0 ? first + 1 : first;
  const int decimals = std::min(finest, leading_one ? 1 - last : -last);
  return {number(value.estimate, decimals, style), number(half, decimals, style)};
}

std::string estimate(const Estimate& value, std::string_view unit, Style style) {
  return joined(digits(value, style), unit, style);
}

std::string range(double low, double high, int decimals, Style style) {
  return number(low, decimals, style) + " to " + number(high, decimals, style);
}

Scale time_scale(double seconds) {
  const double magnitude = std::fabs(seconds);
  if (magnitude < 10.0) return {1000.0, "ms"};
  return magnitude < 60.0 ? Scale{1.0, "s"} : Scale{1.0 / 60.0, "min"};
}

Estimate scaled(const Estimate& value, double factor) {
  return {value.estimate * factor, value.low * factor, value.high * factor};
}

std::string duration(double seconds, Style style) {
  const Scale scale = time_scale(seconds);
  const double value = seconds * scale.factor;
  const int decimals = scale.unit == "s" ? 1 : reading_decimals(value);
  return with_unit(number(value, decimals, style), scale.unit, style);
}

std::string latency(const Estimate& seconds, Style style) {
  const Scale scale = time_scale(seconds.estimate);
  return estimate(scaled(seconds, scale.factor), scale.unit, style);
}

std::string percent(double ratio, Style style) {
  const double value = ratio * 100.0;
  return with_unit(number(value, reading_decimals(value), style), "%", style);
}

Digits error_digits(const Estimate& ratio, Style style) {
  return {number(ratio.estimate * 100.0, 2, style), number(ratio.half_width() * 100.0, 2, style)};
}

std::string error_percent(const Estimate& ratio, Style style) {
  return joined(error_digits(ratio, style), "%", style);
}

std::string money(Money amount, Style style) {
  // Rounded in integers, half away from zero: no cent appears or vanishes on the way.
  const std::int64_t magnitude = std::abs(amount.micros());
  const std::int64_t cents = magnitude / 10'000 + (magnitude % 10'000 >= 5'000 ? 1 : 0);
  const bool negative = amount.micros() < 0;
  if (cents < 100'00) {
    const std::string after = std::to_string(100 + cents % 100).substr(1);
    return with_sign(negative, std::to_string(cents / 100) + "." + after, style);
  }
  const std::int64_t whole = magnitude / 1'000'000 + (magnitude % 1'000'000 >= 500'000 ? 1 : 0);
  return with_sign(negative, std::to_string(whole), style);
}

}  // namespace headroom::report
