// Processor-sharing stations: n jobs each run at speed x min(1, capacity / n), less what they
// hinder each other. Virtual time V advances at that rate; a job with demand d that arrives at V
// ends when V reaches its tag V + d.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/network/network.h"
#include "core/sim/event_heap.h"
#include "core/sim/event_key.h"

namespace headroom::sim {

class SharedProcessor {
 public:
  SharedProcessor(double capacity, double speed, network::Scalability scalability = {})
      : capacity_(capacity), speed_(speed), scalability_(scalability) {
    for (std::size_t n = 0; n < kKnownPaces; ++n) paces_.push_back(pace_of(n));
  }

  [[nodiscard]] std::size_t jobs() const { return order_.size(); }

  void start(double now, double demand, std::uint64_t sequence, std::uint32_t context) {
    advance(now);
    const double tag = virtual_time_ + demand;
    const std::uint32_t slot = free_slot();
    jobs_[slot] = {tag, demand, now, context};
    order_.push(make_key(tag, sequence, slot));
    change_pace();
  }

  /// Ends the job with the least tag and returns its context.
  std::uint32_t finish(double now) {
    advance(now);
    const std::uint32_t slot = who_of(order_.top());
    order_.pop();
    const Job job = jobs_[slot];
    jobs_[slot].context = kFree;
    free_.push_back(slot);
    wait_sum_ += now - job.start - job.demand / speed_;
    if (order_.empty()) virtual_time_ = 0.0;
    change_pace();
    return job.context;
  }

  /// Time of the next end if nothing else arrives; needs jobs() > 0.
  [[nodiscard]] double next_end(double now) const {
    const double work = time_of(order_.top()) - virtual_time_;
    return now + std::max(0.0, work / pace_.rate);
  }

  /// Jobs that do not get on at this moment, in parts: the queue of a station without a queue.
  [[nodiscard]] double waiting() const { return pace_.waiting; }
  /// Integral of busy capacity since the last reset, capacity x seconds.
  [[nodiscard]] double busy_area(double now) const {
    return busy_area_ + (now - last_) * pace_.busy;
  }
  /// Integral of waiting() since the last reset.
  [[nodiscard]] double queue_area(double now) const {
    return queue_area_ + (now - last_) * pace_.waiting;
  }
  /// Time since the last reset by which jobs took longer than alone, summed per job from its own
  /// start, end and demand: equals queue_area.
  [[nodiscard]] double wait_sum(double now) const {
    const double reached = virtual_time_ + (now - last_) * pace_.rate;
    double sum = wait_sum_;
    for (const Job& job : jobs_)
      if (job.context != kFree)
        sum += now - job.start - (reached - (job.tag - job.demand)) / speed_;
    return sum;
  }
  /// Begins a measured interval: each job counts from now on, with the demand it has left.
  void reset(double now) {
    advance(now);
    busy_area_ = queue_area_ = wait_sum_ = 0.0;
    for (Job& job : jobs_) {
      job.demand = job.tag - virtual_time_;
      job.start = now;
    }
  }

 private:
  struct Job {
    double tag;
    double demand;
    double start;
    std::uint32_t context;
  };
  static constexpr std::uint32_t kFree = ~std::uint32_t{0};  // as context: nobody's slot

  std::uint32_t free_slot() {
    if (free_.empty()) {
      jobs_.emplace_back();
      return static_cast<std::uint32_t>(jobs_.size() - 1);
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }

  /// What n jobs do: a few divisions, made once for the numbers that are common.
  struct Pace {
    double busy = 0.0;     ///< capacity in use
    double waiting = 0.0;  ///< jobs that do not get on, in parts
    double rate = 0.0;     ///< growth of virtual time per second
  };
  [[nodiscard]] Pace pace_of(std::size_t n) const {
    if (n == 0) return {};
    const auto jobs = static_cast<double>(n);
    const double busy = std::min(jobs, capacity_);
    const double speed = scalability_.speed(busy);
    return {busy, jobs - speed, speed_ * speed / jobs};
  }
  void change_pace() {
    const std::size_t n = order_.size();
    pace_ = n < kKnownPaces ? paces_[n] : pace_of(n);
  }

  void advance(double now) {
    const double elapsed = now - last_;
    virtual_time_ += elapsed * pace_.rate;
    busy_area_ += elapsed * pace_.busy;
    queue_area_ += elapsed * pace_.waiting;
    last_ = now;
  }

  static constexpr std::size_t kKnownPaces = 64;

  double capacity_;
  double speed_;
  network::Scalability scalability_;
  double virtual_time_ = 0.0;
  double last_ = 0.0;
  double busy_area_ = 0.0;
  double queue_area_ = 0.0;
  double wait_sum_ = 0.0;
  Pace pace_;  ///< of the jobs there are
  std::vector<Pace> paces_;
  EventHeap order_;  ///< of the jobs by tag; for whom: the slot
  std::vector<Job> jobs_;
  std::vector<std::uint32_t> free_;
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
