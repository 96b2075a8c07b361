// Words of messages: safe for terminals whatever the file holds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"

namespace headroom::io {

/// The text without line feeds, tabs, control characters and broken UTF-8, each shown as "?" (tab:
/// a space), so that a terminal may show it.
std::string printable(std::string_view text);
/// `printable` in double quotes.
std::string in_quotes(std::string_view text);
/// Bytes of the UTF-8 character at the start of `text`; 0 if it is none. [RFC 3629]
std::size_t utf8_length(std::string_view text);

/// "a, b, c".
std::string listed(const std::vector<std::string>& words);

/// A user's mistake without a place.
Diagnostic input_mistake(std::string code, std::string message, std::string hint = "");

}  // namespace headroom::io
