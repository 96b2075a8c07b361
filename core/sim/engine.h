// The discrete-event engine: one replication of one network under one constant load.
//
// A request is a context that interprets a flat program; calls, branches and messages are child
// contexts. Zero-time order: the running context goes on until it blocks, then the contexts it woke
// run, first in first out. This rule fixes which context draws which random number.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/network/network.h"
#include "core/stats/histogram.h"

namespace headroom::sim {

/// Integers of one request class since the start of the run; arrivals = succeeded + failed +
/// inside.
struct ClassCounts {
  std::uint64_t arrivals = 0;
  std::uint64_t succeeded = 0;
  std::uint64_t failed = 0;
};

/// What one class did since the statistics were last reset.
struct ClassTally {
  std::uint64_t arrivals = 0;
  std::uint64_t failed = 0;
  stats::Histogram response_s;  ///< of succeeded requests
};

/// What one run-time resource did since the statistics were last reset.
struct ResourceTally {
  double busy_area = 0.0;   ///< integral of busy servers or tokens held, server-seconds
  double queue_area = 0.0;  ///< integral of the number waiting
  double wait_sum = 0.0;    ///< waiting within the interval, summed per request: equals queue_area
  std::uint64_t visits = 0;
  std::uint64_t refused = 0;  ///< turned away by a full waiting room or out of patience
  double waiting = 0.0;       ///< now; where jobs share a processor, those beyond its capacity
};

/// What one replica of a component did since the statistics were last reset.
struct ReplicaTally {
  std::uint64_t begun = 0;  ///< operations
  std::uint64_t ended = 0;  ///< operations, failed ones included
  std::uint64_t failed = 0;
  double inside_area = 0.0;  ///< integral of the operations inside; / ended = mean residence
};

class EngineState;
class Trace;

class Engine {
 public:
  struct Settings {
    std::uint64_t seed = 1;
    std::uint64_t replication = 0;
    std::uint64_t max_contexts = 4'000'000;
    /// Event by event even where stations could be simulated one after the other: the same
    /// requests, slower.
    bool events_only = false;
    bool traced = false;  ///< tells where the time of requests went; costs time, changes nothing
  };
  enum class Outcome : std::uint8_t { reached, stopped, too_many_contexts, idle };

  /// The network must outlive the engine.
  Engine(const network::Network& network, const network::Load& load, const Settings& settings);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// Runs until `requests` more root requests have left. idle: nothing is left to happen.
  Outcome run(std::uint64_t requests, std::stop_token stop);
  /// Runs until the clock stands at `clock` seconds; needs clock >= the present one.
  Outcome run_until(double clock, std::stop_token stop);

  /// From now on calls go to the first `replicas` of a group, at least 1; the others finish what
  /// they have begun. Needs replicas that wait for nobody's messages.
  void scale(std::uint32_t group, std::uint32_t replicas);

  /// Forgets all tallies, not the state: the measured interval begins now. Checks the old one.
  void reset_statistics();

  /// Flow balance, Little's law and the utilisation law on the measured interval up to now (see
  /// conservation.h): a contract about the engine. Costs a look at every resource and context.
  void check_conservation() const;

  [[nodiscard]] double clock() const;          ///< simulated seconds
  [[nodiscard]] double measured_from() const;  ///< clock at the last reset
  [[nodiscard]] std::uint64_t inside() const;  ///< root requests in the system
  /// What nobody waits for: root requests inside, messages, calls whose caller gave up.
  [[nodiscard]] std::uint64_t backlog() const;
  [[nodiscard]] std::vector<ClassCounts> counts() const;         ///< by source
  [[nodiscard]] const std::vector<ClassTally>& classes() const;  ///< by source
  /// By run-time resource; areas are completed to the present clock.
  [[nodiscard]] std::vector<ResourceTally> resources() const;
  /// By run-time replica, group after group; areas are completed to the present clock.
  [[nodiscard]] std::vector<ReplicaTally> replicas() const;
  [[nodiscard]] const Trace& trace() const;  ///< of a run that is traced
  /// Whether long runs simulate station by station (see station_plan.h).
  [[nodiscard]] bool by_station() const;
  /// Fingerprint of the trajectory: equal if and only if (almost surely) the times of all events
  /// were. Both ways of simulating give the same.
  [[nodiscard]] std::uint64_t fingerprint() const;

 private:
  std::unique_ptr<EngineState> state_;
};

}  // namespace headroom::sim
