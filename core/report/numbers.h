// How numbers are written for people: digits follow the interval, thousands are spaced.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/estimate.h"
#include "core/base/money.h"

namespace headroom::report {

/// ASCII for terminals: plain spaces and minus. Typographic: U+202F, U+2212 and the sign U+00B1 in
/// both.
enum class Style : std::uint8_t { ascii, typographic };

/// "640 ± 20", "118 ± 4", "0.90 ± 0.10": digits down to the first digit of the half width, two when
/// that digit is 1; no ± when the half width is 0.
std::string estimate(const Estimate& value, Style style = Style::ascii);
/// "38 900 to 44 300".
std::string range(double low, double high, int digits, Style style = Style::ascii);
/// 12 345.6 with `decimals` digits after the point and thousands spaced from 1 000.
std::string number(double value, int decimals, Style style = Style::ascii);
/// "118 ms", "12.3 s", "4.5 min": ms below 10 s, then s, then min.
std::string duration(double seconds, Style style = Style::ascii);
/// "76 %", "9.3 %", "0.85 %": whole above 10, one digit from 1, two below.
std::string percent(double ratio, Style style = Style::ascii);
/// "4 123" whole from 100, "12.34" cents below; without the currency.
std::string money(Money amount, Style style = Style::ascii);

}  // namespace headroom::report
