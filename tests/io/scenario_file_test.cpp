// Scenario files: what a CTO writes becomes a scenario, and the scenario becomes that file again.
#include "core/io/scenario_file.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/io/scenarios.h"

namespace headroom::io {
namespace {

using namespace architecture;
using workload::Compound;
using workload::Linear;
using workload::Logistic;
using workload::Stepwise;

projection::Scenario small() { return scenario_in(kSmall); }

/// The load with one more field.
projection::Scenario with_load(const std::string& field) {
  return scenario_in(small_with("\"classes\"", field + ", \"classes\""));
}

TEST(ScenarioFile, ReadsComponentsWithTheirParametersAsTyped) {
  const Component web = small().architecture.components.at("web");
  EXPECT_EQ(web.name, "web");
  EXPECT_EQ(web.kind, "service");
  EXPECT_EQ(web.parameters.size(), 3U);
  EXPECT_EQ(std::get<std::string>(web.parameters.at("size").value), "aws:m6i.large");
  EXPECT_EQ(std::get<Uncertain>(web.parameters.at("replicas").value), Uncertain::exact(2.0));
  EXPECT_EQ(web.parameters.at("replicas").typed, "2");
}

TEST(ScenarioFile, ReadsStepsIntoActions) {
  const Steps page = small().architecture.components.at("web").operations.at("page");
  ASSERT_EQ(page.size(), 2U);
  EXPECT_EQ(std::get<CpuWork>(page[0].action).demand.distribution,
            random::Distribution::deterministic(0.004));
  const Call call = std::get<Call>(page[1].action);
  EXPECT_EQ(call.target, (Target{"api", "get"}));
  EXPECT_EQ(call.timeout, Seconds(1.0));
  EXPECT_EQ(call.retries, 0U);
}

TEST(ScenarioFile, ReadsHorizonAndDefaults) {
  const projection::Scenario scenario = small();
  EXPECT_EQ(scenario.name, "Small");
  EXPECT_EQ(scenario.horizon.start, (Month{2026, 12}));
  EXPECT_EQ(scenario.horizon.months, 12);
  EXPECT_EQ(scenario.prices, projection::Prices{});
  EXPECT_EQ(scenario.targets, projection::Targets{});
  EXPECT_EQ(scenario_in(small_with(", \"months\": 12", "")).horizon.months, 12);
}

TEST(ScenarioFile, TheOnlyClassHasAllRequests) {
  const workload::Load load = small().load;
  EXPECT_EQ(std::get<workload::PeakHourRate>(load.now).rate_rps, Uncertain::exact(60.0));
  ASSERT_EQ(load.classes.size(), 1U);
  EXPECT_EQ(load.classes[0], (workload::RequestClass{"browse", Ratio(1.0), "web", "page"}));
  EXPECT_EQ(load.season, workload::Season{});
}

TEST(ScenarioFile, AClassEntersTheOnlyOperationOfAComponentByItsName) {
  std::string text(kSmall);
  text.replace(text.find("web.page"), 8, "web");
  EXPECT_EQ(scenario_in(text).load.classes[0].component, "web");
  const std::string several = R"("get": [{"cpu": "6 ms"}], "list": [{"cpu": "6 ms"}])";
  text.replace(text.find(R"("get": [{"cpu": "6 ms"}])"), 24, several);
  text.replace(text.find("\"web\""), 5, "\"api\"");
  const auto file = read(text);
  ASSERT_EQ(file.diagnostics().all().size(), 1U) << shown(file.diagnostics());
  EXPECT_EQ(file.diagnostics().all()[0].message, "which operation of api is meant is not said");
  EXPECT_EQ(file.diagnostics().all()[0].hint, "it has get, list");
}

TEST(ScenarioFile, ReadsTargetsOfTheWholeAndOfClasses) {
  const projection::Scenario scenario = scenario_in(
      replaced(small_with("\"load\"", R"("targets": {"latency_p95": "300 ms", "error_ratio": "1 %",
                 "utilization": "75 %", "monthly_cost": "4k USD"}, "load")"),
               R"("enters": "web.page")",
               R"("enters": "web.page", "targets": {"latency_p99": "1 s"}, "response": "60 KiB")"));
  EXPECT_EQ(scenario.targets.latency_p95, Seconds(0.3));
  EXPECT_EQ(scenario.targets.error_ratio, Ratio(0.01));
  EXPECT_EQ(scenario.targets.utilization, Ratio(0.75));
  EXPECT_EQ(scenario.targets.monthly_cost, Money::from_units(4000.0));
  EXPECT_FALSE(scenario.targets.latency_p50);
  EXPECT_EQ(scenario.class_targets.at("browse").latency_p99, Seconds(1.0));
  EXPECT_EQ(scenario.response_size.at("browse"), Bytes(60.0 * 1024.0));
}

TEST(ScenarioFile, ReadsEveryLawOfGrowth) {
  EXPECT_EQ(std::get<Compound>(with_load(R"("growth": "6 to 14 %/month")").load.growth).per_month,
            (Uncertain{0.06, 0.14}));
  EXPECT_EQ(with_load(R"("growth": {"compound": "-5 %/month"})").load.growth,
            workload::Growth(Compound{Uncertain::exact(-0.05)}));
  EXPECT_EQ(with_load(R"("growth": {"linear": "5 %/month"})").load.growth,
            workload::Growth(Linear{Uncertain::exact(0.05)}));
  EXPECT_EQ(with_load(R"("growth": {"logistic": {"ceiling": "10 x", "midpoint": "18 months"}})")
                .load.growth,
            workload::Growth(Logistic{Uncertain::exact(10.0), Uncertain::exact(18.0)}));
  EXPECT_EQ(
      with_load(R"("growth": {"steps": {"2027-06": "2 x", "2027-03": "1 to 1.5 x"}})").load.growth,
      workload::Growth(Stepwise{{{{2027, 3}, {1.0, 1.5}}, {{2027, 6}, {2.0, 2.0}}}}));
  EXPECT_EQ(with_load(R"("growth": "none")").load.growth, workload::Growth());
}

TEST(ScenarioFile, ReadsSeasonsByNameOrByFactors) {
  EXPECT_EQ(with_load(R"("season": "business-hours")").load.season.name, "business-hours");
  const workload::Season own =
      with_load(R"("season": {"day_of_week": [2,2,2,2,2,0,0]})").load.season;
  EXPECT_DOUBLE_EQ(own.day_of_week_mon_to_sun[0], 1.4);
  EXPECT_EQ(own.day_of_week_mon_to_sun[6], 0.0);
  EXPECT_EQ(own.hour_of_day, workload::every_hour_alike());
}

TEST(ScenarioFile, ReadsSurges) {
  const workload::Load load =
      with_load(R"("surges": {"launch": {"at": "2027-03-15T09:00", "peak": "4 to 8 x",
                "ramp": "10 min", "hold": "1 h", "half_life": "2 h", "stays": "15 %"}})")
          .load;
  ASSERT_EQ(load.surges.size(), 1U);
  const workload::Surge& launch = load.surges[0];
  EXPECT_EQ(launch.name, "launch");
  EXPECT_EQ(to_string(launch.at), "2027-03-15T09:00:00Z");
  EXPECT_EQ(launch.peak, (Uncertain{4.0, 8.0}));
  EXPECT_EQ(launch.ramp, Seconds(600.0));
  EXPECT_EQ(launch.hold, Seconds(3600.0));
  EXPECT_EQ(launch.half_life, Seconds(7200.0));
  EXPECT_EQ(launch.stays, Uncertain::exact(0.15));
}

