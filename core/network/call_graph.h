// Who calls whom, as drawn: the links of all kinds followed from what the file defines.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/architecture/topology.h"
#include "core/network/compile.h"
#include "core/network/directory.h"

namespace headroom::network {

struct CallGraph {
  /// Every operation that the file defines or that somebody asks for.
  std::set<architecture::Target> operations;
  std::vector<architecture::Link> links;   ///< both ends exist and are named in full
  std::vector<architecture::Link> broken;  ///< as drawn; they lead to nothing
  std::vector<architecture::Link> feeds;   ///< as drawn; from queues to workers

  /// Names of the operations of one component, sorted.
  [[nodiscard]] std::vector<std::string> operations_of(const std::string& component) const;
};

/// Components of unknown kinds have no links.
CallGraph call_graph(const Directory& directory, const std::vector<ClassEntry>& entries);

/// The graph as questions are asked of it, with those entries that exist.
architecture::Topology topology_of(const Directory& directory, const CallGraph& graph,
                                   const std::vector<ClassEntry>& entries);

}  // namespace headroom::network
