#include "gui/explain/path_rows.h"

#include <algorithm>

#include "core/report/explanation.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using sim::PartKind;
using sim::PathNode;

std::vector<PathPart> parts_of(const PathNode& node, Requests requests) {
  std::vector<PathPart> parts;
  for (const sim::PartTime& part : node.parts)
    if (const double seconds = time_of(part, requests).estimate; seconds > 0.0)
      parts.push_back({cause_of(part), seconds, text(report::cause_words(part))});
  std::ranges::stable_sort(parts, {}, &PathPart::cause);
  return parts;
}

}  // namespace

TimeCause cause_of(const sim::PartTime& part) {
  switch (part.kind) {
    case PartKind::service:
      return TimeCause::service;
    case PartKind::waiting:
      return waiting_cause(part.label);
    case PartKind::network:
      return TimeCause::network;
    case PartKind::lost:
      return TimeCause::lost;
    case PartKind::pause:
    case PartKind::visits:  // no time
      return TimeCause::pause;
  }
  return TimeCause::pause;
}

const Estimate& time_of(const sim::PartTime& part, Requests requests) {
  return requests == Requests::all ? part.mean_s : part.band_s;
}

const Estimate& whole_of(const sim::Breakdown& breakdown, Requests requests) {
  return requests == Requests::all ? breakdown.mean_s : breakdown.band_s;
}

std::vector<PathRow> path_rows(const sim::Breakdown& breakdown, Requests requests) {
  std::vector<PathRow> rows;
  double now = 0.0;
  for (const PathNode& node : breakdown.nodes) {
    PathRow row{text(node.component),
                text(node.operation),
                node.depth,
                false,
                now,
                0.0,
                requests == Requests::all ? node.mean_s : node.band_s,
                parts_of(node, requests)};
    for (const PathPart& part : row.parts) now += part.seconds;
    row.end = now;
    rows.push_back(std::move(row));
  }
  // Callers stand before those they call.
  for (std::size_t i = rows.size(); i-- > 0;) {
    const std::uint32_t parent = breakdown.nodes[i].parent;
    if (parent == network::kNone) continue;
    rows[parent].calls = true;
    rows[parent].end = std::max(rows[parent].end, rows[i].end);
  }
  return rows;
}

CauseSums sums_of(const sim::Breakdown& breakdown, Requests requests) {
  CauseSums sums{};
  for (const sim::PartTime& part : breakdown.causes)
    sums[static_cast<std::size_t>(cause_of(part))] += time_of(part, requests).estimate;
  return sums;
}

}  // namespace headroom::gui
