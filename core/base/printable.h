// Text from files and command lines that may be shown on a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace headroom {

/// Bytes of the UTF-8 character at the start of `text`; 0 if it is none. [RFC 3629]
std::size_t utf8_length(std::string_view text);

/// The text with "?" for control characters (escape sequences, line feeds), for characters that
/// reorder what stands beside them (bidirectional controls) and for broken UTF-8; a space for tabs.
std::string printable(std::string_view text);

}  // namespace headroom
