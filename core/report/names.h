// The words of the report's format for enumerations.
#pragma once

#include <string_view>

#include "core/cost/price_list.h"
#include "core/projection/projection.h"

namespace headroom::report {

/// As the scenario's targets are called: "latency_p95", "error_ratio"; "stability".
std::string_view name_of(projection::TargetKind target);
/// "hour", "gib_month", "gb", "request", "iops_month", "unit_month".
std::string_view name_of(cost::PriceUnit unit);

}  // namespace headroom::report
