// The user's mistakes that kinds find. Pointers are relative to the component.
#pragma once

#include <string>

#include "core/architecture/settings.h"
#include "core/base/diagnostic.h"

namespace headroom::models {

Diagnostic mistake(std::string code, std::string pointer, std::string message, std::string hint);

/// The same as a warning: nothing is refused.
Diagnostic caution(std::string code, std::string pointer, std::string message, std::string hint);

/// Error "unknown-size" for the id typed for `parameter`, with the nearest known one.
Diagnostic unknown_size(const architecture::Settings& settings, const std::string& parameter);

}  // namespace headroom::models
