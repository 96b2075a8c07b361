// Figures that stand in when a component is drawn, so that there is something to replace.
#pragma once

#include "core/architecture/component.h"
#include "core/network/kind.h"

namespace headroom::gui {

/// Fills what the kind requires and gives it an operation where operations are typed; each figure
/// has the evidence "assumption".
void add_starting_values(architecture::Component& component, const network::ComponentKind& kind);

}  // namespace headroom::gui
