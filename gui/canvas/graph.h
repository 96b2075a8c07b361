// The components and the arrows between them, as a picture shows them.
#pragma once

#include <QStringList>
#include <vector>

#include "core/projection/scenario.h"
#include "gui/document/knowledge.h"

namespace headroom::gui {

/// All calls of one kind from one component to another.
struct Arrow {
  int from = 0;  ///< index into Graph::names
  int to = 0;
  bool synchronous = true;

  friend bool operator==(const Arrow&, const Arrow&) = default;
};

struct Graph {
  QStringList names;  ///< sorted
  std::vector<Arrow> arrows;

  friend bool operator==(const Graph&, const Graph&) = default;
};

/// From the topology of core, calls between two components taken together. Calls to components that
/// are not there are left out.
Graph graph_of(const projection::Scenario& scenario, const Knowledge& knowledge);

}  // namespace headroom::gui
