// The autoscalers of one replication, which change the number of replicas while it runs. Private
// to core/sim.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "core/network/network.h"
#include "core/scaling/horizontal.h"
#include "core/sim/replication.h"

namespace headroom::sim {

/// The autoscaler of one group: a HorizontalPodAutoscaler with a metrics server that looks as
/// often. It sees the use of each replica since its last look; a replica that has been serving for
/// less than that has none that counts. Replicas are started and removed at the end of their list,
/// so that those which serve are always its first ones.
class Autoscaler {
 public:
  /// `replicas` serve at `now`, and have done so for long.
  Autoscaler(const network::Network& network, std::uint32_t group, std::uint32_t replicas,
             double now);

  [[nodiscard]] std::uint32_t group() const { return group_; }
  /// When something happens next: a look, or a replica that is ready.
  [[nodiscard]] double next_event() const;
  /// What happens at the engine's clock.
  void act(Engine& engine);
  /// Before the engine forgets its tallies.
  void keep_tallies(const Engine& engine);
  /// Replicas that serve.
  [[nodiscard]] std::uint32_t serving() const { return serving_; }

 private:
  void look(const Engine& engine);
  /// Server-seconds of every replica there may be, since the start.
  [[nodiscard]] std::vector<double> used(const Engine& engine) const;

  const network::Group& group_of_;
  const network::Autoscaling& rule_;
  std::uint32_t group_;
  scaling::Stabilizer stabilizer_;
  std::vector<double> ready_at_;  ///< of each replica that was started
  std::vector<double> used_at_look_;
  std::vector<double> used_at_reset_;
  double next_look_;
  std::uint32_t serving_;
};

/// All of a network.
class Autoscalers {
 public:
  /// The engine of `replication` has as many replicas of each group as there may ever be;
  /// `replicas`, by group, serve from now on.
  Autoscalers(const network::Network& network, std::span<const std::uint32_t> replicas,
              Replication& replication);

  /// Begins a new measured interval of the replication.
  void mark(Replication& replication);
  /// Until the engine's clock stands at `clock` seconds.
  void run_until(Replication& replication, double clock, const std::stop_token& stop);
  /// Replicas that serve, of each group of the network.
  [[nodiscard]] std::vector<std::uint32_t> serving() const;

 private:
  std::vector<std::uint32_t> replicas_;  ///< by group, at the start
  std::vector<Autoscaler> autoscalers_;
};

}  // namespace headroom::sim
