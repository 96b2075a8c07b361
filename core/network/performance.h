// What both solvers answer. Every estimate carries a 95 % interval; analytic answers are exact
// intervals (low == high) and say what they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/estimate.h"

namespace headroom::network {

/// What kind of answer a figure is.
enum class Method : std::uint8_t {
  simulation,    ///< an estimate with its interval
  exact,         ///< a theorem, up to rounding
  approximation  ///< a formula whose error is not known
};

/// What computed an answer. Both ways of simulating give the same bits.
enum class Path : std::uint8_t {
  event_loop,          ///< one event after the other
  station_by_station,  ///< all that one station does, then the next
  formulas
};

/// Times in seconds.
struct Latency {
  Estimate mean;
  Estimate p50;
  Estimate p95;
  Estimate p99;
};

/// One value of each replication, in their order: replication r of any two simulations with one
/// seed met the same random numbers.
struct Runs {
  std::vector<double> p95_s;  ///< empty where a replication has none
  std::vector<double> error_ratio;
};

struct ClassPerformance {
  std::string name;
  Estimate offered_rps;
  Estimate throughput_rps;  ///< requests that left, failed ones included
  Estimate goodput_rps;     ///< requests that succeeded
  Estimate error_ratio;     ///< failed / left
  Latency latency;          ///< of succeeded requests
  std::uint64_t requests = 0;
  Runs runs;  ///< empty for answers by formulas
};

struct ResourcePerformance {
  std::string label;
  Estimate utilization;  ///< mean busy share of the capacity over replicas
  /// Work asked for / capacity at the offered load by the utilisation law; may exceed 1.
  double offered_utilization = 0.0;
  /// Per visit, before service or before the token; at a shared processor the time beyond that
  /// which the visit takes alone on a whole server.
  Estimate mean_wait_s;
  Estimate mean_queue;  ///< waiting, summed over replicas
  double visits_per_s = 0.0;
  Estimate refused_per_s;  ///< turned away, out of patience, or not let through by a gate
  double capacity = 0.0;   ///< servers or tokens, all replicas
};

struct ComponentPerformance {
  std::string name;
  std::uint32_t replicas = 1;
  std::uint32_t most_replicas = 1;  ///< as many as an autoscaler may start
  Estimate throughput_rps;          ///< operations ended
  Estimate residence_s;             ///< mean time per operation, callees included
  Estimate error_ratio;
  std::vector<ResourcePerformance> resources;
};

/// Operational bounds: what the answer cannot be beyond as long as nobody is turned away or gives
/// up, whatever the distributions.
struct Bounds {
  /// Open classes: in their present mix.
  double throughput_most_rps = 0.0;
  std::optional<double> throughput_least_rps = std::nullopt;
  std::optional<double> mean_least_s = std::nullopt;  ///< of responses
  std::optional<double> mean_most_s = std::nullopt;
  std::string component;  ///< whose resource is full first
  std::string resource;
};

struct Performance {
  Path path = Path::event_loop;
  Method method = Method::simulation;           ///< of throughput, utilisation and means
  Method quantile_method = Method::simulation;  ///< of the quantiles of responses
  bool stable = true;
  bool precision_reached = true;
  /// Unstable only: requests per second by which the backlog grows, and where.
  Estimate backlog_growth_rps;
  std::string unstable_component;
  std::string unstable_resource;
  std::uint64_t requests = 0;  ///< simulated requests behind the estimates
  ClassPerformance total;      ///< all classes together
  std::vector<ClassPerformance> classes;
  std::vector<ComponentPerformance> components;
  std::optional<Bounds> bounds;    ///< formulas only, where there are some
  std::vector<std::string> notes;  ///< what limits the answer, in plain words
};

}  // namespace headroom::network
