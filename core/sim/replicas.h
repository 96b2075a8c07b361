// The replicas of all groups and the choice among them. Private to core/sim.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/network/network.h"
#include "core/random/draws.h"
#include "core/sim/context.h"

namespace headroom::sim {

struct Replica {
  std::uint32_t resource_base = 0;
  std::uint32_t site_base = 0;
  std::uint32_t outstanding = 0;  ///< operations inside, whoever called them
  std::uint32_t levels = kNone;   ///< index of the group's LevelOrder, if one is needed
  std::uint32_t outstanding_at_reset = 0;
  std::uint64_t ended = 0;  ///< operations, failed ones included
  std::uint64_t failed = 0;
  double inside_area = 0.0;  ///< integral of outstanding, by signed clock sums

  [[nodiscard]] std::uint64_t begun() const { return ended + outstanding - outstanding_at_reset; }
};

/// The replicas of one group sorted by their outstanding operations. One operation more or less
/// moves a replica to the neighbouring level: one exchange with the replica at the border.
class LevelOrder {
 public:
  LevelOrder(std::uint32_t first_replica, std::uint32_t count);

  /// `replica` had `level` operations and gets one more.
  void raise(std::uint32_t replica, std::uint32_t level);
  /// `replica` had `level` operations and has one less.
  void lower(std::uint32_t replica, std::uint32_t level);

  /// How many replicas share the least level, and the i-th of them.
  [[nodiscard]] std::uint32_t least_count(std::uint32_t least_level) const;
  [[nodiscard]] std::uint32_t at(std::size_t i) const { return order_[i]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(order_.size()); }

 private:
  void exchange(std::uint32_t a, std::uint32_t b);

  std::uint32_t first_replica_;
  std::vector<std::uint32_t> order_;     ///< replicas, by ascending level
  std::vector<std::uint32_t> position_;  ///< of each replica in order_
  std::vector<std::uint32_t> start_;     ///< of each level in order_, up to the highest seen
};

class ReplicaTable {
 public:
  /// Adds a replica of the group that follows; see keep_levels.
  void add(const Replica& replica) { replicas_.push_back(replica); }
  /// Prepares least_outstanding for the `count` replicas from `first` on.
  void keep_levels(std::uint32_t first, std::uint32_t count);

  [[nodiscard]] const Replica& operator[](std::uint32_t id) const { return replicas_[id]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(replicas_.size()); }
  [[nodiscard]] auto begin() const { return replicas_.begin(); }
  [[nodiscard]] auto end() const { return replicas_.end(); }
  [[nodiscard]] const LevelOrder& levels_of(std::uint32_t id) const {
    return levels_[replicas_[id].levels];
  }

  /// An operation begins in replica `id`.
  void enter(Context& context, std::uint32_t id, double now) {
    const Replica& replica = replicas_[id];
    context.replica = id;
    context.resource_base = replica.resource_base;
    context.site_base = replica.site_base;
    enter(id, now);
  }
  void enter(std::uint32_t id, double now) {
    Replica& replica = replicas_[id];
    if (replica.levels != kNone) [[unlikely]]
      levels_[replica.levels].raise(id, replica.outstanding);
    ++replica.outstanding;
    replica.inside_area -= now;
  }
  /// An operation ends; nothing if the context is a branch within one.
  void leave(Context& context, double now) {
    const std::uint32_t id = context.replica;
    if (id == kNone) return;
    context.replica = kNone;
    leave(id, now);
    if ((context.flags & kFailed) != 0) [[unlikely]]
      ++replicas_[id].failed;
  }
  void leave(std::uint32_t id, double now) {
    Replica& replica = replicas_[id];
    if (replica.levels != kNone) [[unlikely]]
      levels_[replica.levels].lower(id, replica.outstanding);
    --replica.outstanding;
    replica.inside_area += now;
    ++replica.ended;
  }
  /// The measured interval begins now.
  void reset(double now);

 private:
  std::vector<Replica> replicas_;
  std::vector<LevelOrder> levels_;
};

/// Chooses a replica for each call that goes through it.
struct Balancer {
  std::uint32_t first_replica = 0;
  std::uint32_t replicas = 1;
  network::Policy policy = network::Policy::random;
  std::uint32_t turn = 0;
  random::UniformSite choice;
  network::Partitions partitions = {};

  /// From now on among the first `count` replicas.
  void limit_to(std::uint32_t count) {
    replicas = count;
    turn %= count;
  }
  std::uint32_t choose(const ReplicaTable& table) {
    if (replicas == 1) return first_replica;
    if (partitions.count > 0) [[unlikely]]
      return first_replica + partition() % replicas;
    if (policy == network::Policy::random) return at_random(replicas);
    return by_state(table);
  }

 private:
  [[gnu::noinline]] std::uint32_t partition() {
    if (partitions.hottest <= 0.0)
      return static_cast<std::uint32_t>(choice.next_below(partitions.count));
    if (choice.next() < partitions.hottest || partitions.count == 1) return 0;
    return 1 + static_cast<std::uint32_t>(choice.next_below(partitions.count - 1));
  }
  std::uint32_t at_random(std::uint32_t count) {
    return first_replica + static_cast<std::uint32_t>(choice.next_below(count));
  }
  std::uint32_t by_state(const ReplicaTable& table);
  std::uint32_t least_outstanding(const ReplicaTable& table);
  std::uint32_t least_of_the_first(const ReplicaTable& table);
  std::uint32_t less_loaded_of_two(const ReplicaTable& table);
};

}  // namespace headroom::sim
