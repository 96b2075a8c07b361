// The words of the report's format for enumerations.
#pragma once

#include <string>
#include <string_view>

#include "core/cost/price_list.h"
#include "core/network/performance.h"
#include "core/projection/projection.h"

namespace headroom::report {

/// As the scenario's targets are called: "latency_p95", "error_ratio"; "stability".
std::string_view name_of(projection::TargetKind target);
/// "simulation", "exact", "approximation".
std::string_view name_of(network::Method method);
/// "event_loop", "station_by_station", "formulas".
std::string_view name_of(network::Path path);
/// For people: "event by event", "by formulas, exact".
std::string how_answered(const network::Performance& answer);
/// "hour", "gib_month", "gb", "request", "iops_month", "unit_month".
std::string_view name_of(cost::PriceUnit unit);

}  // namespace headroom::report
