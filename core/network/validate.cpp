#include <algorithm>
#include <cstddef>
#include <string>

#include "core/network/call_graph.h"
#include "core/network/checks.h"
#include "core/network/compile.h"
#include "core/network/directory.h"
#include "core/network/findings.h"

namespace headroom::network {
namespace {

Diagnostic too_many_components(std::size_t components) {
  return {Severity::error,
          Fault::limit_reached,
          "too-many-components",
          {},
          "/components",
          std::to_string(components) + " components; expected at most " +
              std::to_string(kMaximumComponents),
          "put components that are alike into one, with replicas"};
}

bool queues_exist(const Directory& directory, const CallGraph& graph) {
  return std::ranges::all_of(graph.feeds, [&](const architecture::Link& feed) {
    return directory.component(feed.from.component) != nullptr;
  });
}

/// Warnings only where every name leads somewhere: a mistyped name makes its target unreachable
/// too.
void check_graph(const architecture::Topology& topology, bool names_hold, Findings& findings) {
  const Diagnostics found = architecture::check_topology(topology);
  for (const Diagnostic& diagnostic : found.all())
    if (names_hold || diagnostic.severity == Severity::error) findings.add(diagnostic);
}

}  // namespace

Diagnostics validate(const architecture::Architecture& architecture, const KindList& kinds,
                     const architecture::SizeTable& sizes, const std::vector<ClassEntry>& entries) {
  Findings findings;
  if (architecture.components.size() > kMaximumComponents) {
    findings.add(too_many_components(architecture.components.size()));
    return findings.all();
  }
  const Directory directory(architecture, kinds, sizes);
  check_components(directory, findings);
  check_steps(directory, findings);
  check_entries(directory, entries, findings);
  const CallGraph graph = call_graph(directory, entries);
  check_links(directory, graph, findings);
  const architecture::Topology topology = topology_of(directory, graph, entries);
  const bool names_hold = graph.broken.empty() && topology.entries.size() == entries.size() &&
                          queues_exist(directory, graph);
  check_graph(topology, names_hold, findings);
  if (findings.has_errors()) return findings.all();
  const auto network = compile(architecture, kinds, sizes, entries);
  for (const Diagnostic& diagnostic : network.diagnostics().all()) findings.add(diagnostic);
  if (network) check_times(directory, *network, findings);
  return findings.all();
}

}  // namespace headroom::network
