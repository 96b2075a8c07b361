#include "gui/canvas/graph.h"

#include <set>
#include <tuple>

#include "core/network/compile.h"
#include "core/projection/model.h"
#include "gui/style/words.h"

namespace headroom::gui {

Graph graph_of(const projection::Scenario& scenario, const Knowledge& knowledge) {
  Graph graph;
  std::map<std::string, int> index;
  for (const auto& [name, component] : scenario.architecture.components) {
    index.emplace(name, static_cast<int>(graph.names.size()));
    graph.names.push_back(text(name));
  }
  const architecture::Topology topology =
      network::topology_of(scenario.architecture, knowledge.kinds, knowledge.catalogue.sizes,
                           projection::entries_of(scenario));
  std::set<std::tuple<int, int, bool>> seen;
  for (const architecture::Link& link : topology.links) {
    const auto from = index.find(link.from.component);
    const auto to = index.find(link.to.component);
    if (from == index.end() || to == index.end() || from == to) continue;
    if (seen.emplace(from->second, to->second, link.synchronous).second)
      graph.arrows.push_back({from->second, to->second, link.synchronous});
  }
  return graph;
}

}  // namespace headroom::gui
