#include "gui/document/changes.h"

#include "core/random/distribution.h"

namespace headroom::gui {

using architecture::Parameter;
using architecture::ParameterSpec;
using architecture::ParameterType;

Parameter parameter_of(const ParameterSpec& row, const std::string& typed) {
  if (row.type == ParameterType::quantity) return {Uncertain{}, typed};
  if (row.type == ParameterType::distribution)
    return {random::Distribution::deterministic(0.0), typed};
  if (row.type == ParameterType::flag) return {typed == "true", typed};
  return {typed, typed};
}

projection::Scenario with_parameter(projection::Scenario scenario, const std::string& component,
                                    const ParameterSpec& row, const std::string& typed) {
  auto& parameters = scenario.architecture.components.at(component).parameters;
  const std::string name(row.name);
  if (typed.empty())
    parameters.erase(name);
  else
    parameters.insert_or_assign(name, parameter_of(row, typed));
  return scenario;
}

projection::Scenario with_evidence(projection::Scenario scenario, const std::string& component,
                                   const std::string& subject, const std::string& kind) {
  auto& evidence = scenario.architecture.components.at(component).evidence;
  const auto known = evidence.find(subject);
  if (kind.empty())
    evidence.erase(subject);
  else if (known == evidence.end() || !known->second.starts_with(kind))
    evidence.insert_or_assign(subject, kind);
  return scenario;
}

projection::Scenario with_owner(projection::Scenario scenario, const std::string& component,
                                const std::string& owner) {
  scenario.architecture.components.at(component).owner = owner;
  return scenario;
}

}  // namespace headroom::gui
