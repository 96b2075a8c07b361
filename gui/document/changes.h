// Changed copies of a scenario: what the application's edits mean.
#pragma once

#include <QString>
#include <string>

#include "core/architecture/parameter.h"
#include "core/projection/scenario.h"

namespace headroom::gui {

/// A parameter of the type that its row wants; what a quantity is worth is found out when its text
/// is read again.
architecture::Parameter parameter_of(const architecture::ParameterSpec& row,
                                     const std::string& typed);
/// The parameter as typed; an empty text takes it away, so that the default holds. The text is
/// checked when the scenario is read again (see Document::check).
projection::Scenario with_parameter(projection::Scenario scenario, const std::string& component,
                                    const architecture::ParameterSpec& row,
                                    const std::string& typed);
/// "measured", "vendor", "assumption"; empty takes it away. A longer source in the same class is
/// kept.
projection::Scenario with_evidence(projection::Scenario scenario, const std::string& component,
                                   const std::string& subject, const std::string& kind);
/// The team that looks after it; may be empty.
projection::Scenario with_owner(projection::Scenario scenario, const std::string& component,
                                const std::string& owner);

}  // namespace headroom::gui
