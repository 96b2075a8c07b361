// Text on a terminal of fixed width: what it takes, cutting, padding, wrapping. What comes from
// files passes through `printable` first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/printable.h"

namespace headroom::cli {

inline constexpr std::size_t kWidth = 100;  ///< columns that every output keeps to

/// Columns, one for each code point of well-formed UTF-8.
std::size_t columns(std::string_view text);

/// Spaces up to `width` columns after (left) or before (right) the text; longer text stays whole.
std::string left(std::string_view text, std::size_t width);
std::string right(std::string_view text, std::size_t width);

/// At most `width` columns: "payment…way". Needs width >= 1.
std::string elide_middle(std::string_view text, std::size_t width);

/// The code points [first, first + count) of the text.
std::string slice(std::string_view text, std::size_t first, std::size_t count);

/// "1 error", "2 errors".
std::string counted(std::size_t count, std::string_view what);

/// "5.2 million requests", "1 request".
std::string roughly_counted(std::uint64_t count, std::string_view what);

/// Lines of at most `width` columns, broken at spaces, but not between a number and its unit if
/// there is another; words that are longer are cut.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace headroom::cli
