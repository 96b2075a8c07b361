// Replicas that follow the load of the year: hours, bills, windows and headroom.
#include <algorithm>

#include <gtest/gtest.h>

#include "core/network/replicas.h"
#include "core/projection/money.h"
#include "core/projection/project.h"
#include "core/projection/resting.h"
#include "core/projection/windows.h"
#include "core/projection/year.h"
#include "tests/projection/scenarios.h"

namespace headroom::projection {
namespace {

using testing::one_service;
using testing::one_size;
using testing::quantity;

network::Autoscaling half_busy() {
  network::Autoscaling rule;
  rule.most = 100;
  rule.target = 0.5;
  return rule;
}

TEST(Resting, IsWhereTheAutoscalerNoLongerActs) {
  EXPECT_EQ(resting_replicas(half_busy(), 10.0, 1), 20U);
  EXPECT_EQ(resting_replicas(half_busy(), 10.0, 24), 20U);  // 41 % of 24: too far from 50
  EXPECT_EQ(resting_replicas(half_busy(), 10.0, 22), 22U);  // 45 %: within a tenth of it
  EXPECT_EQ(resting_replicas(half_busy(), 10.0, 19), 19U);  // 52 %
  EXPECT_EQ(resting_replicas(half_busy(), 0.0, 50), 1U);
  EXPECT_EQ(resting_replicas(half_busy(), 1000.0, 1), 100U);
}

/// Half a replica busy for each 50 requests/s; kept at 50 %.
Scenario elastic_service() {
  Scenario scenario = one_service();
  auto& web = scenario.architecture.components["web"].parameters;
  web["max_replicas"] = quantity(8.0, "8");
  web["target_cpu"] = quantity(0.5, "50 %");
  return scenario;
}

class Elastic : public ::testing::Test {
 protected:
  [[nodiscard]] static network::Autoscaling rule() {
    network::Autoscaling rule = half_busy();
    rule.most = 8;
    return rule;
  }
  [[nodiscard]] Model build() const { return Model::build(scenario, kinds, catalogue).value(); }

