#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/projection/project.h"
#include "core/projection/window_cache.h"
#include "tests/projection/scenarios.h"

namespace headroom::projection {
namespace {

using testing::one_service;
using testing::one_size;

/// One service whose load is stated month by month: 30 rps at first and 1 rps more each month.
Scenario month_by_month() {
  Scenario scenario = one_service();
  scenario.load.now = workload::PeakHourRate{Uncertain::exact(30.0)};
  workload::Stepwise steps;
  for (int month = 1; month <= 12; ++month)
    steps.steps.push_back({months_after({2026, 12}, month), Uncertain::exact(1.0 + month / 30.0)});
  scenario.load.growth = steps;
  scenario.targets.latency_p95 = Seconds(0.060);
  return scenario;
}

/// Twice the load for ten minutes in March: short enough to be followed.
workload::Surge campaign() {
  workload::Surge surge;
  surge.name = "campaign";
  surge.at = start_of({2027, 3});
  surge.peak = Uncertain::exact(2.0);
  surge.ramp = Seconds(60.0);
  surge.hold = Seconds(600.0);
  return surge;
}

struct Case {
  explicit Case(Scenario stated) : scenario(std::move(stated)) {}

  [[nodiscard]] Projection projected(WindowCache* cache, unsigned threads = 1,
                                     Progress* progress = nullptr,
                                     std::stop_token stop = {}) const {
    Options options;
    options.precision = 0.10;
    options.max_requests_per_window = 200'000;
    options.threads = threads;
    options.cache = cache;
    const Model model = Model::build(scenario, kinds, catalogue).value();
    return project(model, options, progress, std::move(stop)).value();
  }

