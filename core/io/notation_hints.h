// What the notation of quantities looks like, for messages and for the JSON Schema.
#pragma once

#include <string_view>

#include "core/architecture/parameter.h"

namespace headroom::io {

/// Counts and numbers: typed as JSON numbers, without a unit.
bool is_plain(architecture::Dimension dimension);
/// The whole text is a number of JSON.
bool is_json_number(std::string_view text);
/// As a user would type it, with quotes: "\"250 ms\"".
std::string_view example_of(architecture::Dimension dimension);

}  // namespace headroom::io
