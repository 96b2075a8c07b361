// Histories as files: two columns, a timestamp and a value.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/workload/load.h"

namespace headroom::workload {

/// Rows "timestamp,value" in time order, with or without a header of these two names. Timestamps
/// are ISO 8601 (UTC, or with an offset such as +02:00) or seconds since 1970; fractions of a
/// second are cut off. Values have a decimal point whatever the locale. Cells may stand in double
/// quotes; empty lines, CR LF and a byte order mark are accepted. The step is the median distance
/// of the rows. Every mistake is reported with its row and column (both from 1; columns count
/// bytes); a single row is a warning, and an error where values count per step.
Result<History> read_history(std::string_view text, const std::string& file,
                             HistoryUnit unit = HistoryUnit::per_second);

}  // namespace headroom::workload
