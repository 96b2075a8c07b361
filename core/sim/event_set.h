// The future event set: 16-byte events ordered by (time, sequence). Private to core/sim.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace headroom::sim {

__extension__ using Key = unsigned __int128;  ///< bits of time : 64 | sequence : 40 | who : 24

inline constexpr unsigned kWhoBits = 24;
inline constexpr std::uint64_t kMaximumWho = (std::uint64_t{1} << kWhoBits) - 1;
inline constexpr std::uint64_t kMaximumSequence = (std::uint64_t{1} << (64 - kWhoBits)) - 1;

/// Orders by time, then by sequence. Needs time >= 0, so that its bits order like the number.
inline Key make_key(double time, std::uint64_t sequence, std::uint64_t who) {
  return (Key{std::bit_cast<std::uint64_t>(time)} << 64) | (sequence << kWhoBits) | who;
}
inline double time_of(Key key) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(key >> 64));
}
inline std::uint64_t time_bits(Key key) { return static_cast<std::uint64_t>(key >> 64); }
inline std::uint32_t who_of(Key key) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(key) & kMaximumWho);
}
inline constexpr Key kNever = ~Key{0};
/// Later than any event: a run until then has no end in time.
inline constexpr double kEndOfTime = std::numeric_limits<double>::infinity();

/// A 4-ary heap. The hole that a removal leaves at the top stays open until the next insertion
/// fills it: most events schedule one other.
class EventHeap {
 public:
  [[nodiscard]] std::size_t size() const { return heap_.size() - (hole_ ? 1 : 0); }
  /// Needs an event.
  [[nodiscard]] Key top() {
    if (hole_) close();
    return heap_.front();
  }
  void pop() {
    if (hole_) close();
    hole_ = true;
  }
  void push(Key key) {
    if (hole_) {
      hole_ = false;
      sift_down(key);
    } else {
      heap_.push_back(key);
      sift_up(key);
    }
  }

 private:
  void close() {
    hole_ = false;
    const Key last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(last);
  }
  void sift_up(Key key) {
    std::size_t hole = heap_.size() - 1;
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (heap_[parent] < key) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    heap_[hole] = key;
  }
  void sift_down(Key key) {
    const std::size_t size = heap_.size();
    Key* const heap = heap_.data();
    std::size_t hole = 0;
    for (;;) {
      const std::size_t child = hole * 4 + 1;
      if (child + 4 > size) {
        hole = last_level(key, hole, child);
        break;
      }
      // Two rounds of a tournament: no chain of four dependent comparisons.
      const std::size_t left = heap[child + 1] < heap[child] ? child + 1 : child;
      const std::size_t right = heap[child + 3] < heap[child + 2] ? child + 3 : child + 2;
      const std::size_t least = heap[right] < heap[left] ? right : left;
      if (key < heap[least]) break;
      heap[hole] = heap[least];
      hole = least;
    }
    heap[hole] = key;
  }
  /// The step of sift_down for a node with fewer than four children.
  std::size_t last_level(Key key, std::size_t hole, std::size_t child) {
    std::size_t least = hole;
    Key least_key = key;
    for (std::size_t i = child; i < heap_.size(); ++i) {
      if (heap_[i] < least_key) {
        least = i;
        least_key = heap_[i];
      }
    }
    if (least != hole) heap_[hole] = least_key;
    return least;
  }

  std::vector<Key> heap_;
  bool hole_ = false;
};

/// Up to 64 events in a sorted array, whose earliest is its last: taking it is free, and inserting
/// moves the few that come sooner. Beyond that a heap, until fewer than 24 are left. Which of the
/// two never influences the order.
class EventSet {
 public:
  EventSet() { sorted_[0] = kNever; }

  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::size_t size() const { return in_heap_ ? heap_.size() : count_; }
  /// kNever when empty.
  [[nodiscard]] Key top() {
    if (in_heap_) [[unlikely]]
      return heap_.top();
    return sorted_[count_];
  }
  /// Needs an event.
  void pop() {
    if (in_heap_) [[unlikely]]
      pop_heap();
    else
      --count_;
  }
  /// Sequences must grow from push to push: then equal times need no comparison here.
  void push(Key key) {
    if (count_ == kSorted) [[unlikely]]
      return push_heap(key);
    const std::uint64_t time = time_bits(key);
    std::size_t place = ++count_;
    while (time_bits(sorted_[place - 1]) <= time) {
      sorted_[place] = sorted_[place - 1];
      --place;
    }
    sorted_[place] = key;
  }

 private:
  static constexpr std::size_t kSorted = 64;
  static constexpr std::size_t kSortedAgain = 24;

  [[gnu::noinline]] void push_heap(Key key) {
    if (!in_heap_)
      for (std::size_t i = count_; i > 0; --i) heap_.push(sorted_[i]);
    in_heap_ = true;
    heap_.push(key);
  }
  [[gnu::noinline]] void pop_heap() {
    heap_.pop();
    if (heap_.size() >= kSortedAgain) return;
    in_heap_ = false;
    count_ = 0;
    for (; heap_.size() > 0; heap_.pop()) push(heap_.top());
  }

  std::size_t count_ = 0;  ///< kSorted as long as the heap holds the events
  bool in_heap_ = false;
  std::array<Key, kSorted + 1> sorted_;  ///< descending after a sentinel
  EventHeap heap_;
};

}  // namespace headroom::sim
