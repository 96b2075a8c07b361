// Changes of all steps of an operation, however deep they are nested.
#pragma once

#include <functional>
#include <string>

#include "core/architecture/component.h"

namespace headroom::gui {

/// What a component's name becomes; empty: steps that name it go.
using NewName = std::function<std::string(const std::string&)>;

/// What a call or message goes to instead; without a component: the step goes.
using NewTarget = std::function<architecture::Target(const architecture::Target&)>;

/// Calls, messages and read-throughs aimed elsewhere or dropped. A read through a cache that is
/// dropped leaves the steps of its miss.
architecture::Steps retargeted(const architecture::Steps& steps, const NewTarget& target);
/// The same by components alone.
architecture::Steps renamed(const architecture::Steps& steps, const NewName& name);

}  // namespace headroom::gui
