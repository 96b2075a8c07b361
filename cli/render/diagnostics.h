// Mistakes as people read them: where, what, what to do, and the line of the file underlined.
#pragma once

#include <string>
#include <string_view>

#include "cli/render/paint.h"
#include "core/base/diagnostic.h"

namespace headroom::cli {

/// All diagnostics, each with its source line, and how many there are. `consequence` follows the
/// count when there are errors: "Nothing was simulated."
std::string render(const Diagnostics& diagnostics, const Paint& paint,
                   std::string_view consequence = {});

}  // namespace headroom::cli
