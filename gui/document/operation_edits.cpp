#include "gui/document/operation_edits.h"

#include <utility>

#include "core/base/contracts.h"
#include "gui/document/starting_values.h"
#include "gui/document/step_edits.h"

namespace headroom::gui {
namespace {

using architecture::Component;
using architecture::Target;
using projection::Scenario;

void retarget_all(Scenario& scenario, const NewTarget& target) {
  for (auto& [name, component] : scenario.architecture.components)
    for (auto& [operation, steps] : component.operations) steps = retargeted(steps, target);
}

std::string free_operation(const Component& component) {
  std::string name = "operation";
  for (int i = 2; component.operations.contains(name); ++i) name = "operation-" + std::to_string(i);
  return name;
}

architecture::Steps first_steps(const network::ComponentKind& kind) {
  Component example;
  add_starting_values(example, kind);
  return example.operations.empty() ? architecture::Steps() : example.operations.begin()->second;
}

}  // namespace

bool has_operations(const Knowledge& knowledge, const std::string& kind) {
  const network::ComponentKind* known = knowledge.kinds.find(kind);
  return known != nullptr && known->operations() == network::Operations::typed;
}

Scenario with_operation(Scenario scenario, const Knowledge& knowledge,
                        const std::string& component) {
  Component& changed = scenario.architecture.components.at(component);
  const network::ComponentKind* kind = knowledge.kinds.find(changed.kind);
  HEADROOM_EXPECTS(kind != nullptr);
  changed.operations.emplace(free_operation(changed), first_steps(*kind));
  return scenario;
}

Scenario with_operation_name(Scenario scenario, const std::string& component,
                             const std::string& from, const std::string& to) {
  auto& operations = scenario.architecture.components.at(component).operations;
  HEADROOM_EXPECTS(operations.contains(from) && !operations.contains(to));
  auto node = operations.extract(from);
  node.key() = to;
  operations.insert(std::move(node));
  const Target renamed_one{component, from};
  retarget_all(scenario, [&](const Target& target) {
    return target == renamed_one ? Target{component, to} : target;
  });
  for (workload::RequestClass& one : scenario.load.classes)
    if (one.component == component && one.operation == from) one.operation = to;
  return scenario;
}

Scenario without_operation(Scenario scenario, const std::string& component,
                           const std::string& operation) {
  scenario.architecture.components.at(component).operations.erase(operation);
  const Target gone{component, operation};
  retarget_all(scenario, [&](const Target& target) { return target == gone ? Target{} : target; });
  return scenario;
}

}  // namespace headroom::gui
