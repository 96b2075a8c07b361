// A heap of events. Private to core/sim.
#pragma once

#include <cstddef>
#include <vector>

#include "core/sim/event_key.h"

namespace headroom::sim {

/// A 4-ary heap, earliest event first.
class EventHeap {
 public:
  [[nodiscard]] bool empty() const { return heap_.empty(); }
  [[nodiscard]] std::size_t size() const { return heap_.size(); }
  [[nodiscard]] Key top() const { return heap_.front(); }  ///< needs an event
  void clear() { heap_.clear(); }
  /// Needs an event.
  void pop() {
    const Key last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(last);
  }
  void push(Key key) {
    heap_.push_back(key);
    std::size_t hole = heap_.size() - 1;
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (heap_[parent] < key) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    heap_[hole] = key;
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
