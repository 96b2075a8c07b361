// The answer: twelve months of load, performance and cost, and when which target breaks first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/calendar.h"
#include "core/base/estimate.h"
#include "core/base/money.h"
#include "core/cost/bill.h"
#include "core/network/performance.h"
#include "core/projection/scenario.h"
#include "core/workload/forecast.h"

namespace headroom::projection {

enum class WindowKind : std::uint8_t {
  typical,  ///< the month's mean rate
  peak,     ///< the month's busiest hour, surges apart
  surge     ///< the highest rate of a surge that culminates in the month
};

/// A load above capacity for a while, and the queue it leaves.
struct Overload {
  Instant begins;             ///< the load exceeds the capacity
  Instant ends;               ///< the backlog is gone; the end of the horizon if it never is
  double peak_backlog = 0.0;  ///< requests
  Seconds longest_wait;  ///< of the request that meets the peak backlog, first come first served
};

/// Replicas that serve while a load changes.
struct ScaledComponent {
  std::string name;
  Estimate at_start;
  Estimate most;  ///< of the parts of the time, at their ends
};

/// A short surge simulated as it passes. Intervals are 95 % over replications.
struct SurgeCourse {
  Instant from;
  Instant until;
  Estimate worst_p95_s;  ///< of the part of the time in which it is highest, all classes
  Instant worst_at;      ///< the middle of that part
  /// Time during which the p95 is above its target; absent without one.
  std::optional<Seconds> slow;
  Estimate worst_error_ratio;
  Estimate peak_backlog;                ///< requests, messages and abandoned calls
  std::vector<ScaledComponent> scaled;  ///< those with an autoscaler, by name
  bool recovered = true;  ///< the last part is within the target, or twice the first without one
  std::uint64_t requests = 0;
};

/// One steady load, solved twice: by events and by formulas.
struct Window {
  WindowKind kind = WindowKind::peak;
  std::string surge;         ///< name of the surge; empty for other kinds
  Instant at;                ///< when this load stands; start of the month for typical
  double offered_rps = 0.0;  ///< all classes; for closed classes the number of users
  /// Hash of all that decides the answer: network, load, seed, precision. Equal: nothing differs.
  std::uint64_t question = 0;
  network::Performance simulated;
  network::Performance analytic;
  bool preview = false;                    ///< a first look (see Options)
  std::optional<Overload> overload = {};   ///< of a surge that is more than the system can do
  std::optional<SurgeCourse> course = {};  ///< of a surge that is short enough to be followed
};

/// What a resource is asked for, of what it has: by the utilisation law, above 1 where requests
/// wait or are refused; as measured where that law says nothing (pools, a population).
double asked_of(const network::ResourcePerformance& resource);

/// Component and resource that are asked for most in a window.
struct Busiest {
  std::string component;
  std::string resource;
  double utilization = 0.0;  ///< busy share, at most 1
  double asked = 0.0;        ///< asked_of
};
Busiest busiest_resource(const Window& window);

enum class TargetKind : std::uint8_t {
  latency_p50,
  latency_p95,
  latency_p99,
  error_ratio,
  utilization,
  stability,  ///< no typed target: the system is asked for more than it can do
  monthly_cost
};

/// The first time a target is not kept.
struct Breach {
  TargetKind target = TargetKind::latency_p95;
  std::string request_class;  ///< empty: all classes together
  int month_index = 0;
  Month month;
  Instant date;            ///< first hour (UTC) at which the load is beyond what keeps the target
  std::string component;   ///< what to look at; empty for cost
  std::string resource;    ///< "CPU", "IOPS", "connections"...; empty for cost
  std::string surge;       ///< not empty: only during this surge
  bool passing = false;    ///< and only until autoscalers rest: what its course says
  Estimate value;          ///< seconds, ratio or USD; 95 % interval. Stability: growth, requests/s
  bool unbounded = false;  ///< a latency while the backlog grows: beyond any limit; no value
  double limit = 0.0;      ///< same unit; stability: 0
  double critical_rps = 0.0;  ///< offered load at which it breaks; 0 for cost
  /// 80 % of the worlds first break in [earliest, latest]; absent when the load is exact or a bound
  /// lies beyond the horizon.
  std::optional<Month> earliest;
  std::optional<Month> latest;
};

/// What one component does in one month.
struct ComponentMonth {
  std::string name;
  std::string kind;
  std::string resource;             ///< its busiest resource at the peak hour; empty if it has none
  double peak_utilization = 0.0;    ///< busy share of that resource, at most 1
  double peak_asked = 0.0;          ///< asked_of that resource
  double mean_utilization = 0.0;    ///< of that resource over the month's hours
  double operations = 0.0;          ///< served in the month
  double stored_gib = 0.0;          ///< mean over the month
  std::uint32_t peak_replicas = 1;  ///< at the peak hour
  double mean_replicas = 1.0;       ///< over the month's hours
  std::optional<double> headroom;   ///< load factor minus 1 until its utilisation target (or 100 %)
};

struct MonthResult {
  int index = 0;
  Month month;
  workload::MonthLoad load;
  Estimate peak_rps;                       ///< 90 % band of worlds around the central world
  Estimate mean_rps;                       ///< 90 % band of worlds
  std::vector<Window> windows;             ///< typical, peak, then surges by time
  std::vector<ComponentMonth> components;  ///< by name
  cost::Bill bill;
  Estimate cost_usd;                 ///< 90 % band of worlds
  Money cost_per_thousand_requests;  ///< bill / (requests / 1000); 0 below 1000 requests

  [[nodiscard]] const Window* window(WindowKind kind) const;  ///< the first of that kind or nullptr
};

/// Resources by how much the system would gain if one of them had twice the capacity at the last
/// stable peak hour.
struct Bottleneck {
  std::string component;
  std::string resource;
  double utilization = 0.0;
  double gain_s = 0.0;  ///< mean response saved by doubling it, by the analytic solver
};

/// Largest relative gap between the solvers over the windows where both apply.
struct SolverGap {
  double p95 = 0.0;
  double mean = 0.0;
  double utilization = 0.0;  ///< absolute, of any station
  int windows = 0;           ///< how many were compared
};

/// How windows and courses of surges were answered. Not part of the answer.
struct Reuse {
  std::size_t solved = 0;  ///< simulated, or solved by formulas where those stand in
  std::size_t reused = 0;  ///< from the cache, or by another window with the same load
};

struct Projection {
  std::uint64_t seed = 1;
  double precision = 0.05;
  std::string catalogue_as_of;
  std::vector<MonthResult> months;  ///< 0 to horizon.months
  std::vector<Breach> breaches;     ///< first of each target, in order of date
  std::vector<Bottleneck> bottlenecks;
  std::vector<std::string> assumptions;
  /// Load factor minus 1 until the first target breaks at a peak hour; negative when it is broken.
  std::optional<double> headroom_now;  ///< at month 0
  std::optional<double> headroom_end;  ///< at the last month
  Money cost_total;                    ///< months 0 to horizon.months - 1
  Estimate cost_total_usd;             ///< 90 % band of worlds
  SolverGap solver_gap;
  std::uint64_t requests = 0;  ///< simulated
  bool complete = true;        ///< false: stopped on request
  Reuse reuse;

  [[nodiscard]] const Breach* first_breach() const {
    return breaches.empty() ? nullptr : &breaches.front();
  }
  [[nodiscard]] bool precision_reached() const;
};

}  // namespace headroom::projection
