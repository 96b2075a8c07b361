// What of a scenario as a whole can be typed: how it reads, and what typing means.
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "core/base/result.h"
#include "core/projection/scenario.h"

namespace headroom::gui {

struct ScenarioField {
  QString group;
  QString label;
  QString help;
  QString when_empty;
  /// Where it stands in a file; several for what is written in several ways. Empty: no override.
  std::vector<std::string> pointers;
  /// As one would type it; empty where it is not set.
  std::function<QString(const projection::Scenario&)> read;
  /// The scenario with the typed text, or what is wrong with it.
  std::function<Result<projection::Scenario>(projection::Scenario, const std::string&)> write;
};

/// In the order of the form.
const std::vector<ScenarioField>& scenario_fields();

}  // namespace headroom::gui
