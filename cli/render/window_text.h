// One window as people read it on a terminal.
#pragma once

#include <string>

#include "cli/render/paint.h"
#include "core/projection/projection.h"

namespace headroom::cli {

/// "338 rps", or "500 users" where the load is a number of users.
std::string load_text(double load, bool users);
/// "Busiest hour of June 2027: 338 rps".
std::string window_title(const projection::Window& window, bool users);

/// Stability, classes, components and notes of one answer.
std::string performance_text(const network::Performance& answer, const Paint& paint);

}  // namespace headroom::cli
