// Histories as they stand in a scenario: a file and what its values count.
#pragma once

#include <optional>

#include "core/io/json.h"
#include "core/io/reader.h"
#include "core/io/values.h"
#include "core/workload/load.h"

namespace headroom::io {

/// Reads the file too; its mistakes keep their own places.
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, workload::History& out);
std::optional<Json> write_value(const Writer& writer, const workload::History& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<workload::History>);

}  // namespace headroom::io
