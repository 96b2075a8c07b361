#include <algorithm>
#include <string>
#include <variant>

#include "core/base/did_you_mean.h"
#include "core/network/checks.h"

namespace headroom::network {
namespace {

using architecture::Component;
using architecture::ParameterSpec;
using architecture::ParameterType;

std::string pointer_to(const Component& component) { return "/components/" + component.name; }

void check_kind(const Component& component, const KindList& kinds, Findings& findings) {
  const std::vector<std::string> known = kinds.names();
  std::string hint = did_you_mean(component.kind, known);
  if (hint.empty()) hint = "known kinds: " + listed(known);
  findings.error("unknown-kind", pointer_to(component) + "/kind",
                 "there is no kind \"" + component.kind + "\"", hint);
}

bool has_work(const Component& component) {
  return std::ranges::any_of(component.operations,
                             [](const auto& operation) { return !operation.second.empty(); });
}

/// A health check may do nothing that counts; more often its steps were forgotten.
void check_empty_operations(const Component& component, Findings& findings) {
  for (const auto& [name, steps] : component.operations)
    if (steps.empty())
      findings.warning("empty-operation", pointer_to(component) + "/operations/" + name,
                       component.name + "." + name + " has no steps: it is answered at once",
                       "give it steps or remove it");
}

void check_operations(const Component& component, const ComponentKind& kind, Findings& findings) {
  const std::string name(kind.name());
  const bool typed = kind.operations() == Operations::typed;
  if (typed && !has_work(component))
    findings.error("no-work", pointer_to(component), component.name + " has no work to do",
                   "give it an operation with at least one step");
  else if (typed)
    check_empty_operations(component, findings);
  if (kind.operations() == Operations::implicit && !component.operations.empty())
    findings.error("operations-not-allowed", pointer_to(component) + "/operations",
                   "a component of kind " + name + " has no operations of its own",
                   "remove them; it does what others ask of it");
}

/// The component that this parameter names, if it is one that names components.
void check_named_component(const Directory& directory, const Component& component,
                           const ParameterSpec& row, Findings& findings) {
  const auto typed = component.parameters.find(std::string(row.name));
  if (row.type != ParameterType::component || typed == component.parameters.end()) return;
  const auto* name = std::get_if<std::string>(&typed->second.value);
  if (name != nullptr && directory.component(*name) == nullptr)
    report_unknown(directory, {*name, ""}, pointer_to(component) + "/" + typed->first, findings);
}

bool lacks(const Component& component, const ParameterSpec& row) {
  return row.required && !component.parameters.contains(std::string(row.name));
}

void check_required(const Component& component, const ComponentKind& kind, Findings& findings) {
  for (const ParameterSpec& row : kind.parameters())
    if (lacks(component, row))
      findings.error("parameter-missing", pointer_to(component),
                     component.name + " has no " + std::string(row.name), std::string(row.doc));
}

/// What is typed but has no effect, because what it goes with is not typed; unless the kind itself
/// found fault with it.
void check_idle(const Component& component, const ComponentKind& kind, const Diagnostics& own,
                Findings& findings) {
  for (const ParameterSpec& row : kind.parameters()) {
    const std::string name(row.name);
    const std::string needs(row.needs);
    if (needs.empty() || component.parameters.contains(needs)) continue;
    if (component.parameters.contains(name) &&
        std::ranges::find(own.all(), "/" + name, &Diagnostic::pointer) == own.all().end())
      findings.warning("no-effect", pointer_to(component) + "/" + name,
                       name + " has no effect without " + needs, "set " + needs + " or remove it");
  }
}

void check_by_kind(const Directory& directory, const Component& component,
                   const ComponentKind& kind, Findings& findings) {
  const Diagnostics own = kind.check(directory.settings(component.name));
  for (Diagnostic diagnostic : own.all()) {
    diagnostic.pointer.insert(0, pointer_to(component));
    findings.add(diagnostic);
  }
  check_idle(component, kind, own, findings);
}

}  // namespace

bool is_complete(const Component& component, const ComponentKind& kind) {
  return std::ranges::none_of(kind.parameters(),
                              [&](const ParameterSpec& row) { return lacks(component, row); });
}

void check_components(const Directory& directory, Findings& findings) {
  for (const auto& [name, component] : directory.architecture().components) {
    const ComponentKind* kind = directory.kind_of(name);
    if (kind == nullptr) {
      check_kind(component, directory.kinds(), findings);
      continue;
    }
    check_operations(component, *kind, findings);
    for (const ParameterSpec& row : kind->parameters())
      check_named_component(directory, component, row, findings);
    check_required(component, *kind, findings);
    if (is_complete(component, *kind)) check_by_kind(directory, component, *kind, findings);
  }
}

}  // namespace headroom::network
