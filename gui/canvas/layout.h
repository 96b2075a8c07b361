// Where cards and arrows go: left to right along the calls.
#pragma once

#include <QPainterPath>
#include <QPointF>
#include <functional>
#include <vector>

#include "gui/canvas/graph.h"

class QProcess;
class QObject;

namespace headroom::gui {

struct Layout {
  std::vector<QPointF> cards;  ///< upper left corners, by Graph::names, on the snap grid
  /// Bends of each arrow that keep it off the cards, by Graph::arrows: control points of cubic
  /// curves from the right side of a card to the left side of the other. Empty: a plain curve.
  std::vector<std::vector<QPointF>> bends;
};

/// Without any program: cards in columns by the longest way to them, each column ordered by where
/// its callers stand (barycentre heuristic). [Sugiyama, Tagawa, Toda 1981]
Layout layered_layout(const Graph& graph);

/// What the program `dot` (Graphviz) reads, and what its output "plain" says. The latter is empty
/// when it cannot be read.
QByteArray dot_text(const Graph& graph);
Layout read_dot_plain(const QByteArray& plain, const Graph& graph);

/// Runs `dot` beside the event loop; `done` gets an empty layout when there is no such program or
/// it fails. The process belongs to `owner`.
void run_dot(const Graph& graph, QObject* owner, std::function<void(Layout)> done);

}  // namespace headroom::gui
