#include "core/projection/comparison.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/projection/project.h"
#include "core/projection/window_cache.h"
#include "tests/projection/scenarios.h"

namespace headroom::projection {
namespace {

using namespace testing;

struct Solved {
  Scenario scenario;
  cost::Catalogue catalogue = one_size();
  network::KindList kinds = models::builtin_kinds();
  Projection projection;

  explicit Solved(Scenario of, std::uint64_t seed = 1) : scenario(std::move(of)) {
    const Model model = Model::build(scenario, kinds, catalogue).value();
    static WindowCache cache;  // the scenarios of most tests have answers in common
    projection = project(model, {.seed = seed,
                                 .precision = 0.1,
                                 .max_requests_per_window = 400'000,
                                 .worlds = 2,
                                 .cache = &cache})
                     .value();
  }
  [[nodiscard]] Compared compared() const { return {&scenario, &projection}; }
};

Scenario with_replicas(double count) {
  Scenario scenario = one_service();
  scenario.architecture.components.at("web").parameters["replicas"] =
      quantity(count, std::to_string(static_cast<int>(count)));
  return scenario;
}

const MonthGap& gap_of(const Comparison& comparison, std::size_t month) {
  return comparison.pairs.front().months[month];
}

TEST(GapBetween, PairsReplicationsAroundTheDifferenceThatIsShown) {
  const std::vector<double> first = {1.0, 2.0, 3.0, 4.0};
  const std::vector<double> second = {1.4, 2.6, 3.4, 4.6};  // 0.4, 0.6, 0.4, 0.6 more
  const Gap gap =
      gap_between(Estimate::around(2.6, 2.0), first, Estimate::around(3.2, 2.0), second, 0.95);
  EXPECT_EQ(gap.contrast, Contrast::higher);
  EXPECT_TRUE(gap.paired);
  EXPECT_DOUBLE_EQ(gap.difference.estimate, 0.6);
  // t of 3 degrees at 97.5 % is 3.18245; s = 0.115470.
  EXPECT_NEAR(gap.difference.half_width(), 3.18245 * 0.115470 / 2.0, 1e-5);
}

TEST(GapBetween, IsNotDistinguishableWhereZeroLiesInside) {
  const std::vector<double> first = {1.0, 2.0, 3.0, 4.0};
  const std::vector<double> second = {1.4, 1.6, 3.4, 3.6};
  const Gap gap = gap_between(Estimate::exact(2.5), first, Estimate::exact(2.5), second, 0.95);
  EXPECT_EQ(gap.contrast, Contrast::not_distinguishable);
  const std::vector<double> none(4, 0.0);
  EXPECT_EQ(gap_between(Estimate::exact(0.0), none, Estimate::exact(0.0), none, 0.95).contrast,
            Contrast::not_distinguishable);
}

TEST(GapBetween, CountsErrorsAsIndependentWithoutReplications) {
  const Gap gap =
      gap_between(Estimate::around(10.0, 3.0), {}, Estimate::around(2.0, 4.0), {}, 0.95);
  EXPECT_EQ(gap.contrast, Contrast::lower);
  EXPECT_FALSE(gap.paired);
  EXPECT_EQ(gap.difference, Estimate::around(-8.0, 5.0));
}

TEST(Compare, NothingDiffersFromItself) {
  const Solved one(one_service());
  Scenario renamed = one_service();
  renamed.name = "Another name";
  const Solved other(renamed);
  const Comparison comparison = compare(std::vector{one.compared(), other.compared()}).value();
  EXPECT_EQ(comparison.months, (std::vector<int>{0, 6, 12}));
  EXPECT_EQ(comparison.confidence, 0.95);
  for (const std::size_t month : {0U, 1U}) {
    EXPECT_EQ(gap_of(comparison, month).p95.contrast, Contrast::same);
    EXPECT_EQ(gap_of(comparison, month).error_ratio.contrast, Contrast::same);
    EXPECT_EQ(gap_of(comparison, month).cost, Money());
  }
  EXPECT_EQ(gap_of(comparison, 2).p95.contrast, Contrast::undefined);  // neither is stable
  EXPECT_EQ(comparison.pairs.front().cost_total, Money());
}

TEST(Compare, AnotherSeedIsNotTheSame) {
  const Solved one(one_service());
  const Solved other(one_service(), 2);
  const Comparison comparison = compare(std::vector{one.compared(), other.compared()}).value();
  EXPECT_EQ(gap_of(comparison, 0).p95.contrast, Contrast::not_distinguishable);
}

TEST(Compare, AReplicaMoreIsFasterStableAndCostsAnHourlyPrice) {
  const Solved one(one_service());
  const Solved two(with_replicas(2.0));
  const Comparison comparison = compare(std::vector{one.compared(), two.compared()}).value();
  const Gap& now = gap_of(comparison, 0).p95;
  EXPECT_EQ(now.contrast, Contrast::lower);
  const auto p95 = [](const Solved& of) {
    return of.projection.months[0].window(WindowKind::peak)->simulated.total.latency.p95.estimate;
  };
  EXPECT_DOUBLE_EQ(now.difference.estimate, p95(two) - p95(one));
  EXPECT_EQ(gap_of(comparison, 2).p95.contrast, Contrast::now_stable);
  EXPECT_EQ(gap_of(comparison, 2).error_ratio.contrast, Contrast::undefined);
  Money year;
  for (std::size_t m = 0; m < 12; ++m)
    year += two.projection.months[m].bill.total - one.projection.months[m].bill.total;
  EXPECT_EQ(comparison.pairs.front().cost_total, year);
  EXPECT_EQ(comparison.pairs.front().cost_total,
            two.projection.cost_total - one.projection.cost_total);
  EXPECT_GT(year, Money());
}

TEST(Compare, PairingNarrowsTheInterval) {
  Scenario faster = one_service();
  faster.architecture.components.at("web").operations["page"] = {
      architecture::Step{architecture::CpuWork{exponential(0.0098)}}};
  const Solved one(one_service());
  const Solved other(faster);
  const Comparison comparison = compare(std::vector{one.compared(), other.compared()}).value();
  const Gap& gap = gap_of(comparison, 0).p95;
  const auto half = [](const Solved& of) {
    return of.projection.months[0]
        .window(WindowKind::peak)
        ->simulated.total.latency.p95.half_width();
  };
  EXPECT_TRUE(gap.paired);
  EXPECT_EQ(gap.contrast, Contrast::lower);  // 2 % less work, at intervals of several per cent
  EXPECT_LT(gap.difference.half_width(), 0.5 * std::hypot(half(one), half(other)));
}

TEST(Compare, SharesTheConfidenceAmongAllPairs) {
  const Solved one(one_service());
  const std::vector<Compared> four(4, one.compared());
  EXPECT_DOUBLE_EQ(compare(std::span(four).first(3)).value().confidence, 1.0 - 0.05 / 3.0);
  const Comparison all = compare(four).value();
  EXPECT_DOUBLE_EQ(all.confidence, 1.0 - 0.05 / 6.0);
  ASSERT_EQ(all.pairs.size(), 6U);
  EXPECT_EQ(all.pair(1, 3).first, 1U);
  EXPECT_EQ(all.pair(1, 3).second, 3U);
}

TEST(Compare, LooksAtTheMonthsThatAllHave) {
  Scenario shorter = one_service();
  shorter.horizon.months = 3;
  const Solved one(one_service());
  const Solved other(shorter);
  const Comparison comparison = compare(std::vector{one.compared(), other.compared()}).value();
  EXPECT_EQ(comparison.months, (std::vector<int>{0, 2, 3}));
}

TEST(Compare, RefusesWhatCannotStandSideBySide) {
  Scenario later = one_service();
  later.horizon = {{2027, 1}, 12};
  const Solved one(one_service());
  const Solved other(later);
  const auto refused = compare(std::vector{one.compared(), other.compared()});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.diagnostics().all().front().code, "other-start");
  const std::vector<Compared> many(5, one.compared());
  EXPECT_FALSE(compare(many).ok());
  EXPECT_FALSE(compare(std::span(many).first(1)).ok());
}

/// A service under another name meets other random numbers, and so another sample of the same
/// truth: the difference is 0, which 95 % of the intervals must contain. Of 200, between 0.90 and
/// 0.99 is where 99.8 % of honest intervals would land.
TEST(Compare, IntervalsOfIndependentTwinsContainZero) {
  Scenario twin = one_service();
  auto node = twin.architecture.components.extract("web");
  node.key() = node.mapped().name = "app";
  twin.architecture.components.insert(std::move(node));
  twin.load.classes.front().component = "app";
  const Solved one(one_service());
  const cost::Catalogue catalogue = one_size();
  const network::KindList kinds = models::builtin_kinds();
  const Scenario first_scenario = one_service();
  const Model first = Model::build(first_scenario, kinds, catalogue).value();
  const Model second = Model::build(twin, kinds, catalogue).value();
  constexpr int kSeeds = 200;
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Options options = {.seed = seed, .precision = 0.05, .max_requests_per_window = 40'000};
    const auto a = solve_window(first, 50.0, options)->simulated.total;
    const auto b = solve_window(second, 50.0, options)->simulated.total;
    const Gap gap = gap_between(a.latency.p95, a.runs.p95_s, b.latency.p95, b.runs.p95_s, 0.95);
    covered += gap.contrast == Contrast::not_distinguishable ? 1 : 0;
  }
  EXPECT_GE(covered, 180);
  EXPECT_LE(covered, 198);
}

}  // namespace
}  // namespace headroom::projection