  Scenario scenario = elastic_service();
  network::KindList kinds = models::builtin_kinds();
  cost::Catalogue catalogue = one_size();
};

TEST_F(Elastic, NetworkHasTheReplicasOfItsLoad) {
  const Model model = build();
  EXPECT_EQ(model.network().groups[0].replicas, 1U);
  for (const auto& [rps, replicas] : {std::pair{50.0, 1U}, {54.9, 1U}, {80.0, 2U}, {170.0, 4U}}) {
    const auto network = model.network_at(rps);
    EXPECT_EQ(network->groups[0].replicas, replicas) << rps;
    EXPECT_EQ(network->resource_count, replicas) << rps;
  }
  EXPECT_EQ(model.network_at(5000.0)->groups[0].replicas, 8U);
}

TEST_F(Elastic, HoursAreCountedWithTheReplicasOfTheHour) {
  scenario.load.growth = workload::NoGrowth{};
  scenario.load.season.hour_of_day.fill(1.0);
  for (std::size_t hour = 0; hour < 12; ++hour) scenario.load.season.hour_of_day[hour] = 0.2;
  scenario.load.now = workload::PeakHourRate{Uncertain::exact(200.0)};
  scenario.horizon = {{2027, 4}, 0};
  const Model model = build();
  const workload::Forecast forecast(model.load(), {2027, 4}, 0, workload::World::central());
  const auto months = walk(forecast, Throughput(model, 200.0));
  // By day 200 requests/s, 2 busy: 4 replicas. By night 40, 0.4 busy: 1 of them.
  EXPECT_DOUBLE_EQ(months[0].replica_hours[0], 30 * (12 * 4 + 12 * 1));
  const auto bill = bill_of(model, months[0], 0).value();
  EXPECT_NEAR(bill.total.units(), 30 * (12 * 4 + 12 * 1) * 0.10, 1e-6);
}

TEST_F(Elastic, ProjectionStaysStableUntilThereAreNoMoreReplicas) {
  scenario.load.now = workload::PeakHourRate{Uncertain::exact(200.0)};
  scenario.load.growth = workload::Linear{Uncertain::exact(0.55)};
  Options options;
  options.preview = true;
  const auto projection = project(build(), options).value();
  // 8 replicas do 800 requests/s: reached after 5.5 months of 110 more each.
  ASSERT_NE(projection.first_breach(), nullptr);
  EXPECT_EQ(projection.first_breach()->target, TargetKind::stability);
  EXPECT_NEAR(projection.first_breach()->critical_rps, 800.0, 1.0);
  EXPECT_EQ(projection.first_breach()->month_index, 5);
  for (const MonthResult& month : projection.months) {
    const ComponentMonth& web = month.components[0];
    const double busy = month.peak_rps.estimate / 100.0;
    EXPECT_EQ(web.peak_replicas, resting_replicas(rule(), busy, 1)) << month.index;
    EXPECT_NEAR(web.peak_asked, busy / web.peak_replicas, 0.01 * web.peak_asked);
    EXPECT_NEAR(1.0 + *web.headroom, 8.0 / busy, 0.01 * 8.0 / busy);
    EXPECT_GE(web.mean_replicas, resting_replicas(rule(), std::max(0.0, busy - 1.1), 1));
    EXPECT_LE(web.mean_replicas, web.peak_replicas);
  }
  EXPECT_NEAR(*projection.headroom_now, *projection.months[0].components[0].headroom, 0.01);
}

TEST_F(Elastic, SurgeThatTheAutoscalerIsTooLateForIsABreach) {
  // 100 requests/s by two replicas; four times as many within ten seconds, new ones after a minute.
  scenario.load.now = workload::PeakHourRate{Uncertain::exact(100.0)};
  scenario.load.growth = workload::NoGrowth{};
  scenario.horizon.months = 1;
  scenario.targets.latency_p95 = Seconds(0.3);
  workload::Surge surge;
  surge.name = "push";
  surge.at = start_of({2026, 12});
  surge.peak = Uncertain::exact(4.0);
  surge.ramp = Seconds(10.0);
  surge.hold = Seconds(300.0);
  scenario.load.surges = {surge};
  const auto projection = project(build(), Options{}).value();
  ASSERT_NE(projection.first_breach(), nullptr);
  const Breach& breach = *projection.first_breach();
  EXPECT_EQ(breach.surge, "push");
  EXPECT_EQ(breach.target, TargetKind::latency_p95);
  EXPECT_EQ(breach.component + " " + breach.resource, "web CPU");
  // 200 too many for 75 s and more: the last of them wait for a minute.
  EXPECT_GT(breach.value.low, 10.0);
  const Window& top = projection.months[0].windows.back();
  EXPECT_TRUE(top.simulated.stable);
  EXPECT_LT(top.simulated.total.latency.p95.estimate, 0.3);
  EXPECT_DOUBLE_EQ(breach.value.estimate, top.course->worst_p95_s.estimate);
}

TEST_F(Elastic, UsersAreServedByAsManyAsTheyKeepBusy) {
  // 40 users who think for 0.1 s ask for less than 400 requests/s, the less the longer they wait.
  // One replica of 100 is saturated; the autoscaler rests within a tenth of half busy.
  scenario.load.now = workload::Population{Uncertain::exact(40.0)};
  scenario.load.classes = {{"page", Ratio(1.0), "users", "page"}};
  architecture::Component users;
  users.name = "users";
  users.kind = "client";
  users.parameters["to"] = {std::string("web"), "web"};
  users.parameters["think_time"] = {random::Distribution::exponential(0.1), "exponential(100 ms)"};
  scenario.architecture.components["users"] = users;
  const Model model = build();
  const auto network = model.network_at(40.0);
  const std::uint32_t web = network->group_named("web");
  const std::uint32_t replicas = network->groups[web].replicas;
  const auto solved = analytic::solve(*network, model.load_at(40.0), analytic::Quantiles::fitted);
  const double used = solved.components[web].resources[0].utilization.estimate;
  EXPECT_GE(used, 0.45);
  EXPECT_LE(used, 0.55);
  EXPECT_EQ(replicas, scaling::pods_for_use(replicas, used, 0.5, 0.1));
  EXPECT_NEAR(used * replicas, solved.total.throughput_rps.estimate / 100.0, 1e-6);
}

}  // namespace
}  // namespace headroom::projection
