// How the requests of a class follow each other, as it stands in a scenario.
#pragma once

#include <optional>

#include "core/io/fields.h"
#include "core/workload/arrivals.h"

namespace headroom::io {

void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                workload::Arrivals& out);
/// Nothing for a Poisson process.
std::optional<Json> write_value(const Writer& writer, const workload::Arrivals& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<workload::Arrivals>);

}  // namespace headroom::io
