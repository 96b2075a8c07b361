// Stations with preemptive priorities: the requests of highest priority run, whoever is driven out
// goes on later where it stopped (preemptive-resume). Private to core/sim.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace headroom::sim {

class PreemptiveProcessor {
 public:
  PreemptiveProcessor(std::uint32_t servers, double speed) : servers_(servers), speed_(speed) {}

  [[nodiscard]] std::size_t jobs() const { return running_.size() + waiting_.size(); }

  void start(double now, double demand, std::uint8_t priority, std::uint64_t sequence,
             std::uint32_t context) {
    advance(now);
    const Job job{demand, demand, now, rank_of(priority, sequence), context};
    if (running_.size() < servers_) return run(job, now);
    const auto last = std::ranges::max_element(running_, {}, &Job::rank);
    if (last->rank < job.rank) return wait(job);
    Job driven_out = *last;
    driven_out.left = std::max(0.0, (driven_out.end - now) * speed_);
    running_.erase(last);
    run(job, now);
    wait(driven_out);
  }

  /// Ends the job that is due and returns its context; the next of those that wait runs.
  std::uint32_t finish(double now) {
    advance(now);
    const auto due = first_to_end();
    const Job job = *due;
    running_.erase(due);
    wait_sum_ += now - job.start - job.demand / speed_;
    if (!waiting_.empty()) {
      std::ranges::pop_heap(waiting_, std::greater<>(), &Job::rank);
      const Job next = waiting_.back();
      waiting_.pop_back();
      run(next, now);
    }
    return job.context;
  }

  /// Time of the next end if nothing else arrives; needs jobs() > 0.
  [[nodiscard]] double next_end(double now) const { return std::max(now, first_to_end()->end); }

  [[nodiscard]] double waiting() const { return static_cast<double>(waiting_.size()); }
  /// Integrals since the last reset.
  [[nodiscard]] double busy_area(double now) const { return busy_area_ + (now - last_) * busy(); }
  [[nodiscard]] double queue_area(double now) const {
    return queue_area_ + (now - last_) * waiting();
  }
  /// Time since the last reset that jobs did not run, summed per job from its own start, end and
  /// demand: equals queue_area.
  [[nodiscard]] double wait_sum(double now) const {
    double sum = wait_sum_;
    for (const Job& job : running_) sum += now - job.start - job.demand / speed_ + (job.end - now);
    for (const Job& job : waiting_) sum += now - job.start - (job.demand - job.left) / speed_;
    return sum;
  }
  /// Begins a measured interval: each job counts from now on, with the demand it has left.
  void reset(double now) {
    advance(now);
    busy_area_ = queue_area_ = wait_sum_ = 0.0;
    for (Job& job : running_) restart(job, (job.end - now) * speed_, now);
    for (Job& job : waiting_) restart(job, job.left, now);
  }

 private:
  struct Job {
    double demand;
    double left;  ///< of the demand, while it waits
    double start;
    std::uint64_t rank;  ///< smaller goes first
    std::uint32_t context;
    double end = 0.0;  ///< while it runs
  };

  static constexpr unsigned kSequenceBits = 56;
  static std::uint64_t rank_of(std::uint8_t priority, std::uint64_t sequence) {
    return std::uint64_t{priority} << kSequenceBits | sequence;
  }
  static void restart(Job& job, double left, double now) {
    job.demand = job.left = left;
    job.start = now;
  }

  void run(Job job, double now) {
    job.end = now + job.left / speed_;
    running_.push_back(job);
  }
  void wait(const Job& job) {
    waiting_.push_back(job);
    std::ranges::push_heap(waiting_, std::greater<>(), &Job::rank);
  }
  /// Among equal ends the one of the first rank.
  [[nodiscard]] std::vector<Job>::const_iterator first_to_end() const {
    return std::ranges::min_element(running_, [](const Job& a, const Job& b) {
      return a.end < b.end || (a.end == b.end && a.rank < b.rank);
    });
  }
  [[nodiscard]] double busy() const { return static_cast<double>(running_.size()); }
  void advance(double now) {
    busy_area_ += (now - last_) * busy();
    queue_area_ += (now - last_) * waiting();
    last_ = now;
  }

  std::uint32_t servers_;
  double speed_;
  double last_ = 0.0;
  double busy_area_ = 0.0;
  double queue_area_ = 0.0;
  double wait_sum_ = 0.0;
  std::vector<Job> running_;  ///< at most as many as servers
  std::vector<Job> waiting_;  ///< a heap, the first rank on top
};

}  // namespace headroom::sim
