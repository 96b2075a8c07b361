// Ways over the canvas by keys.
#pragma once

#include <QPointF>
#include <QString>
#include <map>

#include "gui/canvas/graph.h"

namespace headroom::gui {

using Places = std::map<QString, QPointF>;

/// The nearest one that lies more in this direction than beside it; empty without any.
QString nearest_towards(const Places& places, const QString& from, QPointF direction);

/// The next along the calls, callers before those they call, each once; with `back` the one before.
/// From nothing the first. Empty at the end.
QString next_along(const Graph& graph, const QString& from, bool back);

}  // namespace headroom::gui