  Scenario scenario;
  network::KindList kinds = models::builtin_kinds();
  cost::Catalogue catalogue = one_size();
};

void add(const Estimate& estimate, std::vector<double>& out) {
  out.insert(out.end(), {estimate.estimate, estimate.low, estimate.high});
}

void add(const network::ClassPerformance& each, std::vector<double>& out) {
  for (const Estimate& estimate :
       {each.offered_rps, each.throughput_rps, each.goodput_rps, each.error_ratio,
        each.latency.mean, each.latency.p50, each.latency.p95, each.latency.p99})
    add(estimate, out);
  out.push_back(static_cast<double>(each.requests));
}

void add(const network::Performance& performance, std::vector<double>& out) {
  out.insert(out.end(), {performance.stable ? 1.0 : 0.0, performance.precision_reached ? 1.0 : 0.0,
                         static_cast<double>(performance.requests)});
  add(performance.backlog_growth_rps, out);
  add(performance.total, out);
  for (const network::ClassPerformance& each : performance.classes) add(each, out);
  for (const network::ComponentPerformance& component : performance.components) {
    add(component.throughput_rps, out);
    add(component.residence_s, out);
    for (const network::ResourcePerformance& resource : component.resources) {
      add(resource.utilization, out);
      add(resource.mean_wait_s, out);
      add(resource.mean_queue, out);
      out.insert(out.end(), {resource.offered_utilization, resource.visits_per_s});
    }
  }
}

/// Every figure that a window, a course or a breach has something to do with.
std::vector<double> figures(const Projection& projection) {
  std::vector<double> out;
  for (const MonthResult& month : projection.months) {
    add(month.cost_usd, out);
    for (const Window& window : month.windows) {
      out.push_back(window.offered_rps);
      add(window.simulated, out);
      add(window.analytic, out);
      if (!window.course) continue;
      add(window.course->worst_p95_s, out);
      add(window.course->peak_backlog, out);
      out.insert(out.end(), {window.course->slow.value_or(Seconds(-1.0)).value(),
                             window.course->recovered ? 1.0 : 0.0});
    }
  }
  for (const Breach& breach : projection.breaches) {
    add(breach.value, out);
    out.push_back(breach.critical_rps);
  }
  out.push_back(static_cast<double>(projection.requests));
  out.push_back(projection.headroom_end.value_or(-1.0));
  return out;
}

/// What is edited, projected with what `cache` holds of the scenario before, has the figures of a
/// projection that knows nothing.
Reuse edited(const Case& before, const Case& after) {
  WindowCache cache;
  EXPECT_GT(before.projected(&cache).reuse.solved, 0U);
  const Projection again = after.projected(&cache);
  EXPECT_EQ(figures(again), figures(after.projected(nullptr)));
  return again.reuse;
}

TEST(WindowCache, EveryWindowIsSolvedOnceAndGivesTheSameFiguresAgain) {
  WindowCache cache;
  const Case one(month_by_month());
  const Projection without = one.projected(nullptr);
  const Projection first = one.projected(&cache);
  const Projection second = one.projected(&cache, 2);
  EXPECT_EQ(figures(first), figures(without));
  EXPECT_EQ(figures(second), figures(without));
  // The flat season's peak and mean are one load: 13 months, 13 loads, 26 windows.
  EXPECT_EQ(first.reuse.solved, 13U);
  EXPECT_EQ(first.reuse.reused, 13U);
  EXPECT_EQ(second.reuse.solved, 0U);
  EXPECT_EQ(second.reuse.reused, 26U);
  const WindowCache::Counters counters = cache.counters();
  EXPECT_EQ(counters.misses, 13U);
  EXPECT_EQ(counters.hits, 13U);
  EXPECT_EQ(counters.answers, 13U);
  EXPECT_EQ(counters.dropped, 0U);
}

TEST(WindowCache, WithoutACacheALoadThatStaysIsSolvedOnce) {
  Scenario scenario = one_service();
  scenario.load.growth = workload::NoGrowth{};
  const Projection projection = Case(scenario).projected(nullptr);
  EXPECT_EQ(projection.reuse.solved, 1U);
  EXPECT_EQ(projection.reuse.reused, 25U);
}

TEST(WindowCache, APriceChangesNoSimulation) {
  const Case before(month_by_month());
  Case after(before.scenario);
  after.catalogue.prices = {};
  after.catalogue.prices.add(testing::hourly("test:one", 0.20));
  EXPECT_EQ(edited(before, after).solved, 0U);
}

TEST(WindowCache, TargetsNamesAndTheHorizonsEndChangeNoSimulation) {
  Scenario scenario = month_by_month();
  scenario.load.surges = {campaign()};
  const Case before(scenario);
  Case after(before.scenario);
  after.scenario.name = "Renamed";
  after.scenario.targets.latency_p95 = Seconds(0.025);
  after.scenario.targets.monthly_cost = Money::from_units(50.0);
  after.scenario.horizon.months = 11;
  ASSERT_TRUE(before.projected(nullptr).months[3].window(WindowKind::surge)->course.has_value());
  EXPECT_EQ(edited(before, after).solved, 0U);
}

TEST(WindowCache, GrowthThatChangesAfterMonthSixRecomputesTheMonthsAfterIt) {
  const Case before(month_by_month());
  Case after(before.scenario);
  auto& steps = std::get<workload::Stepwise>(after.scenario.load.growth).steps;
  for (std::size_t month = 7; month <= 12; ++month)
    steps[month - 1].factor = Uncertain::exact(1.5 + static_cast<double>(month) / 30.0);
  const Reuse reuse = edited(before, after);
  EXPECT_EQ(reuse.solved, 6U);   // months 7 to 12
  EXPECT_EQ(reuse.reused, 20U);  // and the other window of each of them
}

TEST(WindowCache, ACapacityThatChangesRecomputesAll) {
  const Case before(month_by_month());
  Case after(before.scenario);
  after.scenario.architecture.components["web"].parameters["replicas"] =
      testing::quantity(2.0, "2");
  EXPECT_EQ(edited(before, after).solved, 13U);
}

TEST(WindowCache, SeedAndPrecisionArePartOfTheQuestion) {
  const Case one(month_by_month());
  const Model model = Model::build(one.scenario, one.kinds, one.catalogue).value();
  WindowCache cache;
  Options options;
  options.cache = &cache;
  options.preview = true;
  solve_window(model, 30.0, options);
  for (const auto& change : std::vector<std::function<void(Options&)>>{
           [](Options& changed) { changed.seed = 2; },
           [](Options& changed) { changed.precision = 0.02; },
           [](Options& changed) { changed.formulas_only = true; },
           [](Options& changed) { changed.preview = false; }}) {
    Options changed = options;
    change(changed);
    solve_window(model, 30.0, changed);
  }
  EXPECT_EQ(cache.counters().misses, 5U);
  options.threads = 2;
  solve_window(model, 30.0, options);
  EXPECT_EQ(cache.counters().hits, 1U);
}

/// Stops after some windows.
class Impatient : public Progress {
 public:
  explicit Impatient(std::size_t windows) : windows_(windows) {}
  void windows_done(std::size_t done, std::size_t) override {
    if (done >= windows_) stop.request_stop();
  }
  std::stop_source stop;

