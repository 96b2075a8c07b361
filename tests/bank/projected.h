// The figures of a projection by their names.
#pragma once

#include <optional>
#include <string>

#include "core/projection/projection.h"

namespace headroom::bank {

/// By name; nullopt where the projection has no such figure:
///   month/INDEX/cost                  whole currency units
///   surge/NAME/backlog                requests, at its peak
///   surge/NAME/wait, NAME/duration    seconds: the longest wait; from overload to no backlog
std::optional<double> projected_figure(const projection::Projection& projection,
                                       const std::string& name);

}  // namespace headroom::bank
