// One replication of a window and its marks. Private to core/sim.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/base/estimate.h"
#include "core/network/network.h"
#include "core/sim/engine.h"

namespace headroom::sim {

/// One independent run. The measured interval begins at the last mark.
class Replication {
 public:
  explicit Replication(Engine engine) : engine_(std::move(engine)) {}

  [[nodiscard]] const Engine& engine() const { return engine_; }
  [[nodiscard]] Engine& engine() { return engine_; }
  [[nodiscard]] Engine::Outcome outcome() const { return outcome_; }
  /// Mean response of every few requests since the start, for the search of the warm-up.
  [[nodiscard]] const std::vector<double>& series() const { return series_; }

  /// Begins a new measured interval; the state stays.
  void mark();
  void run(std::uint64_t requests, const std::stop_token& stop);
  /// Until the engine's clock stands at `clock` seconds.
  void run_until(double clock, const std::stop_token& stop);
  /// As run, and appends to the series.
  void run_recording(std::uint64_t requests, const std::stop_token& stop);

  [[nodiscard]] double elapsed() const { return engine_.clock() - engine_.measured_from(); }
  /// Requests, messages and abandoned calls per second by which the backlog grew since the mark.
  [[nodiscard]] double backlog_growth_rps() const;
  /// Growth of the queue of each run-time resource since the mark, per second.
  [[nodiscard]] std::vector<double> queue_growth() const;

 private:
  [[nodiscard]] double per_second(double growth) const;

  Engine engine_;
  Engine::Outcome outcome_ = Engine::Outcome::reached;
  std::vector<double> series_;
  std::uint64_t backlog_at_mark_ = 0;
  std::vector<ResourceTally> resources_at_mark_;
};

using Replications = std::vector<Replication>;

/// Whether one of them ended so.
bool any(const Replications& replications, Engine::Outcome outcome);

/// One value per replication, and their mean with its interval.
std::vector<double> values_of(const Replications& replications,
                              const std::function<double(const Replication&)>& value);
Estimate over(const Replications& replications,
              const std::function<double(const Replication&)>& value);

}  // namespace headroom::sim