 private:
  std::size_t windows_;
};

TEST(WindowCache, WhatWasStoppedIsNotKept) {
  WindowCache cache;
  const Case one(month_by_month());
  Impatient impatient(6);
  EXPECT_FALSE(one.projected(&cache, 1, &impatient, impatient.stop.get_token()).complete);
  EXPECT_EQ(cache.counters().answers, 3U);  // two windows each
  const Projection again = one.projected(&cache);
  EXPECT_EQ(again.reuse.solved, 10U);
  EXPECT_EQ(figures(again), figures(one.projected(nullptr)));
}

TEST(WindowCache, TwoProjectionsMayShareItAtOnce) {
  WindowCache cache;
  const Case one(month_by_month());
  Case other(one.scenario);
  auto& steps = std::get<workload::Stepwise>(other.scenario.load.growth).steps;
  for (std::size_t month = 7; month <= 12; ++month) steps[month - 1].factor = Uncertain::exact(1.0);
  std::vector<double> of_one;
  std::vector<double> of_other;
  {
    const std::jthread first([&] { of_one = figures(one.projected(&cache, 2)); });
    const std::jthread second([&] { of_other = figures(other.projected(&cache, 2)); });
  }
  EXPECT_EQ(of_one, figures(one.projected(nullptr)));
  EXPECT_EQ(of_other, figures(other.projected(nullptr)));
}

std::shared_ptr<const KeptAnswer> answer_with(std::size_t notes) {
  WindowAnswers answers;
  answers.simulated.notes.assign(notes, "a note");
  return std::make_shared<const KeptAnswer>(std::move(answers));
}

TEST(WindowCache, DropsWhatWasUsedLongestAgoToStayWithinItsSize) {
  WindowCache one;
  one.keep("network", "a", answer_with(1));
  const std::size_t size = one.counters().bytes;
  WindowCache cache(2 * size);  // the network's content is there once
  cache.keep("network", "a", answer_with(1));
  cache.keep("network", "b", answer_with(1));
  ASSERT_NE(cache.find("network", "a"), nullptr);
  cache.keep("network", "c", answer_with(1));
  EXPECT_NE(cache.find("network", "a"), nullptr);
  EXPECT_EQ(cache.find("network", "b"), nullptr);
  EXPECT_NE(cache.find("network", "c"), nullptr);
  EXPECT_EQ(cache.counters().dropped, 1U);
  EXPECT_LE(cache.counters().bytes, 2 * size);

  cache.keep("network", "too large", answer_with(1000));
  EXPECT_EQ(cache.find("network", "too large"), nullptr);
  EXPECT_EQ(cache.counters().answers, 2U);
}

TEST(WindowCache, ForgetsANetworkWithItsLastAnswer) {
  WindowCache one;
  one.keep("network", "a", answer_with(1));
  const std::size_t size = one.counters().bytes;
  WindowCache cache(size);
  cache.keep("network", "a", answer_with(1));
  cache.keep("networj", "a", answer_with(1));
  EXPECT_EQ(cache.counters().bytes, size);
  EXPECT_EQ(cache.find("network", "a"), nullptr);
  EXPECT_NE(cache.find("networj", "a"), nullptr);
  cache.keep("network", "a", answer_with(1));
  EXPECT_NE(cache.find("network", "a"), nullptr);
}

TEST(WindowCache, QuestionsThatLookAlikeAreNotOne) {
  WindowCache cache;
  cache.keep("network1", "2", answer_with(1));
  EXPECT_EQ(cache.find("network", "12"), nullptr);
  EXPECT_EQ(cache.find("network1", ""), nullptr);
  EXPECT_NE(cache.find("network1", "2"), nullptr);
}

}  // namespace
}  // namespace headroom::projection
