// A projection as people read it on a terminal.
#pragma once

#include <optional>
#include <string>

#include "cli/render/paint.h"
#include "core/projection/projection.h"
#include "core/projection/scenario.h"

namespace headroom::cli {

/// Verdict, table of months, first breach, top costs, how it was computed and how to repeat it.
/// `elapsed_s`: shown where a clock makes sense, that is to people.
std::string projection_text(const projection::Scenario& scenario,
                            const projection::Projection& projection, const std::string& rerun,
                            std::optional<double> elapsed_s, const Paint& paint);

/// Not wrapped, so that it can be copied.
std::string rerun_line(const std::string& rerun, const Paint& paint);

}  // namespace headroom::cli
