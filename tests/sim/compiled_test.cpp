// Networks from the compiler run by the engine, against theory and published references.
#include <cmath>

#include <gtest/gtest.h>

#include "core/sim/simulate.h"
#include "tests/network/benchmarks.h"
#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using testing::rate;

/// The truth lies within 1.6 half widths of the 95 % interval of 20 replications (about 99.8 %),
/// and the interval is narrow enough to be a test.
void expect_near(const Estimate& measured, double truth, double widest) {
  const double half = 0.5 * (measured.high - measured.low);
  EXPECT_LE(std::abs(measured.estimate - truth), 1.6 * half) << measured.estimate << " +- " << half;
  EXPECT_LE(half / truth, widest);
}

network::Performance run(const network::Network& net, double per_second, double precision) {
  return *simulate(net, rate(per_second), {.seed = 5, .precision = precision, .replications = 20});
}

TEST(CompiledNetworks, WebTierHasTheExactMean) {
  const auto done =
      run(network::testing::web_tier().compile(), network::testing::kWebTierRate, 0.01);
  expect_near(done.total.latency.mean, 28.398e-3, 0.01);
}

TEST(CompiledNetworks, CallTreeHasTheReferenceMean) {
  const auto done =
      run(network::testing::call_tree().compile(), network::testing::kCallTreeRate, 0.01);
  expect_near(done.total.latency.mean, 20.475e-3, 0.01);
}

}  // namespace
}  // namespace headroom::sim
