#include <gtest/gtest.h>

#include "core/projection/sensitivity.h"
#include "core/projection/surge.h"
#include "core/projection/windows.h"
#include "core/projection/worlds.h"
#include "core/projection/year.h"
#include "core/workload/fit.h"
#include "tests/projection/scenarios.h"

namespace headroom::projection {
namespace {

using testing::exponential;
using testing::one_service;
using testing::one_size;

TEST(SampleQuantile, InterpolatesBetweenOrderStatistics) {
  EXPECT_DOUBLE_EQ(sample_quantile({3.0, 1.0, 2.0}, 0.5), 2.0);
  EXPECT_DOUBLE_EQ(sample_quantile({0.0, 10.0}, 0.25), 2.5);
  EXPECT_DOUBLE_EQ(sample_quantile({7.0}, 0.9), 7.0);
}

TEST(Band, HoldsTheCentralValueAndIsExactWithoutWorlds) {
  EXPECT_EQ(band(5.0, {}), Estimate::exact(5.0));
  const Estimate wide = band(100.0, {1.0, 2.0, 3.0});
  EXPECT_EQ(wide.high, 100.0);
  EXPECT_LT(wide.low, 2.0);
}

TEST(Uncertainty, IsSeenInEveryInputOfTheLoad) {
  workload::Load load = one_service().load;
  EXPECT_FALSE(is_uncertain(load));
  load.growth = workload::Stepwise{{{{2027, 1}, {1.0, 2.0}}}};
  EXPECT_TRUE(is_uncertain(load));
  load.growth = workload::NoGrowth{};
  load.now = workload::Population{{100.0, 200.0}};
  EXPECT_TRUE(is_uncertain(load));
  load.now = workload::PeakHourRate{Uncertain::exact(1.0)};
  workload::Surge surge;
  surge.peak = {2.0, 3.0};
  load.surges = {surge};
  EXPECT_TRUE(is_uncertain(load));
}

TEST(Uncertainty, OfAHistoryIsTheFitsAndGivesBands) {
  Scenario scenario = one_service();
  scenario.horizon.months = 1;
  workload::History history;
  history.step = Seconds(3600.0);
  for (int hour = 0; hour < 28 * 24; ++hour)
    history.samples.push_back(
        {Instant{start_of({2026, 11}).seconds + hour * 3600}, hour / 24 % 2 == 0 ? 20.0 : 24.0});
  scenario.load.now = history;
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(scenario, kinds, catalogue).value();
  EXPECT_EQ(model.load(), workload::resolved(scenario.load));
  EXPECT_TRUE(model.history_fit().has_value());
  EXPECT_TRUE(is_uncertain(model.load()));
  const auto worlds = imagine(model, Throughput(model, 50.0), 1, 2).value();
  EXPECT_NE(worlds.at(0).months.at(0).load.peak_rps, worlds.at(1).months.at(0).load.peak_rps);
}

TEST(Year, RequestsOfAMonthAreItsRateTimesItsSeconds) {
  Scenario scenario = one_service();
  scenario.load.growth = workload::NoGrowth{};
  scenario.horizon = {{2028, 2}, 0};  // a leap year
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(scenario, kinds, catalogue).value();
  const workload::Forecast forecast(scenario.load, {2028, 2}, 0, workload::World::central());
  const auto months = walk(forecast, Throughput(model, 50.0));
  ASSERT_EQ(months.size(), 1U);
  EXPECT_DOUBLE_EQ(months[0].requests, 50.0 * 29 * 24 * 3600);
  EXPECT_DOUBLE_EQ(months[0].hours, 29 * 24);
  EXPECT_EQ(first_hour_at(forecast, 50.0)->seconds, start_of({2028, 2}).seconds);
  EXPECT_FALSE(first_hour_at(forecast, 50.1).has_value());
}

/// Users that think for 1 s and ask one vCPU for 10 ms of work.
Scenario population(double users) {
  Scenario scenario = one_service();
  scenario.load.growth = workload::NoGrowth{};
  scenario.load.now = workload::Population{Uncertain::exact(users)};
  architecture::Component client;
  client.name = "users";
  client.kind = "client";
  client.parameters["to"] = {std::string("web"), "web"};
  client.parameters["think_time"] = {random::Distribution::exponential(1.0), "exponential(1 s)"};
  scenario.architecture.components["users"] = client;
  scenario.architecture.components["web"].parameters["network"] = {
      random::Distribution::deterministic(0.0), "0 s"};
  scenario.load.classes = {{"page", Ratio(1.0), "users", "page"}};
  return scenario;
}

TEST(Model, SplitsAPopulationIntoWholeUsers) {
  Scenario scenario = population(10.0);
  scenario.load.classes = {{"a", Ratio(0.55), "users", "page"},
                           {"b", Ratio(0.45), "users", "page"}};
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(scenario, kinds, catalogue).value();
  EXPECT_TRUE(model.closed());
  const network::Load load = model.load_at(9.0);  // 4.95 and 4.05
  EXPECT_EQ(load.sources[0].population, 5U);
  EXPECT_EQ(load.sources[1].population, 4U);
  EXPECT_EQ(load.sources[0].rate, PerSecond(0.0));
}

TEST(Throughput, OfAPopulationFollowsTheMachineRepairModel) {
  // 10 users, Z = 1 s, S = 10 ms, against exact mean value analysis.
  const Scenario scenario = population(10.0);
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(scenario, kinds, catalogue).value();
  const Throughput throughput(model, 10.0);
  double queue = 0.0;
  double x = 0.0;
  for (int n = 1; n <= 10; ++n) {  // Reiser & Lavenberg 1980
    const double response = 0.010 * (1.0 + queue);
    x = n / (1.0 + response);
    queue = x * response;
  }
  EXPECT_NEAR(throughput.at(10.0), x, 1e-6 * x);
}

TEST(Overload, OfARectangularSurgeIsTheTriangleOfItsFluid) {
  // 1500/s for 600 s against 1000/s, then 400/s: 500 x 600 waiting, drained at 600/s in 500 s.
  const Instant start = start_of({2027, 3});
  const auto load = [&](Instant at) {
    const std::int64_t t = at.seconds - start.seconds;
    return t >= 100 && t < 700 ? 1500.0 : 400.0;
  };
  const Overload result = overload(load, 1000.0, start, {start.seconds + 10'000});
  EXPECT_DOUBLE_EQ(result.peak_backlog, 300'000.0);
  EXPECT_DOUBLE_EQ(result.longest_wait.value(), 300.0);
  EXPECT_EQ(result.begins.seconds - start.seconds, 100);
  EXPECT_EQ(result.ends.seconds - start.seconds, 1200);
}

TEST(Overload, EndsWithinAStepAndCountsALoadThatJumpsAtItsEnd) {
  // A rectangle that still holds at its last instant is no longer for it; 300 000 at 700/s.
  const auto load = [](Instant at) {
    return at.seconds >= 0 && at.seconds <= 600 ? 1500.0 : 300.0;
  };
  const Overload result = overload(load, 1000.0, {0}, {10'000});
  EXPECT_DOUBLE_EQ(result.peak_backlog, 300'000.0);
  EXPECT_EQ(result.ends.seconds, 600 + 429);
}

TEST(Overload, NeverEndsWhileTheLoadStaysAboveTheCapacity) {
  const Overload result = overload([](Instant) { return 11.0; }, 10.0, {0}, {1000});
  EXPECT_EQ(result.ends.seconds, 1000);
  EXPECT_DOUBLE_EQ(result.peak_backlog, 1000.0);
}

TEST(Throughput, ClassesOfAPopulationAskAsFastAsTheyAreAnswered) {
  // Half of the users think for 1 s, half for 9 s: ten requests to two, not one to one.
  Scenario scenario = population(10.0);
  architecture::Component slow = scenario.architecture.components["users"];
  slow.name = "slow";
  slow.parameters["think_time"] = {random::Distribution::exponential(9.0), "exponential(9 s)"};
  scenario.architecture.components["slow"] = slow;
  scenario.load.classes = {{"fast", Ratio(0.5), "users", "page"},
                           {"slow", Ratio(0.5), "slow", "page"}};
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(scenario, kinds, catalogue).value();
  std::vector<double> requests(2, 0.0);
  Throughput(model, 10.0).add(10.0, 1.0, requests);
  EXPECT_NEAR(requests[0], 5.0 / 1.0105, 0.005);  // about 10 ms of service, rarely a wait
  EXPECT_NEAR(requests[1], 5.0 / 9.0105, 0.005);
  EXPECT_DOUBLE_EQ(model.operations("users", requests), requests[0]);
  EXPECT_DOUBLE_EQ(model.operations("slow", requests), requests[1]);
  EXPECT_DOUBLE_EQ(model.operations("web", requests), requests[0] + requests[1]);
}

TEST(Model, RefusesRequestsThatMultiplyBeyondSimulation) {
  Scenario scenario = one_service();
  auto& components = scenario.architecture.components;
  const architecture::Component plain = components["web"];
  for (int level = 0; level < 17; ++level) {  // 2^18 - 1 operations a request
    const std::string name = level == 0 ? "web" : "s" + std::to_string(level);
    architecture::Component service = plain;
    service.name = name;
    architecture::Call call;
    call.target = {"s" + std::to_string(level + 1), "page"};
    for (int i = 0; i < 2; ++i) service.operations["page"].push_back(architecture::Step{call});
    components[name] = service;
  }
  components["s17"] = plain;
  components["s17"].name = "s17";
  const auto refused = Model::build(scenario, models::builtin_kinds(), one_size());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.diagnostics().gravest_fault(), Fault::limit_reached);
  EXPECT_EQ(refused.diagnostics().all()[0].pointer, "/load/classes/page/enters");
  EXPECT_NE(refused.diagnostics().all()[0].message.find("262143"), std::string::npos);
}

TEST(Bottlenecks, TheStationThatWaitsMostComesFirst) {
  Scenario scenario = one_service();
  architecture::Call call;
  call.target = {"slow", "read"};
  scenario.architecture.components["web"].operations["page"].push_back(architecture::Step{call});
  architecture::Component slow;
  slow.name = "slow";
  slow.kind = "service";
  slow.parameters["size"] = {std::string("test:one"), "test:one"};
  slow.operations["read"] = {architecture::Step{architecture::CpuWork{exponential(0.015)}}};
  scenario.architecture.components["slow"] = slow;
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(scenario, kinds, catalogue).value();
  Sensitivity sensitivity(model, {});
  const auto& ranked = sensitivity.bottlenecks(50.0);
  ASSERT_EQ(ranked.size(), 2U);
  EXPECT_EQ(ranked[0].component, "slow");
  EXPECT_NEAR(ranked[0].utilization, 0.75, 1e-9);
  EXPECT_GT(ranked[0].gain_s, ranked[1].gain_s);
}

}  // namespace
}  // namespace headroom::projection
