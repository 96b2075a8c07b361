// Shapes of day and week as they stand in a scenario.
#pragma once

#include <optional>

#include "core/io/load_fields.h"

namespace headroom::io {

using SeasonText = StatedOrFitted<workload::Season>;

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, SeasonText& out);
std::optional<Json> write_value(const Writer& writer, const SeasonText& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<SeasonText>);

}  // namespace headroom::io
