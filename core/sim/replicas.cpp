#include "core/sim/replicas.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace headroom::sim {

using network::Policy;

LevelOrder::LevelOrder(std::uint32_t first_replica, std::uint32_t count)
    : first_replica_(first_replica), order_(count), position_(count), start_{0} {
  std::iota(order_.begin(), order_.end(), first_replica);
  std::iota(position_.begin(), position_.end(), 0U);
}

void LevelOrder::raise(std::uint32_t replica, std::uint32_t level) {
  if (start_.size() == level + 1) start_.push_back(size());
  const std::uint32_t last_of_level = --start_[level + 1];
  exchange(position_[replica - first_replica_], last_of_level);
}

void LevelOrder::lower(std::uint32_t replica, std::uint32_t level) {
  const std::uint32_t first_of_level = start_[level]++;
  exchange(position_[replica - first_replica_], first_of_level);
}

std::uint32_t LevelOrder::least_count(std::uint32_t least_level) const {
  return least_level + 1 < start_.size() ? start_[least_level + 1] : size();
}

void LevelOrder::exchange(std::uint32_t a, std::uint32_t b) {
  std::swap(order_[a], order_[b]);
  position_[order_[a] - first_replica_] = a;
  position_[order_[b] - first_replica_] = b;
}

void ReplicaTable::keep_levels(std::uint32_t first, std::uint32_t count) {
  if (replicas_[first].levels != kNone) return;
  for (std::uint32_t id = first; id < first + count; ++id)
    replicas_[id].levels = static_cast<std::uint32_t>(levels_.size());
  levels_.emplace_back(first, count);
}

void ReplicaTable::reset(double now) {
  for (Replica& replica : replicas_) {
    replica.inside_area = -now * static_cast<double>(replica.outstanding);
    replica.outstanding_at_reset = replica.outstanding;
    replica.ended = replica.failed = 0;
  }
}

std::uint32_t Balancer::by_state(const ReplicaTable& table) {
  switch (policy) {
    case Policy::round_robin: {
      const std::uint32_t chosen = first_replica + turn;
      turn = turn + 1 == replicas ? 0 : turn + 1;
      return chosen;
    }
    case Policy::least_outstanding:
      return least_outstanding(table);
    case Policy::power_of_two:
      return less_loaded_of_two(table);
    case Policy::random:
      break;
  }
  return at_random(replicas);
}

std::uint32_t Balancer::least_outstanding(const ReplicaTable& table) {
  const LevelOrder& levels = table.levels_of(first_replica);
  if (replicas < levels.size()) return least_of_the_first(table);
  const std::uint32_t least = table[levels.at(0)].outstanding;
  return levels.at(choice.next_below(levels.least_count(least)));
}

/// Where others have been scaled away.
std::uint32_t Balancer::least_of_the_first(const ReplicaTable& table) {
  std::uint32_t least = table[first_replica].outstanding;
  std::uint32_t count = 0;
  for (std::uint32_t id = first_replica; id < first_replica + replicas; ++id) {
    const std::uint32_t outstanding = table[id].outstanding;
    count = outstanding < least ? 1 : outstanding == least ? count + 1 : count;
    least = std::min(least, outstanding);
  }
  std::uint64_t others = choice.next_below(count);
  for (std::uint32_t id = first_replica;; ++id)
    if (table[id].outstanding == least && others-- == 0) return id;
}

std::uint32_t Balancer::less_loaded_of_two(const ReplicaTable& table) {
  const std::uint32_t one = at_random(replicas);
  std::uint32_t two = at_random(replicas - 1);
  if (two >= one) ++two;  // two different replicas
  return table[two].outstanding < table[one].outstanding ? two : one;
}

}  // namespace headroom::sim
