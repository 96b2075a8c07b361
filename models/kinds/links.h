// Calls that come from a parameter instead of steps.
#pragma once

#include <string>

#include "core/architecture/settings.h"
#include "core/architecture/topology.h"

namespace headroom::models {

/// `operation` of this component calls the operation of the same name of the component that
/// `parameter` names, once.
architecture::Link link_to(const architecture::Settings& settings, const std::string& parameter,
                           const std::string& operation);

}  // namespace headroom::models
