#include "gui/canvas/align.h"

#include <algorithm>
#include <vector>

namespace headroom::gui {
namespace {

/// The coordinate that an alignment changes.
bool is_horizontal(Alignment how) {
  return how == Alignment::left || how == Alignment::center || how == Alignment::right ||
         how == Alignment::across;
}

Places spread(Places places, Alignment how) {
  std::vector<std::pair<double, QString>> order;
  for (const auto& [name, at] : places)
    order.emplace_back(is_horizontal(how) ? at.x() : at.y(), name);
  std::ranges::sort(order);
  const double first = order.front().first;
  const double step = (order.back().first - first) / static_cast<double>(order.size() - 1);
  for (std::size_t i = 0; i < order.size(); ++i) {
    QPointF& at = places.at(order[i].second);
    (is_horizontal(how) ? at.rx() : at.ry()) = first + step * static_cast<double>(i);
  }
  return places;
}

}  // namespace

Places aligned(const Places& places, Alignment how) {
  if (places.size() < 2) return places;
  if (how == Alignment::across || how == Alignment::down) return spread(places, how);
  double least = 0.0;
  double most = 0.0;
  bool first = true;
  for (const auto& [name, at] : places) {
    const double value = is_horizontal(how) ? at.x() : at.y();
    least = first ? value : std::min(least, value);
    most = first ? value : std::max(most, value);
    first = false;
  }
  const bool to_least = how == Alignment::left || how == Alignment::top;
  const bool to_most = how == Alignment::right || how == Alignment::bottom;
  const double target = to_least ? least : to_most ? most : (least + most) / 2.0;
  Places after = places;
  for (auto& [name, at] : after) (is_horizontal(how) ? at.rx() : at.ry()) = target;
  return after;
}

}  // namespace headroom::gui
