// Exact figures of changing loads, computed with a matrix exponential of the whole generator by an
// independent program. [Kolmogorov 1931; Grassmann, Comput. Oper. Res. 4 (1977)]
#include "core/analytic/transient_chain.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/analytic/queueing.h"
#include "core/sim/transient.h"
#include "tests/sim/networks.h"

namespace headroom::analytic {
namespace {

/// Within the digits in which the figures are known.
void expect_near(double value, double truth) { EXPECT_NEAR(value, truth, 2e-8 * (1.0 + truth)); }

TEST(TransientChain, SurgeAboveCapacityAndItsDrain) {
  const TransientLine line{{{0.0, 6.0}, {60.0, 16.0}, {80.0, 6.0}}, 1.0, 10, 400, false};
  const auto points = transient(line, {60.0, 65.0, 70.0, 80.0, 90.0, 100.0, 120.0, 160.0});
  const double inside[] = {6.15194886403, 38.0084055555, 68.0121170102, 128.012166307,
                           88.0169818337, 48.9363082344, 8.35558668321, 6.15195980375};
  const double busy[] = {0.101299242687, 0.998279987295, 0.999979633796, 0.999999993081,
                         0.99895477354,  0.916329366051, 0.197019592122, 0.101299976779};
  for (std::size_t i = 0; i < points.size(); ++i) {
    expect_near(points[i].mean_in_system, inside[i]);
    expect_near(points[i].all_busy, busy[i]);
  }
  expect_near(points.back().arrivals, 1160.0);
  expect_near(points.back().job_seconds, 4201.83743836);
}

TEST(TransientChain, AnEmptyServerFills) {
  const TransientLine line{{{0.0, 0.8}}, 1.0, 1, 300, true};
  const auto points = transient(line, {1.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0});
  const double inside[] = {0.551551858273, 1.46946082779, 2.03028156358, 2.64763492396,
                           3.405038978,    3.79187269258, 3.96298227723};
  for (std::size_t i = 0; i < points.size(); ++i) expect_near(points[i].mean_in_system, inside[i]);
  expect_near(points.back().job_seconds, 702.442569389);
}

TEST(TransientChain, StepsUpToOverloadTurnSomeAway) {
  const TransientLine line{
      {{0.0, 20.0}, {10.0, 40.0}, {20.0, 60.0}, {30.0, 80.0}, {40.0, 100.0}, {50.0, 50.0}},
      8.0,
      10,
      200,
      false};
  const auto points = transient(line, {10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0});
  const double inside[] = {2.50009587687, 5.03610535915, 8.41983358059, 37.902187698,
                           191.348445137, 6.4675183711,  6.45942178895};
  for (std::size_t i = 0; i < points.size(); ++i) expect_near(points[i].mean_in_system, inside[i]);
  expect_near(points[4].rejected, 0.167460730572);
  expect_near(points.back().rejections, 47.5447369972);
  expect_near(points.back().job_seconds, 2504.34807272);
}

TEST(TransientChain, ASmallRoomIsSoonFull) {
  const TransientLine line{{{0.0, 5.0}, {20.0, 30.0}, {50.0, 5.0}}, 1.0, 10, 30, false};
  const auto points = transient(line, {20.0, 25.0, 30.0, 50.0, 60.0, 80.0});
  expect_near(points[1].mean_in_system, 29.4999999923);
  expect_near(points[1].rejected, 0.666666665203);
  expect_near(points[4].mean_in_system, 5.10613959804);
  expect_near(points.back().rejections, 577.129513392);
  expect_near(points.back().job_seconds, 1185.84716646);
}

TEST(TransientChain, AConstantLoadStaysInItsSteadyState) {
  const auto points = transient({{{0.0, 3.0}}, 1.0, 4, 10, false}, {1.0, 50.0});
  const FiniteRoom steady = mmck(3.0, 1.0, 4, 10);
  for (const TransientPoint& point : points) {
    EXPECT_NEAR(point.mean_in_system, steady.mean_in_system, 1e-11);
    EXPECT_NEAR(point.rejected, steady.blocking, 1e-12);
  }
}

/// Two ways to the same expectations: the simulation's backlog is the number in the system.
TEST(TransientChain, TheSimulationOfChangingLoadsAgrees) {
  const network::Network net = sim::testing::single_station(sim::testing::station(10),
                                                            random::Distribution::exponential(1.0));
  network::Load load;
  load.sources.push_back({PerSecond(0.0), 0});
  load.sources[0].profile = {{Seconds(0.0), PerSecond(6.0)},
                             {Seconds(20.0), PerSecond(6.0)},
                             {Seconds(20.0), PerSecond(16.0)},
                             {Seconds(40.0), PerSecond(16.0)},
                             {Seconds(40.0), PerSecond(6.0)}};
  const auto simulated = *sim::simulate_transient(
      net, load, {.seed = 4, .duration = Seconds(80.0), .bins = 8, .replications = 200});
  const TransientLine line{{{0.0, 6.0}, {20.0, 16.0}, {40.0, 6.0}}, 1.0, 10, 400, false};
  const auto exact = transient(line, {10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0});
  for (std::size_t bin = 0; bin < exact.size(); ++bin) {
    const Estimate& backlog = simulated.bins[bin].backlog;
    EXPECT_LE(std::abs(backlog.estimate - exact[bin].mean_in_system), 2.0 * backlog.half_width())
        << bin;
  }
}

}  // namespace
}  // namespace headroom::analytic
