// What costs most over the horizon.
#pragma once

#include <string>

#include "cli/render/paint.h"
#include "core/projection/projection.h"
#include "core/projection/scenario.h"

namespace headroom::cli {

/// The dearest components with bars, and the rest in one line. "" when nothing costs anything.
std::string cost_table(const projection::Scenario& scenario,
                       const projection::Projection& projection, const Paint& paint);

}  // namespace headroom::cli
