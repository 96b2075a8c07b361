// What drawing means: components added, connected, copied, renamed and taken away, as changed
// copies of a scenario.
#pragma once

#include <string>
#include <vector>

#include "core/projection/scenario.h"
#include "gui/document/knowledge.h"

namespace headroom::gui {

struct Added {
  projection::Scenario scenario;
  std::vector<std::string> names;  ///< of the new components
};

/// A component of this kind with a free name. What the kind requires, and an operation where it has
/// any, stands in with a figure that is marked as an assumption. Where nothing enters yet, all
/// requests enter at the first component that takes calls.
Added with_component(projection::Scenario scenario, const Knowledge& knowledge,
                     const std::string& kind);

/// Why `from` cannot call or feed `to`; empty when it can.
std::string refusal_to_connect(const projection::Scenario& scenario, const Knowledge& knowledge,
                               const std::string& from, const std::string& to);
/// A parameter that names the other, or a step at the end of the first operation of `from`: a call,
/// a message, a read through a cache. What entered at `to` enters at a balancer or at users that
/// are put in front of it. Needs a connection that is not refused.
projection::Scenario with_connection(projection::Scenario scenario, const Knowledge& knowledge,
                                     const std::string& from, const std::string& to);

/// Without these components and every step and parameter that names them. Request classes that
/// enter there stay, as a problem to solve.
projection::Scenario without(projection::Scenario scenario, const std::vector<std::string>& names);

/// Copies under free names; calls between the copied ones go to the copies.
Added with_copies(projection::Scenario scenario,
                  const std::vector<architecture::Component>& components);

/// Renamed everywhere. Needs a free name.
projection::Scenario with_name(projection::Scenario scenario, const std::string& from,
                               const std::string& to);
/// "web", "web-2", "web-3": the first that no component has.
std::string free_name(const projection::Scenario& scenario, const std::string& wanted);

}  // namespace headroom::gui
