// Which resource limits the system: what doubling each of them would save.
#pragma once

#include <string>
#include <vector>

#include "core/projection/model.h"
#include "core/projection/projection.h"

namespace headroom::projection {

/// Every resource whose doubling shortens the mean response of the load by the analytic solver, the
/// largest gain first. Empty when the solver finds no steady state or nothing waits.
std::vector<Bottleneck> bottlenecks(const Model& model, double offered);

/// What limits a window: the resource whose backlog grows when it is unstable, else the first of
/// its bottlenecks, else its busiest resource.
struct Culprit {
  std::string component;
  std::string resource;
};
Culprit culprit_of(const Model& model, const Window& window);

}  // namespace headroom::projection
