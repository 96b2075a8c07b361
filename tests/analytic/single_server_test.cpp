#include "core/analytic/single_server.h"

#include <cmath>

#include <gtest/gtest.h>

namespace headroom::analytic {
namespace {

using random::Distribution;

/// The definition, by slices of equal probability.
double sliced(const Distribution& law, double s) {
  constexpr int kSlices = 200'000;
  double sum = 0.0;
  for (int i = 0; i < kSlices; ++i) sum += std::exp(-s * law.quantile((i + 0.5) / kSlices));
  return sum / kSlices;
}

TEST(SingleServer, TransformsAreThoseOfTheDefinition) {
  const Distribution laws[] = {
      Distribution::deterministic(1.0),
      Distribution::exponential(1.0),
      Distribution::erlang(3, 1.0),
      Distribution::gamma(1.0, 0.5),
      Distribution::lognormal(1.0, 1.5),
      Distribution::hyperexponential(1.0, 2.0),
      Distribution::hyperexponential(0.3, 2.0, 0.5),
      Distribution::uniform(0.5, 1.5),
      Distribution::weibull(0.7, 1.0),
      Distribution::pareto(2.5, 0.6),
      Distribution::geometric(4.0, 0.25),
      Distribution::discrete({0.5, 2.0}, {3.0, 1.0}),
      Distribution::empirical({0.1, 0.4, 2.5}),
      Distribution::mixture({1.0, 2.0},
                            {Distribution::exponential(0.5), Distribution::uniform(0.0, 2.0)})};
  for (const Distribution& law : laws)
    for (const double s : {0.1, 1.0, 5.0})
      EXPECT_NEAR(laplace(law, s), sliced(law, s), 1e-4) << Distribution::name_of(law.kind());
}

TEST(SingleServer, PoissonArrivalsAreMm1WhateverTheForm) {
  workload::Arrivals poisson;
  EXPECT_NEAR(*single_server_mean_response(poisson, 0.8, 1.0), 5.0, 1e-9);
  EXPECT_NEAR(mmpp_m1_mean_response({{0.8, 0.8}, {0.1, 0.3}}, 1.0), 5.0, 1e-9);
  EXPECT_NEAR(batch_m1_mean_response(Distribution::deterministic(1.0), 0.8, 1.0), 5.0, 1e-12);
}

/// A server slower than the bursts. [Neuts 1981, checked against the truncated chain]
TEST(SingleServer, BurstsBeyondTheServerPileUp) {
  EXPECT_NEAR(mmpp_m1_mean_response({{20.0, 150.0}, {0.005, 0.02}}, 100.0), 20.9655230289, 1e-6);
}

TEST(SingleServer, FastModulationIsPoissonAgain) {
  EXPECT_NEAR(mmpp_m1_mean_response({{0.2, 1.4}, {1e6, 1e6}}, 1.0), 5.0, 1e-4);
}

TEST(SingleServer, MixedStreamsAreLeftToTheApproximation) {
  workload::Arrivals mixed;
  mixed.bursts = workload::Bursts{2.0, Seconds(1.0), Seconds(10.0)};
  mixed.together = Distribution::deterministic(2.0);
  EXPECT_FALSE(single_server_mean_response(mixed, 0.5, 1.0).has_value());
}

}  // namespace
}  // namespace headroom::analytic
