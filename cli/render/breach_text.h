// What breaks first, where, and how much room there is until then.
#pragma once

#include <string>

#include "cli/render/paint.h"
#include "core/projection/projection.h"

namespace headroom::cli {

std::string breach_text(const projection::Projection& projection, bool users, const Paint& paint);

}  // namespace headroom::cli
