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

std::string rough_count(std::uint64_t count) {
  const auto value = static_cast<double>(count);
  return value >= 1e6 ? report::number(value / 1e6, 1) + " million" : report::number(value, 0);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  HEADROOM_EXPECTS(width >= 1);
  std::vector<std::string> lines;
  while (columns(text) > width) {
    const std::size_t limit = byte_of(text, width);
    const std::size_t space = text.rfind(' ', limit);
    const bool at_space = space != std::string_view::npos && space > 0;
    const std::size_t end = at_space ? space : limit;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(at_space ? end + 1 : end);
  }
  lines.emplace_back(text);
  return lines;
}

}  // namespace headroom::cli