TEST(ScenarioFile, ReadsPlatformCostsAndAssumptions) {
  const projection::Scenario scenario = scenario_in(small_with(
      "\"load\"", R"("platform": {"cluster": {"item": "aws:eks.cluster-hour", "note": "one"}},
                     "assumptions": ["Users behave as last year."], "load")"));
  EXPECT_EQ(scenario.platform.at("cluster"),
            (projection::PlatformCost{"aws:eks.cluster-hour", 1.0, "one"}));
  EXPECT_EQ(scenario.assumptions, std::vector<std::string>{"Users behave as last year."});
}

TEST(ScenarioFile, CountsAreWrittenInAnyFormOfANumber) {
  const auto replicas = [](const char* typed) {
    const auto web =
        scenario_in(small_with("\"replicas\": 2", std::string("\"replicas\": ") + typed))
            .architecture.components.at("web");
    return std::get<Uncertain>(web.parameters.at("replicas").value).low;
  };
  EXPECT_EQ(replicas("1E2"), 100.0);
  EXPECT_EQ(replicas("3.0"), 3.0);
  EXPECT_EQ(replicas("\"2 to 4\""), 2.0);
  const auto web = scenario_in(small_with("\"threads\": 32", "\"threads\": 32, \"max_queue\": -0"))
                       .architecture.components.at("web");
  EXPECT_EQ(std::get<Uncertain>(web.parameters.at("max_queue").value), Uncertain::exact(0.0));
}

}  // namespace
}  // namespace headroom::io
