// When and at which load targets break, against M/M/1, whose p95 is ln 20 / (mu - lambda).
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/projection/project.h"
#include "tests/projection/scenarios.h"

namespace headroom::projection {
namespace {

using testing::exponential;
using testing::one_service;
using testing::one_size;

constexpr double kServiceRate = 10.0;
constexpr double kLimit = 1.0;  // seconds of p95
const double kCritical = kServiceRate - std::log(20.0) / kLimit;

/// One thread that is held for 100 ms: M/M/1, first come first served. `cpu_s` of it on the CPU.
Scenario one_thread(double rps, double cpu_s = 0.0) {
  Scenario scenario = one_service();
  scenario.horizon.months = 1;
  scenario.load.now = workload::PeakHourRate{Uncertain::exact(rps)};
  scenario.load.growth = workload::NoGrowth{};
  architecture::Component& web = scenario.architecture.components["web"];
  web.parameters["threads"] = testing::quantity(1.0, "1");
  web.operations["page"] = {
      architecture::Step{architecture::CpuWork{{random::Distribution::deterministic(cpu_s), ""}}},
      architecture::Step{architecture::Wait{exponential(1.0 / kServiceRate - cpu_s)}}};
  return scenario;
}

Projection projected(const Scenario& scenario) {
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(scenario, kinds, catalogue).value();
  Options options;
  options.precision = 0.03;
  return project(model, options).value();
}

TEST(CriticalLoad, OfATargetThatIsMissedNowLiesBelowTheLoad) {
  Scenario scenario = one_thread(8.5);
  scenario.targets.latency_p95 = Seconds(kLimit);
  const Projection projection = projected(scenario);
  ASSERT_EQ(projection.breaches.size(), 1U);
  EXPECT_NEAR(projection.breaches[0].critical_rps, kCritical, 0.01 * kCritical);
  EXPECT_NEAR(projection.headroom_now.value(), kCritical / 8.5 - 1.0, 0.01);
  EXPECT_LT(projection.headroom_now.value(), 0.0);
}

TEST(CriticalLoad, IsReachedOnTheDayThatTheClosedFormSays) {
  Scenario scenario = one_thread(5.0);
  scenario.horizon.months = 3;
  scenario.load.growth = workload::Compound{Uncertain::exact(0.30)};
  scenario.targets.latency_p95 = Seconds(kLimit);
  const Projection projection = projected(scenario);
  ASSERT_FALSE(projection.breaches.empty());
  // 1.285 months after 1 December, in January of 31 days.
  const double months = std::log(kCritical / 5.0) / std::log(1.30);
  const auto exact = static_cast<double>(start_of({2027, 1}).seconds) + (months - 1.0) * 31 * 86400;
  EXPECT_NEAR(static_cast<double>(projection.breaches[0].date.seconds), exact, 1.5 * 86400);
}

TEST(CriticalLoad, OfASurgeIsWhereTheTargetBreaksAndNotItsTop) {
  Scenario scenario = one_thread(5.0);
  scenario.targets.latency_p95 = Seconds(kLimit);
  workload::Surge launch;
  launch.name = "launch";
  launch.at = *parse_instant("2026-12-15T09:00");
  launch.peak = Uncertain::exact(1.7);
  launch.hold = Seconds(3600);
  scenario.load.surges = {launch};
  const Projection projection = projected(scenario);
  ASSERT_EQ(projection.breaches.size(), 1U);
  EXPECT_EQ(projection.breaches[0].surge, "launch");
  EXPECT_NEAR(projection.breaches[0].critical_rps, kCritical, 0.01 * kCritical);
}

TEST(CriticalLoad, WithoutTargetsIsThatOfTheThreads) {
  // The CPU could do 125 times as much, the thread only a quarter more.
  const Projection projection = projected(one_thread(8.0, 0.001));
  EXPECT_TRUE(projection.breaches.empty());
  EXPECT_NEAR(projection.headroom_end.value(), 0.25, 1e-6);
  const ComponentMonth& web = projection.months[0].components[0];
  EXPECT_EQ(web.resource, "threads");
  EXPECT_NEAR(web.headroom.value(), 0.25, 0.05);
}

TEST(CriticalLoad, OfALatencyLiesBelowSaturationWhereAJumpSkipsIt) {
  // From half of what the thread can do to twice as much in a month.
  Scenario scenario = one_thread(5.0);
  scenario.load.growth = workload::Stepwise{{{{2027, 1}, Uncertain::exact(4.0)}}};
  scenario.targets.latency_p95 = Seconds(kLimit);
  const Projection projection = projected(scenario);
  ASSERT_EQ(projection.breaches.size(), 2U);
  EXPECT_EQ(projection.breaches[0].target, TargetKind::stability);
  EXPECT_NEAR(projection.breaches[0].critical_rps, kServiceRate, 1e-6);
  EXPECT_EQ(projection.breaches[1].target, TargetKind::latency_p95);
  EXPECT_TRUE(projection.breaches[1].unbounded);
  EXPECT_NEAR(projection.breaches[1].critical_rps, kCritical, 0.02 * kCritical);
  EXPECT_NEAR(projection.headroom_now.value(), kCritical / 5.0 - 1.0, 0.02);
}

}  // namespace
}  // namespace headroom::projection
