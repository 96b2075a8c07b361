// Random times as moments and as spectra.
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/analytic/fork_join.h"
#include "core/analytic/queueing.h"
#include "core/analytic/spectra.h"
#include "core/analytic/time.h"

namespace headroom::analytic {
namespace {

using random::Distribution;

/// One group with these sites.
network::Network sites(const std::vector<Distribution>& laws) {
  network::Network net;
  net.groups.resize(1);
  for (const Distribution& law : laws) net.groups[0].sites.push_back({"", law, false});
  return net;
}

void expect_quantiles(const SampledLaw& law, const Distribution& truth, double tolerance) {
  for (const double p : {0.25, 0.5, 0.95, 0.99})
    EXPECT_NEAR(law.quantile(p), truth.quantile(p), tolerance * truth.quantile(p)) << p;
}

TEST(Time, TruncationKeepsTheTotal) {
  const Time time{2.0, 3.0};
  const Truncated<Time> early = gamma_truncated(time, 1.5);
  EXPECT_NEAR(early.probability, gamma_cdf(time, 1.5), 1e-14);
  EXPECT_LT(early.law.mean, 1.5);
  const Truncated<Time> all = gamma_truncated(time, 1e3);
  EXPECT_NEAR(all.law.mean, 2.0, 1e-9);
  EXPECT_NEAR(all.law.variance, 3.0, 1e-8);
}

TEST(Time, TruncatedExponentialHasItsClosedForm) {
  // E[X | X <= t] = m - t e^{-t/m} / (1 - e^{-t/m}).
  const Truncated<Time> early = gamma_truncated({1.0, 1.0}, 2.0);
  EXPECT_NEAR(early.probability, 1.0 - std::exp(-2.0), 1e-12);
  EXPECT_NEAR(early.law.mean, 1.0 - 2.0 * std::exp(-2.0) / (1.0 - std::exp(-2.0)), 1e-10);
}

TEST(Time, ConstantIsAStep) {
  EXPECT_EQ(gamma_cdf({2.0, 0.0}, 1.999), 0.0);
  EXPECT_EQ(gamma_cdf({2.0, 0.0}, 2.0), 1.0);
  EXPECT_EQ(gamma_quantile({2.0, 0.0}, 0.3), 2.0);
}

TEST(ForkJoin, LongestOfExponentialsIsTheHarmonicNumber) {
  const Time truth = longest_exponential(3.0, 7);
  const Time answer = longest({{{3.0, 9.0}, 7.0}});
  EXPECT_NEAR(answer.mean, truth.mean, 1e-9);
  EXPECT_NEAR(answer.variance, truth.variance, 1e-7);
  const Time apart = longest({{{3.0, 9.0}, 3.0}, {{3.0, 9.0}, 4.0}});
  EXPECT_NEAR(apart.mean, truth.mean, 1e-9);
}

TEST(ForkJoin, LongestOfConstantsIsTheLargest) {
  EXPECT_EQ(longest({{{1.0, 0.0}, 1.0}, {{2.0, 0.0}, 5.0}}).mean, 2.0);
}

TEST(Spectra, LawsComeBackAsTheyWere) {
  for (const Distribution& law :
       {Distribution::exponential(0.02), Distribution::erlang(4, 0.02),
        Distribution::lognormal(0.02, 1.5), Distribution::weibull(0.8, 0.02),
        Distribution::uniform(0.01, 0.03)}) {
    const auto net = sites({law});
    const Spectra spectra(net, TimeGrid::for_time({law.mean(), law.variance()}));
    expect_quantiles(spectra.sampled(spectra.draw(0, 0, 1.0)), law, 0.01);
    EXPECT_NEAR(spectra.sampled(spectra.draw(0, 0, 2.0)).quantile(0.9), law.quantile(0.9) / 2.0,
                0.01 * law.quantile(0.9));
  }
}

TEST(Spectra, SumsAreConvolutions) {
  const auto net = sites({Distribution::exponential(1.0), Distribution::deterministic(3.0)});
  const Spectra spectra(net, TimeGrid::for_time({6.0, 3.0}));
  const Spectra::Law one = spectra.draw(0, 0, 1.0);
  const Spectra::Law three = Spectra::sum(one, Spectra::sum(one, one));
  expect_quantiles(spectra.sampled(three), Distribution::erlang(3, 3.0), 0.01);
  const SampledLaw later = spectra.sampled(Spectra::sum(three, spectra.draw(0, 1, 1.0)));
  EXPECT_NEAR(later.quantile(0.5), 3.0 + Distribution::erlang(3, 3.0).quantile(0.5), 0.02);
}

TEST(Spectra, MixturesKeepBothModes) {
  // Hits of 1 ms and misses of 50 ms: two moments would put the median between them.
  const auto net = sites({Distribution::erlang(20, 0.001), Distribution::erlang(20, 0.05)});
  const Spectra spectra(net, TimeGrid::for_time({0.0108, 0.0004}));
  const SampledLaw law =
      spectra.sampled(spectra.either(0.8, spectra.draw(0, 0, 1.0), 0.2, spectra.draw(0, 1, 1.0)));
  EXPECT_NEAR(law.quantile(0.5), 0.001, 0.0003);
  EXPECT_NEAR(law.quantile(0.9), 0.05, 0.002);
  EXPECT_NEAR(law.cdf(0.02), 0.8, 0.001);
}

TEST(Spectra, WaitOfMm1AddsUpToItsResponse) {
  Waiting wait;
  wait.wait = Time::from_second_moment(4.0, 2.0 * 16.0 / 0.8);
  const auto net = sites({Distribution::exponential(1.0)});
  const Spectra spectra(net, TimeGrid::for_time({5.0, 25.0}));
  const SampledLaw law =
      spectra.sampled(Spectra::sum(spectra.waits(wait), spectra.draw(0, 0, 1.0)));
  for (const double p : {0.5, 0.95, 0.99})
    EXPECT_NEAR(law.quantile(p), mmc_response_quantile(0.8, 1.0, 1, p),
                0.01 * mmc_response_quantile(0.8, 1.0, 1, p));
}

TEST(Spectra, LongestIsTheProductOfDistributionFunctions) {
  const auto net = sites({Distribution::exponential(1.0)});
  const Spectra spectra(net, TimeGrid::for_time(longest_exponential(1.0, 10)));
  const SampledLaw law = spectra.sampled(spectra.longest({{spectra.draw(0, 0, 1.0), 10.0}}));
  for (const double p : {0.5, 0.95, 0.99}) {
    const double truth = -std::log1p(-std::pow(p, 0.1));
    EXPECT_NEAR(law.quantile(p), truth, 0.015 * truth) << p;
  }
}

TEST(Spectra, NothingIsLaterThanItsLimit) {
  const auto net = sites({Distribution::exponential(1.0)});
  const Spectra spectra(net, TimeGrid::for_time({1.0, 1.0}));
  const auto early = spectra.until(spectra.draw(0, 0, 1.0), 2.0);
  EXPECT_NEAR(early.probability, 1.0 - std::exp(-2.0), 0.005);
  EXPECT_LE(spectra.sampled(early.law).quantile(0.99), 2.05);
}

TEST(Spectra, SharingSlowsByItsStretch) {
  const auto net = sites({Distribution::lognormal(1.0, 2.0)});
  Sharing sharing;
  sharing.stretch = 3.0;
  const Time time = shared_residence({1.0, 4.0}, sharing);
  const Spectra spectra(net, TimeGrid::for_time(time));
  EXPECT_NEAR(spectra.sampled(spectra.shares(0, 0, 1.0, sharing)).mean(), 3.0, 0.15);
}

TEST(SampledLaw, ConstantHasItsValueForAllQuantiles) {
  const SampledLaw law = SampledLaw::constant(3.0);
  EXPECT_LE(law.quantile(0.01), 3.0);
  EXPECT_EQ(law.quantile(0.5), 3.0);
}

}  // namespace
}  // namespace headroom::analytic
