// All that moves in one replication. Private to core/sim.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "core/network/network.h"
#include "core/random/draws.h"
#include "core/sim/arrivals.h"
#include "core/sim/context.h"
#include "core/sim/engine.h"
#include "core/sim/event_set.h"
#include "core/sim/gates.h"
#include "core/sim/patience.h"
#include "core/sim/preemptive.h"
#include "core/sim/processor_sharing.h"
#include "core/sim/replicas.h"
#include "core/sim/resource_state.h"
#include "core/sim/timer_lane.h"
#include "core/sim/token_bucket.h"
#include "core/sim/trace.h"

namespace headroom::sim {

/// Where the requests of one class come from.
struct SourceState {
  /// Between arrivals: seconds, or of the integral of a changing rate; 0: none, or closed.
  double mean_gap = 0.0;
  random::DrawSite gaps;  ///< with mean 1
  std::uint32_t balancer = 0;
  std::uint32_t entry = 0;
  std::uint8_t priority = 0;
  double deadline = kEndOfTime;      ///< seconds from arrival
  std::uint32_t think_site = kNone;  ///< closed classes: run-time site
  std::optional<RateIntegral> varying = std::nullopt;
  std::optional<BurstClock> bursts = std::nullopt;
  std::optional<ReplayClock> replay = std::nullopt;
  std::optional<random::DrawSite> together = std::nullopt;  ///< requests at once; nullopt: 1

  [[nodiscard]] bool steady() const { return !varying && !bursts && !replay; }
  /// Of a source that is not steady: the time `gap` after the arrival before; nullopt: never.
  [[gnu::noinline]] std::optional<double> bend(double gap) {
    if (replay) return varying ? varying->advance(replay->next() * gap) : replay->advance(gap);
    return varying ? varying->advance(gap) : bursts->advance(gap);
  }
};

/// A station whose jobs can slow down or stop each other, and the resource it stands for. Its next
/// end changes with every arrival: it stands in the winner tree.
struct SharedStation {
  std::variant<SharedProcessor, PreemptiveProcessor> processor;
  std::uint32_t resource = 0;

  /// These return when the next job ends if nothing else arrives: kEndOfTime without jobs.
  double start(double now, double demand, const Context& context, std::uint64_t sequence,
               std::uint32_t id);
  struct Ended {
    std::uint32_t context = 0;
    double next_end = kEndOfTime;
  };
  /// Ends the job that is due.
  Ended finish(double now);
};

class StationPath;

/// Who an event is for: 0 .. sources - 1 sources, then timer lanes, then timers of patience, then
/// contexts.
class EngineState {
 public:
  EngineState(const network::Network& network, const network::Load& load,
              const Engine::Settings& settings);
  ~EngineState();
  EngineState(const EngineState&) = delete;
  EngineState& operator=(const EngineState&) = delete;

  /// Runs until `requests` more root requests have left, or up to and including the time `until`
  /// (event_loop.cpp).
  Engine::Outcome run(std::uint64_t requests, double until, const std::stop_token& stop);

  /// Calls go to the first `count` replicas of a group.
  void scale(std::uint32_t group, std::uint32_t count);
  /// The measured interval begins now.
  void reset();
  void check() const;
  [[nodiscard]] std::vector<ResourceTally> resource_tallies() const;
  [[nodiscard]] std::vector<ReplicaTally> replica_tallies() const;
  /// Root requests in the system: by flow balance, and by class counted one by one.
  [[nodiscard]] std::uint64_t inside() const;
  [[nodiscard]] std::vector<std::uint64_t> roots_inside() const;
  /// Contexts that nobody waits for.
  [[nodiscard]] std::uint64_t backlog() const;
  /// By class, since the start of the run.
  [[nodiscard]] std::vector<ClassCounts> counts() const;

  /// A replica with a free consumer of this buffer, and the consumer; kNone if all are busy.
  struct FreeConsumer {
    std::uint32_t replica = kNone;
    std::uint32_t consumer = kNone;
  };
  [[nodiscard]] FreeConsumer free_consumer(std::uint32_t buffer) const;
  /// The buffer whose messages a replica of the consumer's group takes.
  [[nodiscard]] std::uint32_t buffer_of(const network::Consumer& consumer,
                                        std::uint32_t replica) const;
  /// A message goes on in a replica that consumes it.
  void move_to(Context& context, std::uint32_t replica, std::uint32_t entry, double at);

  const network::Network& network;
  std::uint64_t max_contexts;
  double now = 0.0;
  double from = 0.0;  ///< start of the measured interval
  std::uint64_t sequence = 0;
  std::uint64_t fingerprint = 0;
  std::uint64_t roots_left = 0;
  EventSet events;
  WinnerTree shared_events;
  ContextPool contexts;
  ReadyLine ready;
  std::vector<ResourceState> resources;
  std::vector<std::unique_ptr<LastOfPriority>> priority_lines;
  std::vector<std::unique_ptr<DeadlineOrder>> deadline_lines;
  std::vector<std::unique_ptr<BatchRule>> batch_rules;
  BatchRings batches;
  std::vector<std::unique_ptr<ColdStarts>> cold_starts;
  std::vector<std::unique_ptr<ControlledDelay>> shedders;
  std::vector<PatienceTimers> patience;
  std::vector<std::unique_ptr<RedeliveryRule>> redelivery_rules;
  Deliveries deliveries;
  ReplicaTable replicas;
  std::vector<std::uint32_t> first_replica;  ///< by group
  std::vector<random::DrawSite> sites;
  std::vector<SharedStation> shared;
  std::vector<TokenBucket> buckets;
  std::vector<GateState> gates;
  AttemptClock attempts;
  bool special_stations = false;  ///< a step may serve at one of these
  bool gives_up = false;          ///< a context may learn that nobody wants its work any more
  std::vector<Balancer> balancers;
  std::vector<SourceState> sources;
  std::vector<TimerLane> lanes;
  std::vector<ClassTally> tallies;
  std::vector<ClassCounts> counts_at_reset;
  std::unique_ptr<Trace> trace;           ///< of traced runs only
  std::unique_ptr<StationPath> stations;  ///< where it applies
  std::uint32_t first_lane = 0;
  std::uint32_t first_patience = 0;
  std::uint32_t first_context = 0;

 private:
  void add_group(const network::Group& group, const Engine::Settings& settings);
  void add_resource(const network::Resource& blueprint, std::uint32_t replica);
  void add_balancer(const network::Balancer& balancer, const Engine::Settings& settings);
  [[nodiscard]] bool serves_specially() const;
  void connect(std::uint32_t consumer);
  [[nodiscard]] std::uint32_t buffer_replica(const network::Consumer& consumer,
                                             std::uint32_t buffer) const;
  void add_open(std::uint32_t index, const network::Load::Entry& load, SourceState& state,
                const Engine::Settings& settings);
  void add_source(std::uint32_t index, const network::Load::Entry& load,
                  const Engine::Settings& settings);
  void add_population(std::uint32_t source, std::uint32_t count, random::DrawSite& think);
  Engine::Outcome run_events(std::uint64_t requests, double until, const std::stop_token& stop);
  [[nodiscard]] ResourceTally tally_of(const ResourceState& resource) const;
  [[nodiscard]] ResourceTally shared_tally(const ResourceState& resource) const;
  void schedule(double time, std::uint32_t who) { events.push(make_key(time, sequence++, who)); }
};

}  // namespace headroom::sim
