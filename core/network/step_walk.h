// Every step of a component, nested ones included, with the place where it stands in the scenario.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/architecture/component.h"

namespace headroom::network {

/// `pointer` is that of the step: "/components/api/operations/page/1".
using StepVisitor = std::function<void(const architecture::Step& step, const std::string& pointer)>;

/// In the order of the file: a step before the steps in it.
void walk_steps(const architecture::Component& component, const StepVisitor& visit);

/// The word by which a step is written: "cpu", "call", ...
std::string_view name_of(const architecture::Step& step);

}  // namespace headroom::network
