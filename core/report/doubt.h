// Targets that the simulation could neither keep nor miss with the precision it reached.
#pragma once

#include <optional>

#include "core/projection/projection.h"
#include "core/projection/scenario.h"

namespace headroom::report {

/// The first peak hour that stopped short of its precision with a target inside the interval of its
/// estimate, in the form of a breach without a date and a culprit.
std::optional<projection::Breach> first_doubt(const projection::Scenario& scenario,
                                              const projection::Projection& projection);

/// Whether the doubt keeps from saying that `breach` (nullptr: none) comes first.
bool decides(const projection::Breach& doubt, const projection::Breach* breach);

}  // namespace headroom::report
