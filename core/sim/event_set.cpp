#include "core/sim/event_set.h"

#include <span>

namespace headroom::sim {

void EventSet::push_later(Key key) {
  if (count_ == kSorted) make_room();
  if (time_bits(key) >= later_from_)
    later_.push(key);
  else
    push(key);
}

/// The later half goes to later_.
void EventSet::make_room() {
  constexpr std::size_t kMoved = kSorted / 2;
  for (std::size_t i = 1; i <= kMoved; ++i) later_.push(sorted_[i]);
  later_from_ = time_bits(sorted_[kMoved]);
  count_ -= kMoved;
  for (std::size_t i = 1; i <= count_; ++i) sorted_[i] = sorted_[i + kMoved];
}

void EventSet::fill() {
  const std::span<const Key> earliest = later_.take();
  count_ = earliest.size();
  for (std::size_t i = 0; i < count_; ++i) sorted_[count_ - i] = earliest[i];
  later_from_ = time_bits(later_.empty() ? kNever : earliest.back());
}

}  // namespace headroom::sim
