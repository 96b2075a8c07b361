#include "cli/render/text.h"

#include <algorithm>

#include "core/base/contracts.h"
#include "core/report/numbers.h"

namespace headroom::cli {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Byte position of code point number `index`, or the end.
std::size_t byte_of(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (continues(text[at])) continue;
    if (index == 0) return at;
    --index;
  }
  return at;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether the space at `space` stands between a number and its unit or its half width: "12 ms",
/// "379 ms \u00b1 15".
bool joins(std::string_view text, std::size_t space) {
  constexpr std::string_view kPlusMinus = "\u00b1";
  const std::string_view after = text.substr(space + 1);
  const std::size_t begin = text.rfind(' ', space - 1) + 1;  // npos + 1 is the start of the text
  const std::string_view before = text.substr(begin, space - begin);
  if (before == kPlusMinus || after.starts_with(kPlusMinus)) return true;
  const bool number = !before.empty() && is_digit(before.back()) &&
                      before.find_first_not_of("(\"+-.0123456789") == std::string_view::npos;
  const bool unit = !after.empty() && (after.front() == '%' || is_letter(after.front()));
  return number && unit;
}

/// The last space up to `limit` at which a line may end: one that joins only where no other is.
std::size_t break_before(std::string_view text, std::size_t limit) {
  const std::size_t last = text.rfind(' ', limit);
  std::size_t space = last;
  while (space != std::string_view::npos && space > 0 && joins(text, space))
    space = text.rfind(' ', space - 1);
  return space == std::string_view::npos || space == 0 ? last : space;
}

}  // namespace

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return !continues(byte); }));
}

std::string left(std::string_view text, std::size_t width) {
  const std::size_t used = columns(text);
  return std::string(text) + std::string(width > used ? width - used : 0, ' ');
}

std::string right(std::string_view text, std::size_t width) {
  const std::size_t used = columns(text);
  return std::string(width > used ? width - used : 0, ' ') + std::string(text);
}

std::string slice(std::string_view text, std::size_t first, std::size_t count) {
  const std::size_t begin = byte_of(text, first);
  return std::string(text.substr(begin, byte_of(text.substr(begin), count)));
}

std::string elide_middle(std::string_view text, std::size_t width) {
  HEADROOM_EXPECTS(width >= 1);
  const std::size_t used = columns(text);
  if (used <= width) return std::string(text);
  const std::size_t tail = (width - 1) / 2;
  return slice(text, 0, width - 1 - tail).append(kEllipsis) + slice(text, used - tail, tail);
}

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count).append(" ").append(what) + (count == 1 ? "" : "s");
}

std::string roughly_counted(std::uint64_t count, std::string_view what) {
  const auto value = static_cast<double>(count);
  const std::string shown =
      value >= 1e6 ? report::number(value / 1e6, 1) + " million" : report::number(value, 0);
  return shown + " " + std::string(what) + (count == 1 ? "" : "s");
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  HEADROOM_EXPECTS(width >= 1);
  std::vector<std::string> lines;
  while (columns(text) > width) {
    const std::size_t limit = byte_of(text, width);
    const std::size_t space = break_before(text, limit);
    const bool at_space = space != std::string_view::npos && space > 0;
    const std::size_t end = at_space ? space : limit;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(at_space ? end + 1 : end);
  }
  lines.emplace_back(text);
  return lines;
}

}  // namespace headroom::cli
