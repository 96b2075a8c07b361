// The steps of operations as they stand in a scenario.
#pragma once

#include <optional>

#include "core/architecture/component.h"
#include "core/io/json.h"
#include "core/io/reader.h"
#include "core/io/values.h"

namespace headroom::io {

void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                architecture::Target& out);
std::optional<Json> write_value(const Writer& writer, const architecture::Target& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<architecture::Target>);

/// Steps that have a mistake are left out.
void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                architecture::Steps& out);
std::optional<Json> write_value(const Writer& writer, const architecture::Steps& value,
                                const ParameterSpec& row);
/// A reference to the definition "steps".
Json schema_of(const ParameterSpec& row, Tag<architecture::Steps>);

/// The definition "steps": an array of all kinds of steps.
Json steps_schema();

/// A mistake unless `sum` is 1 within rounding.
void check_sum(Reader& reader, const Json& at, double sum, const std::string& what);

}  // namespace headroom::io
