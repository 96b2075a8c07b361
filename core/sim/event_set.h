// The future event set: a 4-ary heap of 16-byte events ordered by (time, sequence).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom::sim {

__extension__ using Key = unsigned __int128;  ///< bits of time : 64 | sequence : 40 | who : 24

inline constexpr unsigned kWhoBits = 24;
inline constexpr std::uint64_t kMaximumWho = (std::uint64_t{1} << kWhoBits) - 1;

/// Orders by time, then by sequence. Needs time >= 0, so that its bits order like the number.
inline Key make_key(double time, std::uint64_t sequence, std::uint32_t who) {
  return (Key{std::bit_cast<std::uint64_t>(time)} << 64) | (sequence << kWhoBits) | who;
}
inline double time_of(Key key) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(key >> 64));
}
inline std::uint32_t who_of(Key key) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(key) & kMaximumWho);
}
inline constexpr Key kNever = ~Key{0};

class EventSet {
 public:
  [[nodiscard]] bool empty() const { return heap_.empty(); }
  [[nodiscard]] Key top() const { return heap_.empty() ? kNever : heap_.front(); }
  [[nodiscard]] std::size_t size() const { return heap_.size(); }

  void push(Key key) {
    std::size_t hole = heap_.size();
    heap_.push_back(key);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (heap_[parent] < key) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    heap_[hole] = key;
  }

  void replace_top(Key key) { sift_down(key); }

  void pop() {
    const Key last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(last);
  }

 private:
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
};

}  // namespace headroom::sim
