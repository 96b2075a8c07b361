// A comparison as people read it on a terminal.
#pragma once

#include <span>
#include <string>

#include "cli/render/paint.h"
#include "core/projection/comparison.h"

namespace headroom::cli {

/// Verdict, a table with a column for each scenario, the differences of all pairs, how to repeat
/// it.
std::string comparison_text(std::span<const projection::Compared> all,
                            const projection::Comparison& comparison, const std::string& rerun,
                            const Paint& paint);

}  // namespace headroom::cli
