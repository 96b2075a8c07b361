// The parts of validation. Each looks at one aspect and finds all its mistakes.
#pragma once

#include <vector>

#include "core/network/call_graph.h"
#include "core/network/compile.h"
#include "core/network/directory.h"
#include "core/network/findings.h"
#include "core/network/network.h"

namespace headroom::network {

/// Kinds, operations, named components, the kinds' own checks.
void check_components(const Directory& directory, Findings& findings);
/// Whether every required parameter is there; without them a kind can say nothing of a component.
bool is_complete(const architecture::Component& component, const ComponentKind& kind);
/// Steps that a kind does not accept, or that do not fit what they name.
void check_steps(const Directory& directory, Findings& findings);
/// Where request classes enter and what links lead to.
void check_entries(const Directory& directory, const std::vector<ClassEntry>& entries,
                   Findings& findings);
void check_links(const Directory& directory, const CallGraph& graph, Findings& findings);
/// Times that are probably not meant, as compiled.
void check_times(const Directory& directory, const Network& network, Findings& findings);

/// Why `target` resolves to nothing; `pointer` is where it is named.
void report_unknown(const Directory& directory, const architecture::Target& target,
                    const std::string& pointer, Findings& findings);

}  // namespace headroom::network
