// Replicas that follow the load of the year: hours, bills, windows and headroom.
#include <numeric>

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
  EXPECT_NEAR(bill.total.units(), 30 * (12 * 4 + 12 * 1) * 0.10e6, 1.0);
}

TEST_F(Elastic, ProjectionStaysStableUntilThereAreNoMoreReplicas) {
  scenario.load.now = workload::PeakHourRate{Uncertain::exact(200.0)};
  scenario.load.growth = workload::Linear{Uncertain::exact(0.5)};
  Options options;
  options.preview = true;
  const auto projection = project(build(), options).value();
  // 8 replicas do 800 requests/s: three times as much is reached after 6 months.
  ASSERT_NE(projection.first_breach(), nullptr);
  EXPECT_EQ(projection.first_breach()->target, TargetKind::stability);
  EXPECT_NEAR(projection.first_breach()->critical_rps, 800.0, 1.0);
  EXPECT_EQ(projection.months[0].components[0].peak_replicas, 4U);
  EXPECT_EQ(projection.months[2].components[0].peak_replicas, 8U);
  EXPECT_DOUBLE_EQ(projection.months[0].components[0].mean_replicas, 4.0);
  EXPECT_NEAR(*projection.months[0].components[0].headroom, 3.0, 1e-9);
  EXPECT_NEAR(*projection.headroom_now, 3.0, 0.01);
  // Between them it is as busy as the autoscaler lets it be.
  for (std::size_t m = 0; m < 3; ++m)
    EXPECT_LE(projection.months[m].components[0].peak_asked, 0.5 * 1.1 + 0.20 * (m == 2 ? 1 : 0));
}

TEST_F(Elastic, UsersAreCountedBeforeTheyAreServed) {
  // 40 users who think for 0.1 s: one replica of 100 requests/s is saturated, and doubled until
  // they are half busy.
  architecture::Component client;
  client.name = "people";
  client.kind = "client";
  client.parameters["to"] = {std::string("web.page"), "web.page"};
  client.parameters["think_time"] = {random::Distribution::exponential(0.1), "exponential(100 ms)"};
  scenario.architecture.components["people"] = client;
  scenario.load.classes[0].component = "people";
  scenario.load.classes[0].operation = "";
  scenario.load.now = workload::Population{Uncertain::exact(40.0)};
  const Model model = build();
  const auto network = model.network_at(40.0);
  const std::uint32_t web = network->group_named("web");
  const auto solved = analytic::solve(*network, model.load_at(40.0));
  const double used = solved.components[web].resources[0].utilization.estimate;
  EXPECT_EQ(network->groups[web].replicas, 8U);
  EXPECT_LE(used, 0.55);
}

}  // namespace
}  // namespace headroom::projection
