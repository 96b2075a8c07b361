// Messages that a consumer takes and handles together. Private to core/sim.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/sim/context.h"

namespace headroom::sim {

/// How a buffer hands over: up to `size` messages at a time, as soon as so many wait, or one of
/// them has waited for as long as the timers of `lane` run (kNone: at once).
struct BatchRule {
  std::uint32_t size = 1;
  std::uint32_t lane = kNone;
  std::uint32_t ripe = 0;  ///< messages that wait and have waited so long

  [[nodiscard]] bool ready(std::uint32_t waiting) const {
    return waiting >= size || (waiting > 0 && (lane == kNone || ripe > 0));
  }
  /// A message no longer waits.
  void taken(Context& message) {
    if (!message.is(kRipe)) return;
    message.clear(kRipe);
    --ripe;
  }
};

/// Those that are handled together form a ring.
class BatchRings {
 public:
  [[nodiscard]] std::uint32_t next(std::uint32_t id) const { return next_[id]; }
  /// A ring of its own.
  void begin(std::uint32_t id) { link(id, id); }
  /// Puts `id` behind `last`, the latest that came into the ring of `first`.
  void append(std::uint32_t first, std::uint32_t last, std::uint32_t id) {
    link(last, id);
    link(id, first);
  }

 private:
  void link(std::uint32_t from, std::uint32_t to) {
    if (from >= next_.size()) next_.resize(std::size_t{from} + 1);
    next_[from] = to;
  }
  std::vector<std::uint32_t> next_;  ///< by context
};

}  // namespace headroom::sim
