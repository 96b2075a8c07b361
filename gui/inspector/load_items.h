// Request classes and surges: what of each can be typed, and what adding one means.
#pragma once

#include <QString>
#include <functional>
#include <string>
#include <vector>

#include "gui/inspector/scenario_fields.h"

namespace headroom::gui {

struct LoadItem {
  std::string name;
  QString title;        ///< "Class browse"
  std::string pointer;  ///< "/load/classes/browse"
  std::vector<ScenarioField> fields;
  /// The scenario without it; empty for the last class.
  std::function<projection::Scenario(projection::Scenario)> without;
};

/// In the order of the file. Fields write into whatever scenario has an item of that name.
std::vector<LoadItem> request_classes(const projection::Scenario& scenario);
std::vector<LoadItem> surges(const projection::Scenario& scenario);

/// A tenth of all requests, which enter where the first class does.
projection::Scenario with_class(projection::Scenario scenario);
/// Twice the ordinary load for an hour, in the middle of the horizon.
projection::Scenario with_surge(projection::Scenario scenario);

}  // namespace headroom::gui
