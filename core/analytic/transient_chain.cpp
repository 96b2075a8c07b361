#include "core/analytic/transient_chain.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

constexpr double kJumpsAtOnce = 32.0;  ///< expected in one step, so that no weight underflows
constexpr double kLeft = 1e-15;        ///< probability of more jumps than are followed

using Probabilities = std::vector<double>;  ///< by number in the system

class Chain {
 public:
  explicit Chain(const TransientLine& line)
      : line_(line), now_(static_cast<std::size_t>(line.capacity) + 1, 0.0), next_(now_) {
    if (line.starts_empty)
      now_[0] = 1.0;
    else
      start_steady(line.steps.front().rate);
  }

  /// At a constant rate for so many seconds.
  void advance(double rate, double seconds) {
    const double jumps = rate + line_.servers * line_.service_rate;
    const double parts = std::max(1.0, std::ceil(seconds * jumps / kJumpsAtOnce));
    for (double i = 0.0; i < parts; i += 1.0) step(rate, jumps, seconds / parts);
  }

  [[nodiscard]] TransientPoint point() const {
    TransientPoint result = totals_;
    result.rejected = now_.back();
    for (std::size_t n = 0; n < now_.size(); ++n) {
      result.mean_in_system += static_cast<double>(n) * now_[n];
      if (n >= static_cast<std::size_t>(line_.servers)) result.all_busy += now_[n];
    }
    return result;
  }

 private:
  [[nodiscard]] double departures(std::size_t inside) const {
    return std::min(static_cast<double>(inside), static_cast<double>(line_.servers)) *
           line_.service_rate;
  }

  void start_steady(double rate) {
    now_[0] = 1.0;
    double sum = 1.0;
    for (std::size_t n = 1; n < now_.size(); ++n) {
      now_[n] = now_[n - 1] * rate / departures(n);
      sum += now_[n];
    }
    HEADROOM_EXPECTS(std::isfinite(sum));
    for (double& each : now_) each /= sum;
  }

  /// v after one jump of the uniformised chain.
  void jump(Probabilities& v, double rate, double jumps) {
    const std::size_t full = v.size() - 1;
    for (std::size_t n = 0; n <= full; ++n) {
      double stays = jumps - departures(n);
      if (n < full) stays -= rate;
      double sum = v[n] * stays;
      if (n > 0) sum += v[n - 1] * rate;
      if (n < full) sum += v[n + 1] * departures(n + 1);
      next_[n] = sum / jumps;
    }
    std::swap(v, next_);
  }

  /// The state is a sum over numbers of jumps of Poisson weight x state after them, its integral
  /// the same with the probability of more jumps / rate of jumps.
  void step(double rate, double jumps, double seconds) {
    totals_.arrivals += rate * seconds;
    if (seconds <= 0.0 || jumps <= 0.0) return;
    Probabilities after = now_;
    Probabilities mixture(now_.size(), 0.0);
    double weight = std::exp(-jumps * seconds);
    double more = 1.0 - weight;
    for (double k = 0.0;; k += 1.0) {
      add(after, weight, more / jumps, rate, mixture);
      if (more < kLeft && k > jumps * seconds) break;
      jump(after, rate, jumps);
      weight *= jumps * seconds / (k + 1.0);
      more = std::max(0.0, more - weight);
    }
    now_ = std::move(mixture);
  }

  void add(const Probabilities& after, double weight, double seconds, double rate,
           Probabilities& mixture) {
    double inside = 0.0;
    for (std::size_t n = 0; n < after.size(); ++n) {
      mixture[n] += weight * after[n];
      inside += static_cast<double>(n) * after[n];
    }
    totals_.job_seconds += seconds * inside;
    totals_.rejections += seconds * rate * after.back();
  }

  const TransientLine& line_;
  Probabilities now_;
  Probabilities next_;  ///< room for the next jump
  TransientPoint totals_;
};

}  // namespace

std::vector<TransientPoint> transient(const TransientLine& line, const std::vector<double>& times) {
  HEADROOM_EXPECTS(!line.steps.empty() && line.steps.front().from_s == 0.0);
  HEADROOM_EXPECTS(line.service_rate > 0.0 && line.servers >= 1 && line.capacity >= line.servers);
  HEADROOM_EXPECTS(std::is_sorted(times.begin(), times.end()));
  Chain chain(line);
  std::vector<TransientPoint> points;
  std::size_t step = 0;
  double now = 0.0;
  for (const double time : times) {
    while (now < time) {
      const bool last = step + 1 == line.steps.size();
      const double until =
          last ? std::numeric_limits<double>::infinity() : line.steps[step + 1].from_s;
      const double to = std::min(time, until);
      chain.advance(line.steps[step].rate, to - now);
      now = to;
      if (now >= until) ++step;
    }
    points.push_back(chain.point());
  }
  return points;
}

}  // namespace headroom::analytic
