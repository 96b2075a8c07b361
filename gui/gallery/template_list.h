// Scenarios to start from, as the program brings them.
#pragma once

#include <QString>
#include <vector>

#include "gui/canvas/graph.h"
#include "gui/canvas/layout.h"

namespace headroom::gui {

struct Template {
  QString name;
  QString when;  ///< the first sentence of its description
  projection::Scenario scenario;
  Graph graph;
  Layout layout;
};

/// Only those that can be read with these kinds: nothing is offered that does not work.
std::vector<Template> builtin_templates(const Knowledge& knowledge);

}  // namespace headroom::gui
