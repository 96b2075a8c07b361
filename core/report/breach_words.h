// What a missed target is called, and its value and limit in the unit in which people read them.
#pragma once

#include <string>

#include "core/projection/projection.h"
#include "core/report/numbers.h"

namespace headroom::report {

/// The first breach in time that is `wanted`; where it is one of utilization or an unbounded
/// latency and the system is also asked for more than it can do in that month, the latter. nullptr
/// when there is none.
const projection::Breach* first_breach_that(const projection::Projection& projection,
                                            bool (*wanted)(const projection::Breach&));
/// What breaks first: the system, before its budget; nullptr when every target is kept.
const projection::Breach* first_breach(const projection::Projection& projection);

/// "p95", "checkout p95", "errors", "utilization", "stability", "monthly cost".
std::string target_name(const projection::Breach& breach);
/// "orders-db (IOPS)", "orders-db", or empty.
std::string place_name(const projection::Breach& breach);
/// "640 ms ± 20", "0.90 % ± 0.10", "82 %", "4 120 USD", "3 requests/s".
std::string value_text(const projection::Breach& breach, Style style = Style::ascii);
/// "300": in the unit of the value, which stands beside it, if it can be read in that.
std::string limit_text(const projection::Breach& breach, Style style = Style::ascii);
/// "300 ms".
std::string limit_with_unit(const projection::Breach& breach, Style style = Style::ascii);

}  // namespace headroom::report
