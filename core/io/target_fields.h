// Targets to keep, of the whole scenario or of one request class.
#pragma once

#include <cstddef>
#include <optional>

#include "core/io/fields.h"
#include "core/projection/scenario.h"

namespace headroom::io {

/// All of them; the first kClassTargets are those that a request class may have too.
Table<projection::Targets> target_fields();
inline constexpr std::size_t kClassTargets = 4;

void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                projection::Targets& out);
std::optional<Json> write_value(const Writer& writer, const projection::Targets& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<projection::Targets>);

}  // namespace headroom::io
