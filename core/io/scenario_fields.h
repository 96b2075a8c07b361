// The top level of a scenario.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/io/fields.h"
#include "core/io/load_fields.h"
#include "core/projection/scenario.h"

namespace headroom::io {

/// The components: their fields depend on their kinds, so they are read and written apart.
struct ComponentsText {
  const Json* typed = nullptr;
  std::optional<Json> written;
};

/// A scenario as typed.
struct ScenarioText {
  std::string format;
  std::string name;
  std::string description;
  projection::Horizon horizon;
  projection::Prices prices;
  projection::Targets targets;
  LoadText load;
  ComponentsText components;
  std::map<std::string, projection::PlatformCost> platform;
  std::vector<std::string> assumptions;
};

Table<ScenarioText> scenario_fields();

/// A file that changes another scenario.
struct WhatIfText {
  std::string format;
  std::string name;
  std::string description;
  std::string extends;
  const Json* changes = nullptr;
};

Table<WhatIfText> what_if_fields();

}  // namespace headroom::io
