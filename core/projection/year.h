// The year, hour by hour: what is asked of the system in every month of one world.
#pragma once

#include <optional>
#include <vector>

#include "core/projection/model.h"
#include "core/workload/forecast.h"

namespace headroom::projection {

/// Requests per second that a stated load makes. For rates the load itself; for a population of
/// users the throughput of the analytic solver, tabulated and interpolated linearly.
class Throughput {
 public:
  /// Tabulates loads from 0 to `maximum`; beyond it the last slope goes on.
  Throughput(const Model& model, double maximum);
  [[nodiscard]] double at(double load) const;

 private:
  double step_ = 0.0;
  std::vector<double> table_;  ///< empty: the load is a rate
};

struct MonthWalk {
  workload::MonthLoad load;
  double hours = 0.0;
  double requests = 0.0;  ///< in the month, surges included
};

/// One entry for every month of the forecast.
std::vector<MonthWalk> walk(const workload::Forecast& forecast, const Throughput& throughput);

/// The first hour whose ordinary load is at least `load`; nothing when the
/// horizon ends before it.
std::optional<Instant> first_hour_at(const workload::Forecast& forecast, double load);

}  // namespace headroom::projection
