// Laws of growth as they stand in a scenario.
#pragma once

#include <optional>

#include "core/io/load_fields.h"

namespace headroom::io {

using GrowthText = StatedOrFitted<workload::Growth>;

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, GrowthText& out);
std::optional<Json> write_value(const Writer& writer, const GrowthText& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<GrowthText>);

}  // namespace headroom::io
