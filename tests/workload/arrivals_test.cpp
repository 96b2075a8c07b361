#include "core/workload/arrivals.h"

#include <gtest/gtest.h>

namespace headroom::workload {
namespace {

using random::Distribution;

TEST(Arrivals, DefaultIsPoissonWithDispersionOne) {
  const Arrivals plain;
  EXPECT_TRUE(plain.poisson());
  EXPECT_DOUBLE_EQ(plain.dispersion(3.0), 1.0);
}

TEST(Arrivals, DispersionOfARenewalProcessIsThatOfItsGaps) {
  Arrivals regular;
  regular.spacing = Distribution::erlang(4, 1.0);
  EXPECT_FALSE(regular.poisson());
  EXPECT_DOUBLE_EQ(regular.dispersion(3.0), 0.25);
}

TEST(Arrivals, DispersionOfCompoundPoissonIsSecondOverFirstMoment) {
  Arrivals batches;
  batches.together = Distribution::discrete({1.0, 5.0}, {0.75, 0.25});
  EXPECT_FALSE(batches.one_by_one());
  EXPECT_DOUBLE_EQ(batches.dispersion(3.0), (0.75 * 1.0 + 0.25 * 25.0) / 2.0);
}

/// Rates 0.4 and 1.6, left at rates 0.01 and 0.05: 1 + 2 (l1 - l2)^2 r1 r2 / ((r1 + r2)^2 (l1 r2 +
/// l2 r1)) [Fischer & Meier-Hellstern 1993].
TEST(Arrivals, DispersionOfModulatedPoisson) {
  Arrivals bursty;
  bursty.bursts = Bursts{1.6 / 0.6, Seconds(20.0), Seconds(120.0)};
  EXPECT_NEAR(bursty.bursts->calm() * 0.6, 0.4, 1e-12);
  const double expected =
      1.0 + 2.0 * 1.2 * 1.2 * 0.01 * 0.05 / (0.06 * 0.06 * (0.4 * 0.05 + 1.6 * 0.01));
  EXPECT_NEAR(bursty.dispersion(0.6), expected, 1e-9);
}

TEST(Arrivals, OnOffHasNothingBetweenBursts) {
  const Bursts bursts{4.0, Seconds(10.0), Seconds(40.0)};
  EXPECT_DOUBLE_EQ(bursts.calm(), 0.0);
  EXPECT_DOUBLE_EQ(bursts.busy(), 0.25);
}

TEST(Arrivals, CountsAreWholeNumbersFromOne) {
  EXPECT_TRUE(counts_from_one(Distribution::deterministic(5.0)));
  EXPECT_TRUE(counts_from_one(Distribution::geometric(4.0, 1.0)));
  EXPECT_TRUE(counts_from_one(Distribution::discrete({1.0, 20.0}, {9.0, 1.0})));
  EXPECT_TRUE(counts_from_one(Distribution::mixture(
      {1.0, 1.0}, {Distribution::deterministic(1.0), Distribution::geometric(4.0, 1.0)})));
  EXPECT_FALSE(counts_from_one(Distribution::deterministic(2.5)));
  EXPECT_FALSE(counts_from_one(Distribution::discrete({0.0, 2.0}, {1.0, 1.0})));
  EXPECT_FALSE(counts_from_one(Distribution::exponential(5.0)));
}

}  // namespace
}  // namespace headroom::workload
