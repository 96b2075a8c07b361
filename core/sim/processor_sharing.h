// Processor-sharing stations: n jobs each run at speed x min(1, capacity / n). Virtual time V
// advances at that rate; a job with demand d that arrives at V ends when V reaches its tag V + d.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/sim/event_set.h"

namespace headroom::sim {

class SharedProcessor {
 public:
  SharedProcessor(double capacity, double speed) : capacity_(capacity), speed_(speed) {}

  [[nodiscard]] std::size_t jobs() const { return jobs_.size(); }

  void start(double now, double demand, std::uint64_t sequence, std::uint32_t context) {
    advance(now);
    jobs_.push_back({virtual_time_ + demand, sequence, context});
    std::push_heap(jobs_.begin(), jobs_.end(), std::greater<>());
  }

  /// Ends the job with the least tag and returns its context.
  std::uint32_t finish(double now) {
    advance(now);
    std::pop_heap(jobs_.begin(), jobs_.end(), std::greater<>());
    const std::uint32_t context = jobs_.back().context;
    jobs_.pop_back();
    if (jobs_.empty()) virtual_time_ = 0.0;
    return context;
  }

  /// Time of the next end if nothing else arrives; needs jobs() > 0.
  [[nodiscard]] double next_end(double now) const {
    const double work = jobs_.front().tag - virtual_time_;
    return now + std::max(0.0, work / rate());
  }

  /// Integral of busy capacity since the last reset, capacity x seconds.
  double busy_area(double now) {
    advance(now);
    return busy_area_;
  }
  void reset_area(double now) {
    advance(now);
    busy_area_ = 0.0;
  }

 private:
  struct Job {
    double tag;
    std::uint64_t sequence;
    std::uint32_t context;
    friend bool operator>(const Job& a, const Job& b) {
      return a.tag > b.tag || (a.tag == b.tag && a.sequence > b.sequence);
    }
  };

  [[nodiscard]] double busy() const {
    return std::min(static_cast<double>(jobs_.size()), capacity_);
  }
  [[nodiscard]] double rate() const { return speed_ * busy() / static_cast<double>(jobs_.size()); }

  void advance(double now) {
    const double elapsed = now - last_;
    if (!jobs_.empty()) {
      virtual_time_ += elapsed * rate();
      busy_area_ += elapsed * busy();
    }
    last_ = now;
  }

  double capacity_;
  double speed_;
  double virtual_time_ = 0.0;
  double last_ = 0.0;
  double busy_area_ = 0.0;
  std::vector<Job> jobs_;
};

/// The earliest of many keys, each of which changes often: a winner tree.
class WinnerTree {
 public:
  explicit WinnerTree(std::size_t leaves) {
    while (width_ < leaves) width_ *= 2;
    keys_.assign(2 * width_, kNever);
  }
  [[nodiscard]] Key top() const { return keys_[1]; }

  void set(std::size_t leaf, Key key) {
    std::size_t node = width_ + leaf;
    keys_[node] = key;
    while (node > 1) {
      const Key winner = std::min(keys_[node], keys_[node ^ 1U]);
      node /= 2;
      if (keys_[node] == winner) return;
      keys_[node] = winner;
    }
  }

 private:
  std::size_t width_ = 2;
  std::vector<Key> keys_;
};

}  // namespace headroom::sim
