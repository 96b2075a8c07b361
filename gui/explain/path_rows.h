// The critical path of one request, laid out along its time.
#pragma once

#include <QString>
#include <array>
#include <vector>

#include "core/sim/explain.h"
#include "gui/style/time_cause.h"

namespace headroom::gui {

TimeCause cause_of(const sim::PartTime& part);

/// The mean of all requests, or of those near the p95.
enum class Requests : std::uint8_t { all, near_p95 };
const Estimate& time_of(const sim::PartTime& part, Requests requests);
const Estimate& whole_of(const sim::Breakdown& breakdown, Requests requests);

struct PathPart {
  TimeCause cause = TimeCause::service;
  double seconds = 0.0;
  QString words;  ///< "waiting for connections"
};

/// One operation: its own parts from `begin` on, then those that it calls, until `end`.
struct PathRow {
  QString component;
  QString operation;
  std::uint32_t depth = 0;
  bool calls = false;  ///< others on the path
  double begin = 0.0;  ///< seconds from the arrival of the request
  double end = 0.0;
  Estimate own;  ///< of all its own parts
  std::vector<PathPart> parts;
};
std::vector<PathRow> path_rows(const sim::Breakdown& breakdown, Requests requests);

/// Seconds by cause, wherever they are spent.
using CauseSums = std::array<double, kTimeCauses>;
CauseSums sums_of(const sim::Breakdown& breakdown, Requests requests);

}  // namespace headroom::gui
