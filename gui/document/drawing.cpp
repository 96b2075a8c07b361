#include "gui/document/drawing.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/contracts.h"
#include "gui/document/changes.h"
#include "gui/document/starting_values.h"
#include "gui/document/step_edits.h"
#include "gui/style/icons.h"

namespace headroom::gui {
namespace {

using namespace architecture;
using network::ComponentKind;
using network::Intake;
using projection::Scenario;

constexpr const char* kFirstOperation = "main";

const Component* find(const Scenario& scenario, const std::string& name) {
  const auto found = scenario.architecture.components.find(name);
  return found == scenario.architecture.components.end() ? nullptr : &found->second;
}

const ComponentKind* kind_of(const Scenario& scenario, const Knowledge& knowledge,
                             const std::string& name) {
  const Component* component = find(scenario, name);
  return component ? knowledge.kinds.find(component->kind) : nullptr;
}

/// The parameter by which a kind names another component: "to", "from".
const ParameterSpec* component_row(const ComponentKind& kind) {
  const auto rows = kind.parameters();
  const auto found = std::ranges::find(rows, ParameterType::component, &ParameterSpec::type);
  return found == rows.end() ? nullptr : &*found;
}

/// By its table: a component that is being drawn may lack the figure itself.
bool is_cache(const ComponentKind& kind) {
  return std::ranges::find(kind.parameters(), "hit_ratio", &ParameterSpec::name) !=
         kind.parameters().end();
}

/// The step by which operations of one kind reach another.
std::string step_to(const ComponentKind& to) {
  if (to.intake() == Intake::messages) return "send";
  return is_cache(to) ? "read_through" : "call";
}

bool accepts(const ComponentKind& kind, const std::string& step) {
  return std::ranges::find(kind.steps(), step) != kind.steps().end();
}

Step step_naming(const std::string& step, const Component& to) {
  const std::string operation = to.operations.empty() ? "" : to.operations.begin()->first;
  if (step == "send") return {Send{{to.name, operation}}};
  if (step == "read_through") return {ReadThrough{to.name, {}}};
  Call call;
  call.target = {to.name, operation};
  return {call};
}

std::string words_of(const ComponentKind& kind) { return kind_label(kind.name()).toStdString(); }

std::string entry_operation(const Component& component) {
  return component.operations.empty() ? kFirstOperation : component.operations.begin()->first;
}

/// Requests come to what stands in front, unless some already do.
void move_entries(Scenario& scenario, const std::string& behind, const std::string& front) {
  auto& classes = scenario.load.classes;
  const bool served = std::ranges::any_of(
      classes, [&](const workload::RequestClass& one) { return one.component == front; });
  if (served) return;
  for (workload::RequestClass& one : classes)
    if (one.component == behind) one.component = front;
}

void rename_references(Component& component, const NewName& name) {
  for (auto& [operation, steps] : component.operations) steps = renamed(steps, name);
}

/// Parameters that name a component; those whose name becomes empty go.
void rename_parameters(Component& component, const std::set<std::string>& names,
                       const NewName& name) {
  for (const char* reference : {"to", "from"}) {
    const auto found = component.parameters.find(reference);
    if (found == component.parameters.end()) continue;
    const auto* value = std::get_if<std::string>(&found->second.value);
    if (!value || !names.contains(*value)) continue;
    const std::string now = name(*value);
    if (now.empty())
      component.parameters.erase(found);
    else
      found->second = {now, now};
  }
}

}  // namespace

std::string free_name(const Scenario& scenario, const std::string& wanted) {
  std::string name = wanted;
  for (int i = 2; find(scenario, name); ++i) name = wanted + "-" + std::to_string(i);
  return name;
}

Added with_component(Scenario scenario, const Knowledge& knowledge, const std::string& kind) {
  const ComponentKind* known = knowledge.kinds.find(kind);
  HEADROOM_EXPECTS(known != nullptr);
  Component component;
  std::string wanted = words_of(*known);
  std::ranges::replace(wanted, ' ', '-');
  component.name = free_name(scenario, wanted);
  component.kind = kind;
  add_starting_values(component, *known);
  const std::string name = component.name;
  if (scenario.load.classes.empty() && known->intake() == Intake::calls)
    scenario.load.classes.push_back({"requests", Ratio(1.0), name, entry_operation(component)});
  scenario.architecture.components.emplace(name, std::move(component));
  return {std::move(scenario), {name}};
}

std::string refusal_to_connect(const Scenario& scenario, const Knowledge& knowledge,
                               const std::string& from, const std::string& to) {
  const ComponentKind* source = kind_of(scenario, knowledge, from);
  const ComponentKind* target = kind_of(scenario, knowledge, to);
  if (!source || !target) return "there is nothing to connect to";
  if (from == to) return "a component does not call itself";
  if (source->intake() == Intake::messages)
    return target->intake() == Intake::dispatch ? "" : "a queue hands its messages to workers only";
  if (target->intake() == Intake::dispatch) return "a worker takes its messages from a queue";
  const bool by_parameter =
      source->operations() == network::Operations::implicit && component_row(*source);
  if (by_parameter)
    return target->intake() == Intake::messages ? "a message is sent by a step" : "";
  if (accepts(*source, step_to(*target))) return "";
  return from + " makes no such calls: it is a " + words_of(*source);
}

Scenario with_connection(Scenario scenario, const Knowledge& knowledge, const std::string& from,
                         const std::string& to) {
  const ComponentKind* source = kind_of(scenario, knowledge, from);
  const ComponentKind* target = kind_of(scenario, knowledge, to);
  if (source->intake() == Intake::messages)
    return with_parameter(std::move(scenario), to, *component_row(*target), from);
  if (source->operations() == network::Operations::implicit) {
    move_entries(scenario, to, from);
    return with_parameter(std::move(scenario), from, *component_row(*source), to);
  }
  const Component callee = *find(scenario, to);
  Component& caller = scenario.architecture.components.at(from);
  if (caller.operations.empty()) caller.operations.emplace(kFirstOperation, Steps{});
  const std::string step = step_to(*target);
  caller.operations.begin()->second.push_back(step_naming(step, callee));
  return scenario;
}

Scenario without(Scenario scenario, const std::vector<std::string>& names) {
  const std::set<std::string> gone(names.begin(), names.end());
  for (const std::string& name : names) scenario.architecture.components.erase(name);
  const NewName kept = [&](const std::string& name) {
    return gone.contains(name) ? std::string() : name;
  };
  for (auto& [name, component] : scenario.architecture.components) {
    rename_references(component, kept);
    rename_parameters(component, gone, kept);
  }
  return scenario;
}

Added with_copies(Scenario scenario, const std::vector<Component>& components) {
  Added added{std::move(scenario), {}};
  std::map<std::string, std::string> new_names;
  std::set<std::string> copied;
  for (const Component& original : components) {
    Component copy = original;
    copy.name = free_name(added.scenario, original.name);
    new_names[original.name] = copy.name;
    copied.insert(original.name);
    added.names.push_back(copy.name);
    added.scenario.architecture.components.emplace(copy.name, std::move(copy));
  }
  const NewName to_copy = [&](const std::string& name) {
    const auto found = new_names.find(name);
    return found == new_names.end() ? name : found->second;
  };
  for (const std::string& name : added.names) {
    Component& copy = added.scenario.architecture.components.at(name);
    rename_references(copy, to_copy);
    rename_parameters(copy, copied, to_copy);
  }
  return added;
}

Scenario with_name(Scenario scenario, const std::string& from, const std::string& to) {
  HEADROOM_EXPECTS(find(scenario, from) && !find(scenario, to));
  auto node = scenario.architecture.components.extract(from);
  node.key() = to;
  node.mapped().name = to;
  scenario.architecture.components.insert(std::move(node));
  const NewName name = [&](const std::string& known) { return known == from ? to : known; };
  for (auto& [key, component] : scenario.architecture.components) {
    rename_references(component, name);
    rename_parameters(component, {from}, name);
  }
  for (workload::RequestClass& one : scenario.load.classes)
    if (one.component == from) one.component = to;
  return scenario;
}

}  // namespace headroom::gui
