// Names that users give to components, operations, request classes and surges.
#pragma once

#include <string_view>

namespace headroom::io {

/// Letters, digits, "-" and "_", starting with a letter or digit; at most 64 bytes. Narrow on
/// purpose: an id stands in pointers, in "component.operation" and in names of files.
inline constexpr std::string_view kIdPattern = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
bool is_id(std::string_view text);

}  // namespace headroom::io
