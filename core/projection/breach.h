// When which target is first not kept.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/projection/model.h"
#include "core/projection/projection.h"
#include "core/projection/sensitivity.h"
#include "core/projection/worlds.h"
#include "core/workload/forecast.h"

namespace headroom::projection {

/// One limit to keep, over all classes or of one of them.
struct Judged {
  TargetKind target = TargetKind::latency_p95;
  std::string request_class;
  double limit = 0.0;
};

/// Every typed target that windows are judged by, and stability.
std::vector<Judged> judged_by_windows(const Scenario& scenario);

/// What one of the solvers says of the target; nothing where an unstable window has no such figure.
std::optional<Estimate> measured_in(const Judged& judged, const network::Performance& performance);
/// What the simulation of the window says of the target, or of the passage of a surge that
/// autoscalers are too late for; nothing where an unstable window has no such figure.
std::optional<Estimate> measured(const Judged& judged, const Window& window);
/// True for a latency where the backlog grows, and with it every response: that of all requests, or
/// of a class that leaves slower than it arrives.
bool is_unbounded(const Judged& judged, const Window& window);
/// True when it is not kept: the estimate is beyond the limit, or it has none.
bool broken(const Judged& judged, const Window& window);

/// First breach of every target at the peak hours, and in the surges before it; by date. `months`
/// holds windows and bills; `sensitivity` is of the same model. Once stopped, of any load.
std::vector<Breach> find_breaches(const Model& model, const std::vector<MonthResult>& months,
                                  const workload::Forecast& central,
                                  const std::vector<WorldYear>& worlds, Sensitivity& sensitivity,
                                  const std::stop_token& stop);

/// The lowest offered load at which a target breaks: in the month of the first breach at a peak
/// hour, else beyond the busiest peak hour by the analytic solver, scaled to agree with it. Nothing
/// when no load breaks any target. Once stopped, any load.
std::optional<double> critical_load(const Model& model, const std::vector<MonthResult>& months,
                                    const std::vector<Breach>& breaches,
                                    const std::stop_token& stop);

}  // namespace headroom::projection
