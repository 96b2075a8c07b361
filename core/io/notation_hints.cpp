#include "core/io/notation_hints.h"

#include <algorithm>
#include <cstddef>

namespace headroom::io {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Drops digits from the front; how many.
std::size_t drop_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(count);
  return count;
}

}  // namespace

bool is_plain(architecture::Dimension dimension) {
  return dimension == architecture::Dimension::count ||
         dimension == architecture::Dimension::number;
}

bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool leading_zero = text.starts_with('0');
  const std::size_t whole = drop_digits(text);
  if (whole == 0 || (leading_zero && whole > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (drop_digits(text) == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (drop_digits(text) == 0) return false;
  }
  return text.empty();
}

std::string_view example_of(architecture::Dimension dimension) {
  using enum architecture::Dimension;
  switch (dimension) {
    case count:
      return "3";
    case number:
      return "1.5";
    case ratio:
      return "\"15 %\"";
    case duration:
      return "\"250 ms\"";
    case rate:
      return "\"1.2k rps\"";
    case bytes:
      return "\"8 GiB\"";
    case byte_growth:
      return "\"2 GiB/month\"";
    case byte_rate:
      return "\"125 MiB/s\"";
    case money:
      return "\"4000 USD\"";
    case hourly_price:
      return "\"0.10 USD/h\"";
    case growth:
      return "\"6 to 14 %/month\"";
    case factor:
      return "\"4 x\"";
    case months:
      return "\"18 months\"";
  }
  return "";
}

}  // namespace headroom::io
