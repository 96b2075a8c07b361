// The engine's run-time records. Private to core/sim.
#pragma once

#include <cstdint>
#include <vector>

#include "core/network/network.h"

namespace headroom::sim {

inline constexpr std::uint32_t kNone = network::kNone;

/// One request, call, branch or message in flight: one cache line.
struct Context {
  std::uint32_t pc = 0;
  std::uint32_t request_class = 0;
  std::uint32_t resource_base = 0;
  std::uint32_t site_base = 0;
  double born = 0.0;
  double mark = 0.0;               ///< start of the current wait
  std::uint32_t next = kNone;      ///< waiting line or free list
  std::uint32_t previous = kNone;  ///< waiting line
  std::uint32_t parent = kNone;    ///< kNone: root, detached or given up by the caller
  std::uint32_t generation = 0;    ///< counts reuses of this record
  std::uint32_t call = kNone;      ///< call site, kNone for roots and branches
  std::uint32_t replica = kNone;   ///< run-time replica whose outstanding count includes this
  std::uint32_t ticket = 0;        ///< counts waits, so that an old timer finds its wait over
  std::uint16_t children = 0;      ///< replies still awaited
  std::uint8_t flags = 0;
  std::uint8_t state = 0;
};
static_assert(sizeof(Context) == 64);

enum Flag : std::uint8_t {
  kFailed = 1,       ///< this context failed
  kChildFailed = 2,  ///< one of the awaited children failed
  kRoot = 4,
  kBlocked = 8,  ///< waits for children
  kThinking = 16,
  kShared = 32,  ///< branch of a fork: shares the parent's replica
  kFree = 64     ///< on the free list
};

/// Run-time state of one station, pool or buffer of one replica.
struct ResourceState {
  std::uint32_t free = 0;
  std::uint32_t capacity = 0;
  std::uint32_t head = kNone;
  std::uint32_t tail = kNone;
  std::uint32_t waiting = 0;
  std::uint32_t waiting_limit = network::kUnlimited;
  std::uint32_t shared = kNone;  ///< processor sharing: index of the processor
  std::uint32_t feed = kNone;    ///< consumers' pool: its consumer record
  std::uint32_t lane = kNone;
  std::uint32_t replica = kNone;
  double inverse_speed = 1.0;
  double busy_area = 0.0;
  double queue_area = 0.0;
  double wait_sum = 0.0;
  std::uint64_t visits = 0;
  std::uint64_t refused = 0;
};

struct ReplicaState {
  std::uint32_t resource_base = 0;
  std::uint32_t site_base = 0;
  std::uint32_t outstanding = 0;  ///< operations inside
  std::uint64_t ended = 0;
  std::uint64_t failed = 0;
  double inside_area = 0.0;  ///< integral of outstanding, by signed clock sums
};

/// Pending timers of one constant timeout: expiries are in order by construction, only the first is
/// in the event set.
struct Timer {
  double expiry = 0.0;
  std::uint64_t sequence = 0;
  std::uint32_t context = 0;
  std::uint32_t generation = 0;
  std::uint32_t ticket = 0;
  bool of_call = false;
};

class Lane {
 public:
  explicit Lane(double timeout) : timeout_(timeout) {}
  [[nodiscard]] double timeout() const { return timeout_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const Timer& front() const { return ring_[first_]; }
  void pop() {
    first_ = (first_ + 1) & (ring_.size() - 1);
    --size_;
  }
  void push(const Timer& timer) {
    if (size_ == ring_.size()) grow();
    ring_[(first_ + size_) & (ring_.size() - 1)] = timer;
    ++size_;
  }

 private:
  void grow() {
    std::vector<Timer> larger(ring_.size() * 2);
    for (std::size_t i = 0; i < size_; ++i) larger[i] = ring_[(first_ + i) & (ring_.size() - 1)];
    ring_.swap(larger);
    first_ = 0;
  }
  double timeout_;
  std::vector<Timer> ring_ = std::vector<Timer>(64);
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace headroom::sim
