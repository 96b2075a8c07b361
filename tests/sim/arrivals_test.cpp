#include "core/sim/arrivals.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/sim/engine.h"
#include "tests/sim/networks.h"

namespace headroom::sim {
namespace {

using network::RateProfile;

RateProfile profile(std::initializer_list<std::pair<double, double>> points) {
  RateProfile made;
  for (const auto& [at, rate] : points) made.push_back({Seconds(at), PerSecond(rate)});
  return made;
}

TEST(RateIntegral, InvertsTheIntegralOfALinearRate) {
  // 0 at 0, rising by 2 per s^2 for 3 s: the integral is t^2, then 6 per s.
  RateIntegral integral(profile({{0.0, 0.0}, {3.0, 6.0}}));
  EXPECT_DOUBLE_EQ(*integral.advance(1.0), 1.0);
  EXPECT_DOUBLE_EQ(*integral.advance(3.0), 2.0);
  EXPECT_DOUBLE_EQ(*integral.advance(5.0), 3.0);
  EXPECT_DOUBLE_EQ(*integral.advance(12.0), 5.0);
}

TEST(RateIntegral, JumpsAndPausesAreTimesWithoutArrivals) {
  RateIntegral integral(profile({{0.0, 1.0}, {2.0, 1.0}, {2.0, 0.0}, {5.0, 0.0}, {5.0, 4.0}}));
  EXPECT_DOUBLE_EQ(*integral.advance(1.5), 1.5);
  EXPECT_DOUBLE_EQ(*integral.advance(1.5), 5.25);
}

TEST(RateIntegral, EndsWithTheRate) {
  RateIntegral integral(profile({{0.0, 2.0}, {1.0, 0.0}}));
  EXPECT_LT(*integral.advance(0.9), 1.0);
  EXPECT_FALSE(integral.advance(0.2).has_value());
}

TEST(RateIntegral, ExpectedArrivalsAreItsValue) {
  const RateProfile ramp = profile({{0.0, 0.0}, {3.0, 6.0}});
  EXPECT_DOUBLE_EQ(expected_arrivals(ramp, 2.0), 4.0);
  EXPECT_DOUBLE_EQ(expected_arrivals(ramp, 5.0), 21.0);
}

TEST(Engine, ArrivalsFollowTheProfile) {
  // 10/s for 100 s, rising to 30/s over 100 s, back to 5/s at once: 1000, 2000 and 500 expected.
  const auto net =
      testing::single_station(testing::station(100), random::Distribution::exponential(0.01));
  network::Load load;
  load.sources.push_back(
      {PerSecond(0.0), 0, profile({{0.0, 10.0}, {100.0, 10.0}, {200.0, 30.0}, {200.0, 5.0}})});
  double before = 0.0;
  double total[3] = {};
  constexpr int kRuns = 50;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    Engine engine(net, load, {.seed = 4, .replication = run});
    before = 0.0;
    for (int part = 0; part < 3; ++part) {
      EXPECT_EQ(engine.run_until(100.0 * (part + 1), {}), Engine::Outcome::reached);
      EXPECT_EQ(engine.clock(), 100.0 * (part + 1));
      const auto arrived = static_cast<double>(engine.counts()[0].arrivals);
      total[part] += arrived - before;
      before = arrived;
    }
  }
  const double expected[3] = {1000.0 * kRuns, 2000.0 * kRuns, 500.0 * kRuns};
  for (int part = 0; part < 3; ++part)
    EXPECT_NEAR(total[part], expected[part], 3.5 * std::sqrt(expected[part])) << part;
}

TEST(Engine, ConstantProfileDrawsTheSameArrivalsAsItsRate) {
  const auto net =
      testing::single_station(testing::station(1), random::Distribution::exponential(1.0));
  network::Load varying;
  varying.sources.push_back({PerSecond(0.0), 0, profile({{0.0, 0.5}})});
  Engine one(net, testing::rate(0.5), {.seed = 3});
  Engine other(net, varying, {.seed = 3});
  one.run_until(2000.0, {});
  other.run_until(2000.0, {});
  EXPECT_EQ(one.counts()[0].arrivals, other.counts()[0].arrivals);
  EXPECT_NEAR(one.classes()[0].response_s.mean(), other.classes()[0].response_s.mean(), 1e-6);
}

TEST(Engine, RunInPartsIsTheRunInOnePiece) {
  const auto net =
      testing::single_station(testing::station(2), random::Distribution::exponential(1.0));
  Engine whole(net, testing::rate(1.5), {.seed = 8});
  Engine parts(net, testing::rate(1.5), {.seed = 8});
  whole.run_until(1000.0, {});
  for (const double until : {0.5, 0.5, 100.0, 777.0, 1000.0}) parts.run_until(until, {});
  EXPECT_EQ(whole.fingerprint(), parts.fingerprint());
  EXPECT_EQ(whole.inside(), parts.inside());
}

}  // namespace
}  // namespace headroom::sim
