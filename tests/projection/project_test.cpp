#include "core/projection/project.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/projection/scenarios.h"

namespace headroom::projection {
namespace {

using testing::one_service;
using testing::one_size;

/// Everything a projection refers to, kept alive together.
struct Case {
  explicit Case(Scenario stated) : scenario(std::move(stated)) {}

  [[nodiscard]] Projection projected(const Options& options, std::stop_token stop = {}) const {
    const Model model = Model::build(scenario, kinds, catalogue).value();
    return project(model, options, nullptr, stop).value();
  }
  [[nodiscard]] Projection projected() const { return projected(coarse()); }

  static Options coarse() {
    Options options;
    options.precision = 0.10;
    options.max_requests_per_window = 400'000;
    return options;
  }

  Scenario scenario;
  network::KindList kinds = models::builtin_kinds();
  cost::Catalogue catalogue = one_size();
};

const Breach* breach_of(const Projection& projection, TargetKind target) {
  const auto found = std::ranges::find(projection.breaches, target, &Breach::target);
  return found == projection.breaches.end() ? nullptr : &*found;
}

TEST(Projection, SaturationComesWhenGrowthReachesWhatTheStationCanDo) {
  // 50 rps x (1 + 0.1 t) x 10 ms = 1 at t = 10 months.
  const Projection projection = Case(one_service()).projected();
  ASSERT_EQ(projection.months.size(), 13U);
  const Breach* breach = projection.first_breach();
  ASSERT_NE(breach, nullptr);
  EXPECT_EQ(breach->target, TargetKind::stability);
  EXPECT_EQ(breach->month, (Month{2027, 10}));
  EXPECT_EQ(to_string(breach->date), "2027-10-01T00:00:00Z");
  EXPECT_EQ(breach->component, "web");
  EXPECT_EQ(breach->resource, "CPU");
  EXPECT_NEAR(breach->critical_rps, 100.0, 1e-9);
  EXPECT_GT(breach->value.low, 0.0);  // the backlog grows
  EXPECT_FALSE(projection.months[10].window(WindowKind::peak)->simulated.stable);
  EXPECT_TRUE(projection.months[9].window(WindowKind::typical)->simulated.stable);
}

TEST(Projection, UtilizationTargetBreaksAtItsExactHour) {
  Scenario scenario = one_service();
  scenario.targets.utilization = Ratio(0.75);
  const Projection projection = Case(scenario).projected();
  const Breach* breach = breach_of(projection, TargetKind::utilization);
  ASSERT_NE(breach, nullptr);
  EXPECT_EQ(to_string(breach->date), "2027-05-01T00:00:00Z");  // t = 5
  EXPECT_NEAR(breach->critical_rps, 75.0, 1e-9);
  const double peak_now = 50.0 * (1.0 + 0.1 * 743.0 / 744.0);  // the last hour of December
  EXPECT_NEAR(projection.headroom_now.value(), 75.0 / peak_now - 1.0, 1e-9);
  EXPECT_NEAR(projection.months[0].components[0].headroom.value(), 75.0 / peak_now - 1.0, 1e-9);
}

TEST(Projection, LatencyTargetBreaksBetweenTheHourThatKeepsItAndTheOneThatDoesNot) {
  Scenario scenario = one_service();
  scenario.targets.latency_p95 = Seconds(0.100);
  const Projection projection = Case(scenario).projected();
  const Breach* breach = breach_of(projection, TargetKind::latency_p95);
  ASSERT_NE(breach, nullptr);
  const auto index = static_cast<std::size_t>(breach->month_index);
  ASSERT_GT(index, 0U);
  const Window* before = projection.months[index - 1].window(WindowKind::peak);
  const Window* at = projection.months[index].window(WindowKind::peak);
  EXPECT_LE(before->simulated.total.latency.p95.estimate, 0.100);
  EXPECT_GT(at->simulated.total.latency.p95.estimate, 0.100);
  EXPECT_GT(breach->critical_rps, before->offered_rps);
  EXPECT_LE(breach->critical_rps, at->offered_rps);
  EXPECT_EQ(month_of(breach->date), breach->month);
}

TEST(Projection, ALatencyTargetThatInstabilityJumpsOverIsMissedAsWell) {
  // From 50 rps to 150 rps between two months, where 100 rps are all that one CPU can do.
  Scenario scenario = one_service();
  scenario.load.growth = workload::Stepwise{{{{2027, 2}, Uncertain::exact(3.0)}}};
  scenario.horizon.months = 4;
  scenario.targets.latency_p95 = Seconds(0.200);
  scenario.class_targets["page"].latency_p99 = Seconds(0.500);
  const Projection projection = Case(scenario).projected();
  EXPECT_TRUE(projection.months[1].window(WindowKind::peak)->simulated.stable);
  for (const TargetKind target : {TargetKind::latency_p95, TargetKind::latency_p99}) {
    const Breach* breach = breach_of(projection, target);
    ASSERT_NE(breach, nullptr);
    EXPECT_TRUE(breach->unbounded);
    EXPECT_EQ(to_string(breach->date), "2027-02-01T00:00:00Z");
    EXPECT_EQ(breach->component, "web");
    EXPECT_GT(breach->critical_rps, 50.0);
    EXPECT_LT(breach->critical_rps, 100.0) << "latency breaks before the backlog grows";
  }
  const Breach* unstable = breach_of(projection, TargetKind::stability);
  ASSERT_NE(unstable, nullptr);
  EXPECT_FALSE(unstable->unbounded);
  EXPECT_EQ(projection.first_breach(), unstable) << "the cause stands before what follows from it";
}

TEST(Projection, AClassThatKeepsUpWhileAnotherFallsBehindKeepsItsLatency) {
  Scenario scenario = one_service();
  architecture::Component other = scenario.architecture.components["web"];
  other.name = "other";
  scenario.architecture.components["other"] = other;
  scenario.load.classes = {{"page", Ratio(0.9), "web", "page"},
                           {"ping", Ratio(0.1), "other", "page"}};
  scenario.load.growth = workload::Stepwise{{{{2027, 2}, Uncertain::exact(3.0)}}};
  scenario.horizon.months = 4;
  scenario.class_targets["page"].latency_p95 = Seconds(0.500);
  scenario.class_targets["ping"].latency_p99 = Seconds(0.500);
  const Projection projection = Case(scenario).projected();
  ASSERT_NE(breach_of(projection, TargetKind::latency_p95), nullptr);
  EXPECT_EQ(breach_of(projection, TargetKind::latency_p95)->request_class, "page");
  EXPECT_EQ(breach_of(projection, TargetKind::latency_p99), nullptr);
}

TEST(Projection, WithoutABreachTheHeadroomReachesBeyondTheHorizon) {
  Scenario scenario = one_service();
  scenario.load.growth = workload::NoGrowth{};
  scenario.targets.utilization = Ratio(0.80);
  scenario.horizon.months = 2;
  const Projection projection = Case(scenario).projected();
  EXPECT_EQ(projection.first_breach(), nullptr);
  EXPECT_NEAR(projection.headroom_end.value(), 80.0 / 50.0 - 1.0, 1e-6);
}

TEST(Projection, BudgetBreaksInTheFirstMonthWhoseBillIsAboveIt) {
  Scenario scenario = one_service();
  scenario.load.growth = workload::NoGrowth{};
  scenario.horizon = {{2027, 2}, 3};
  scenario.targets.monthly_cost = Money::from_units(72.0);  // 720 h; March has 744
  const Projection projection = Case(scenario).projected();
  EXPECT_EQ(projection.months[0].bill.total, Money::from_units(67.2));
  ASSERT_EQ(projection.breaches.size(), 1U);
  EXPECT_EQ(projection.breaches[0].target, TargetKind::monthly_cost);
  EXPECT_EQ(projection.breaches[0].month, (Month{2027, 3}));
  EXPECT_EQ(projection.cost_total, Money::from_units(67.2 + 74.4 + 72.0));
  EXPECT_NEAR(projection.months[0].cost_per_thousand_requests.units(),
              67.2 / (50.0 * 672 * 3600 / 1000), 1e-6);
}

TEST(Projection, SurgeThatIsTooMuchIsNamed) {
  Scenario scenario = one_service();
  scenario.load.growth = workload::NoGrowth{};
  scenario.horizon.months = 4;
  workload::Surge launch;
  launch.name = "launch";
  launch.at = *parse_instant("2027-03-15T09:00");
  launch.peak = Uncertain::exact(3.0);
  launch.ramp = Seconds(600);
  launch.hold = Seconds(3600);
  scenario.load.surges = {launch};
  const Projection projection = Case(scenario).projected();
  ASSERT_EQ(projection.breaches.size(), 1U);
  EXPECT_EQ(projection.breaches[0].surge, "launch");
  EXPECT_EQ(date_string(projection.breaches[0].date), "2027-03-15");
  EXPECT_EQ(projection.months[3].windows.size(), 3U);
  EXPECT_EQ(projection.months[3].windows[2].kind, WindowKind::surge);
  EXPECT_DOUBLE_EQ(projection.months[3].windows[2].offered_rps, 150.0);
  // 50 rps above the 100 rps of the station during an hour and most of the ramp, then 50 below it.
  const auto& overload = projection.months[3].windows[2].overload;
  ASSERT_TRUE(overload.has_value());
  const double seconds_above = 3600.0 + 600.0 * 50.0 / 100.0;
  EXPECT_NEAR(overload->peak_backlog, 3600.0 * 50.0 + 300.0 * 25.0, 0.05 * 187'500.0);
  EXPECT_NEAR(static_cast<double>(overload->ends.seconds - overload->begins.seconds),
              seconds_above + 187'500.0 / 50.0, 0.1 * 7650.0);
}

TEST(Projection, UncertainGrowthGivesBandsAndAnIntervalOfMonths) {
  Scenario scenario = one_service();
  scenario.load.growth = workload::Compound{{0.04, 0.14}};
  const Projection projection = Case(scenario).projected();
  const MonthResult& last = projection.months.back();
  EXPECT_LT(last.peak_rps.low, last.peak_rps.estimate);
  EXPECT_GT(last.peak_rps.high, last.peak_rps.estimate);
  const Breach* breach = projection.first_breach();
  ASSERT_NE(breach, nullptr);
  ASSERT_TRUE(breach->earliest.has_value());
  EXPECT_LE(*breach->earliest, breach->month);
  EXPECT_GE(breach->latest.value_or(breach->month), breach->month);
}

TEST(Projection, ThreadsDoNotChangeTheAnswer) {
  const Case shop(one_service());
  Options two = Case::coarse();
  two.threads = 2;
  const Projection a = shop.projected();
  const Projection b = shop.projected(two);
  ASSERT_EQ(a.months.size(), b.months.size());
  for (std::size_t m = 0; m < a.months.size(); ++m)
    for (std::size_t w = 0; w < a.months[m].windows.size(); ++w) {
      const auto& one = a.months[m].windows[w].simulated;
      const auto& other = b.months[m].windows[w].simulated;
      EXPECT_EQ(one.total.latency.p95, other.total.latency.p95);
      EXPECT_EQ(one.requests, other.requests);
    }
}

TEST(Projection, PreviewSeesTheSameFutureWithFewRequests) {
  const Case shop(one_service());
  Options options;
  options.preview = true;
  const Projection preview = shop.projected(options);
  const Projection full = shop.projected();
  EXPECT_LT(30.0 * static_cast<double>(preview.requests), static_cast<double>(full.requests));
  ASSERT_NE(preview.first_breach(), nullptr);
  EXPECT_EQ(preview.first_breach()->target, TargetKind::stability);
  EXPECT_EQ(preview.first_breach()->month, full.first_breach()->month);
  EXPECT_FALSE(preview.precision_reached());
  for (std::size_t m = 0; m < full.months.size(); ++m) {
    const Window* seen = preview.months[m].window(WindowKind::peak);
    const Window* known = full.months[m].window(WindowKind::peak);
    EXPECT_TRUE(seen->preview && !known->preview);
    EXPECT_EQ(seen->simulated.stable, known->simulated.stable) << m;
    EXPECT_EQ(preview.months[m].bill.total, full.months[m].bill.total);
  }
  // Half used, where 1200 requests say something: M/M/1-PS, standard error of a p95 about 8 %.
  const auto p95 = [](const Projection& projection) {
    return projection.months[0].window(WindowKind::peak)->simulated.total.latency.p95.estimate;
  };
  EXPECT_NEAR(p95(preview), p95(full), 3.0 * 0.08 * p95(full));
}

TEST(Projection, FormulasStandInForTheSimulationWhereNothingElseIsAsked) {
  const Case shop(one_service());
  Options options;
  options.preview = true;
  options.formulas_only = true;
  const Projection found = shop.projected(options);
  const Projection full = shop.projected();
  EXPECT_EQ(found.requests, 0U);
  ASSERT_NE(found.first_breach(), nullptr);
  EXPECT_EQ(found.first_breach()->target, full.first_breach()->target);
  for (std::size_t m = 0; m < found.months.size(); ++m) {
    const Window* peak = found.months[m].window(WindowKind::peak);
    EXPECT_NE(peak->simulated.method, network::Method::simulation);
    EXPECT_EQ(peak->simulated.total.latency.p95, peak->analytic.total.latency.p95);
    EXPECT_EQ(found.months[m].bill.total, full.months[m].bill.total);
  }
}

TEST(Projection, StoppedOneIsNotComplete) {
  std::stop_source source;
  source.request_stop();
  const Projection stopped = Case(one_service()).projected(Case::coarse(), source.get_token());
  EXPECT_FALSE(stopped.complete);
  EXPECT_TRUE(stopped.breaches.empty());
}

TEST(Projection, BothSolversAgreeOnASingleSharedProcessor) {
  Scenario scenario = one_service();
  scenario.load.growth = workload::NoGrowth{};
  scenario.horizon.months = 1;
  Options fine = Case::coarse();
  fine.precision = 0.02;
  const Projection projection = Case(scenario).projected(fine);
  EXPECT_EQ(projection.solver_gap.windows, 4);
  EXPECT_LT(projection.solver_gap.mean, 0.03);  // M/M/1-PS: 20 ms, exact
  const auto& mean = projection.months[0].window(WindowKind::peak)->simulated.total.latency.mean;
  EXPECT_NEAR(mean.estimate, 0.020, 3.0 * mean.half_width() / 1.96);
}

}  // namespace
}  // namespace headroom::projection
