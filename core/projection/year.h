// The year, hour by hour: what is asked of the system in every month of one world.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/projection/model.h"
#include "core/workload/forecast.h"

namespace headroom::projection {

/// Requests per second that a stated load makes. For rates the load itself; for a population of
/// users the throughput of the analytic solver, tabulated and interpolated linearly.
class Throughput {
 public:
  /// Tabulates loads from 0 to `maximum`; beyond it the last slope goes on. Needs the model as long
  /// as it lives. Once stopped, the table holds no answers.
  Throughput(const Model& model, double maximum, const std::stop_token& stop = {});
  [[nodiscard]] const Model& model() const { return *model_; }
  /// One zero for every source.
  [[nodiscard]] std::vector<double> nothing() const;
  /// All sources together.
  [[nodiscard]] double at(double load) const;
  /// Adds `seconds` of the load to the requests of every source.
  void add(double load, double seconds, std::vector<double>& requests) const;

 private:
  const Model* model_;
  double step_ = 0.0;
  std::vector<std::vector<double>> table_;  ///< by load and source; empty: the load is a rate
};

struct MonthWalk {
  workload::MonthLoad load;
  double hours = 0.0;
  double requests = 0.0;  ///< in the month, surges included
  /// The same by source of the network. The classes of a population ask as fast as they are
  /// answered, not in proportion to their users.
  std::vector<double> requests_of;
  std::vector<double> replica_hours;  ///< by group of the network
};

/// Replicas from hour to hour: each hour has the number at which autoscalers rest under its load,
/// coming from that of the hour before.
class ReplicaWalk {
 public:
  struct Scaled {
    std::uint32_t group = 0;
    std::uint32_t replicas = 0;
  };
  explicit ReplicaWalk(const Model& model);
  /// On to an hour with these requests per second, by source.
  void next(const std::vector<double>& rates);
  /// Only the groups with an autoscaler.
  [[nodiscard]] const std::vector<Scaled>& scaled() const { return scaled_; }

 private:
  const Model* model_;
  std::vector<Scaled> scaled_;
};

/// One entry for every month of the forecast.
std::vector<MonthWalk> walk(const workload::Forecast& forecast, const Throughput& throughput);

/// The first hour whose ordinary load is at least `load`; nothing when the
/// horizon ends before it.
std::optional<Instant> first_hour_at(const workload::Forecast& forecast, double load);

}  // namespace headroom::projection
