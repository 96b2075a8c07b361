#include "gui/canvas/walk.h"

#include <limits>
#include <vector>

namespace headroom::gui {
namespace {

constexpr double kBesideWeight = 2.0;  // what lies beside the direction counts as farther away

void follow(const Graph& graph, int component, std::vector<bool>& seen, QStringList& order) {
  const auto index = static_cast<std::size_t>(component);
  if (seen[index]) return;
  seen[index] = true;
  order << graph.names[component];
  for (const Arrow& arrow : graph.arrows)
    if (arrow.from == component) follow(graph, arrow.to, seen, order);
}

QStringList order_of_calls(const Graph& graph) {
  const auto count = static_cast<int>(graph.names.size());
  std::vector<bool> called(static_cast<std::size_t>(count), false);
  for (const Arrow& arrow : graph.arrows) called[static_cast<std::size_t>(arrow.to)] = true;
  std::vector<bool> seen(static_cast<std::size_t>(count), false);
  QStringList order;
  for (int i = 0; i < count; ++i)
    if (!called[static_cast<std::size_t>(i)]) follow(graph, i, seen, order);
  for (int i = 0; i < count; ++i) follow(graph, i, seen, order);  // of circles
  return order;
}

}  // namespace

QString nearest_towards(const Places& places, const QString& from, QPointF direction) {
  const auto start = places.find(from);
  if (start == places.end()) return {};
  QString nearest;
  double least = std::numeric_limits<double>::infinity();
  for (const auto& [name, at] : places) {
    const QPointF way = at - start->second;
    const double ahead = QPointF::dotProduct(way, direction);
    const double beside = std::abs(way.x() * direction.y() - way.y() * direction.x());
    const double distance = ahead + kBesideWeight * beside;
    if (ahead <= 0.0 || beside > ahead * kBesideWeight || distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return nearest;
}

QString next_along(const Graph& graph, const QString& from, bool back) {
  const QStringList order = order_of_calls(graph);
  const qsizetype now = order.indexOf(from);
  if (now < 0) return back || order.isEmpty() ? QString() : order.front();
  return order.value(back ? now - 1 : now + 1);
}

}  // namespace headroom::gui
