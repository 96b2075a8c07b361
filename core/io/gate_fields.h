// Circuit breakers and retry budgets of calls, as they stand in a scenario.
#pragma once

#include <optional>

#include "core/architecture/component.h"
#include "core/io/fields.h"

namespace headroom::io {

void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                architecture::Breaker& out);
std::optional<Json> write_value(const Writer& writer, const architecture::Breaker& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<architecture::Breaker>);

void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                architecture::RetryBudget& out);
std::optional<Json> write_value(const Writer& writer, const architecture::RetryBudget& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<architecture::RetryBudget>);

}  // namespace headroom::io
