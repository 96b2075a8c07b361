// Breaches as JSON, for reports and comparisons alike.
#pragma once

#include <optional>
#include <string_view>

#include "core/projection/projection.h"
#include "core/report/json_writer.h"

namespace headroom::report {

void write_ratio_or_null(JsonWriter& json, std::string_view key,
                         const std::optional<double>& value);
/// `closed`: the load is a number of users.
void write_breach(JsonWriter& json, std::string_view key, const projection::Breach& breach,
                  bool closed);

}  // namespace headroom::report
