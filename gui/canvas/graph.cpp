#include "gui/canvas/graph.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/network/compile.h"
#include "core/projection/model.h"
#include "gui/style/words.h"

namespace headroom::gui {

namespace {

/// Takes calls between two components together.
class Collector {
 public:
  explicit Collector(const projection::Scenario& scenario) {
    for (const auto& [name, component] : scenario.architecture.components) {
      index_.emplace(name, static_cast<int>(graph_.names.size()));
      graph_.names.push_back(text(name));
    }
  }

  void add(const std::string& from, const std::string& to, bool synchronous) {
    const auto a = index_.find(from);
    const auto b = index_.find(to);
    if (a == index_.end() || b == index_.end() || a == b) return;
    if (seen_.emplace(a->second, b->second, synchronous).second)
      graph_.arrows.push_back({a->second, b->second, synchronous});
  }
  [[nodiscard]] Graph graph() && { return std::move(graph_); }

 private:
  Graph graph_;
  std::map<std::string, int> index_;
  std::set<std::tuple<int, int, bool>> seen_;
};

/// What parameters name is drawn before any request comes that way.
void add_named(const architecture::Component& component, const network::ComponentKind& kind,
               Collector& arrows) {
  for (const architecture::ParameterSpec& row : kind.parameters()) {
    if (row.type != architecture::ParameterType::component) continue;
    const auto typed = component.parameters.find(std::string(row.name));
    if (typed == component.parameters.end()) continue;
    const auto& other = std::get<std::string>(typed->second.value);
    if (kind.intake() == network::Intake::dispatch)
      arrows.add(other, component.name, false);
    else
      arrows.add(component.name, other, true);
  }
}

}  // namespace

Graph graph_of(const projection::Scenario& scenario, const Knowledge& knowledge) {
  Collector arrows(scenario);
  for (const auto& [name, component] : scenario.architecture.components)
    if (const network::ComponentKind* kind = knowledge.kinds.find(component.kind))
      add_named(component, *kind, arrows);
  const architecture::Topology topology =
      network::topology_of(scenario.architecture, knowledge.kinds, knowledge.catalogue.sizes,
                           projection::entries_of(scenario));
  for (const architecture::Link& link : topology.links)
    arrows.add(link.from.component, link.to.component, link.synchronous);
  return std::move(arrows).graph();
}

}  // namespace headroom::gui
