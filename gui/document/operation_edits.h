// Operations of a component added, renamed and taken away, as changed copies of a scenario.
#pragma once

#include <string>

#include "core/projection/scenario.h"
#include "gui/document/knowledge.h"

namespace headroom::gui {

/// Whether components of this kind have operations with steps of their own.
bool has_operations(const Knowledge& knowledge, const std::string& kind);
/// One more, under a free name, with a first step that the kind knows.
projection::Scenario with_operation(projection::Scenario scenario, const Knowledge& knowledge,
                                    const std::string& component);
/// Renamed wherever it is called or entered. Needs a free name.
projection::Scenario with_operation_name(projection::Scenario scenario,
                                         const std::string& component, const std::string& from,
                                         const std::string& to);
/// Without it and every step that calls it. Request classes that enter there stay, as a problem to
/// solve.
projection::Scenario without_operation(projection::Scenario scenario, const std::string& component,
                                       const std::string& operation);

}  // namespace headroom::gui
