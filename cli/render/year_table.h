// The table of months.
#pragma once

#include <string>

#include "cli/render/paint.h"
#include "core/projection/projection.h"
#include "core/projection/scenario.h"

namespace headroom::cli {

/// Whether a row says that a resource is asked for more than it has.
bool asks_for_more(const projection::Projection& projection);

/// One row a month at its peak hour, its surges indented below. At most kWidth columns: names of
/// resources give way.
std::string year_table(const projection::Scenario& scenario,
                       const projection::Projection& projection, const Paint& paint);

}  // namespace headroom::cli
