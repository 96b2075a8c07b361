// Waiting lines that are not in the order of arrival. Private to core/sim.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

#include "core/network/network.h"
#include "core/sim/context.h"

namespace headroom::sim {

/// The last of each priority in a waiting line that is in order of priority, or kNone.
class LastOfPriority {
 public:
  LastOfPriority() { last_.fill(kNone); }
  /// The context behind which one of this priority goes; kNone: it is the first.
  [[nodiscard]] std::uint32_t before(std::uint8_t priority) const {
    for (std::size_t p = priority + 1; p-- > 0;)
      if (last_[p] != kNone) return last_[p];
    return kNone;
  }
  void append(std::uint8_t priority, std::uint32_t id) { last_[priority] = id; }
  /// A context leaves the line; `previous` is the one before it, or kNone.
  [[gnu::noinline]] void remove(const ContextPool& contexts, std::uint32_t id,
                                std::uint32_t previous) {
    const std::uint8_t priority = contexts[id].priority;
    if (last_[priority] != id) return;
    const bool another = previous != kNone && contexts[previous].priority == priority;
    last_[priority] = another ? previous : kNone;
  }

 private:
  std::array<std::uint32_t, network::kPriorities> last_;
};

/// Where who must be done by a time stands among the others: the earliest first, first in first out
/// among equals. O(log n).
class DeadlineOrder {
 public:
  /// The context behind which it goes; kNone: it is the first.
  std::uint32_t insert(std::uint32_t id, double due) {
    const auto place = line_.emplace(std::pair(due, next_++), id).first;
    place_of_.emplace(id, place);
    return place == line_.begin() ? kNone : std::prev(place)->second;
  }
  void remove(std::uint32_t id) {
    const auto found = place_of_.find(id);
    line_.erase(found->second);
    place_of_.erase(found);
  }

 private:
  using Line = std::map<std::pair<double, std::uint64_t>, std::uint32_t>;
  Line line_;
  std::unordered_map<std::uint32_t, Line::iterator> place_of_;
  std::uint64_t next_ = 0;
};

}  // namespace headroom::sim
