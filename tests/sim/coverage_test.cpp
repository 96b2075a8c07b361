// Do 95 % intervals hold the truth 95 times in a hundred, when the windows end by their own rule?
#include <cmath>

#include <gtest/gtest.h>

#include "core/sim/simulate.h"
#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

/// Response of M/M/c with mean service 1. [Kleinrock, Queueing Systems I, 1975]
class ErlangStation {
 public:
  ErlangStation(int servers, double utilization)
      : servers_(servers), drain_(servers * (1.0 - utilization)) {
    const double offered = servers * utilization;
    double blocking = 1.0;
    for (int c = 1; c <= servers; ++c) blocking = offered * blocking / (c + offered * blocking);
    waiting_ = blocking / (1.0 - utilization * (1.0 - blocking));
  }
  [[nodiscard]] double mean() const { return 1.0 + waiting_ / drain_; }
  /// P(response > t) = (1 - C) e^-t + C (d e^-t - e^-dt) / (d - 1), d = c (1 - rho) != 1.
  [[nodiscard]] double beyond(double t) const {
    if (servers_ == 1) return std::exp(-drain_ * t);
    return (1.0 - waiting_) * std::exp(-t) +
           waiting_ * (drain_ * std::exp(-t) - std::exp(-drain_ * t)) / (drain_ - 1.0);
  }
  [[nodiscard]] double quantile(double p) const {
    double low = 0.0;
    double high = 1000.0;
    for (int i = 0; i < 100; ++i) {
      const double middle = (low + high) / 2.0;
      (beyond(middle) > 1.0 - p ? low : high) = middle;
    }
    return low;
  }

 private:
  int servers_;
  double drain_;
  double waiting_;
};

struct Coverage {
  int mean = 0;
  int p95 = 0;
};

bool holds(const Estimate& estimate, double truth) {
  return estimate.low <= truth && truth <= estimate.high;
}

constexpr int kWindows = 200;

Coverage coverage_of(int servers, double precision) {
  constexpr double kUtilization = 0.8;
  const auto net =
      testing::single_station(testing::station(servers), random::Distribution::exponential(1.0));
  const ErlangStation truth(servers, kUtilization);
  Coverage coverage;
  for (int seed = 1; seed <= kWindows; ++seed) {
    const auto answer =
        *simulate(net, testing::rate(servers * kUtilization),
                  {.seed = static_cast<std::uint64_t>(seed), .precision = precision});
    coverage.mean += holds(answer.total.latency.mean, truth.mean()) ? 1 : 0;
    coverage.p95 += holds(answer.total.latency.p95, truth.quantile(0.95)) ? 1 : 0;
  }
  return coverage;
}

/// 0.95 up to four standard deviations of the share.
void expect_honest(int hits) {
  EXPECT_GE(hits, 0.89 * kWindows);
  EXPECT_LE(hits, 0.99 * kWindows);
}

TEST(Coverage, IntervalsOfOneServerHoldTheTruth) {
  const Coverage coverage = coverage_of(1, 0.1);
  expect_honest(coverage.mean);
  expect_honest(coverage.p95);
}

TEST(Coverage, IntervalsOfEightServersHoldTheTruth) {
  const Coverage coverage = coverage_of(8, 0.05);
  expect_honest(coverage.mean);
  expect_honest(coverage.p95);
}

}  // namespace
}  // namespace headroom::sim
