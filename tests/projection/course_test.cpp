// Short surges, simulated as they pass.
#include "core/projection/course.h"

#include <gtest/gtest.h>

#include "core/analytic/transient_chain.h"
#include "tests/projection/scenarios.h"

namespace headroom::projection {
namespace {

using testing::one_service;
using testing::one_size;

workload::Surge launch(double peak, double ramp_s, double hold_s) {
  workload::Surge surge;
  surge.name = "launch";
  surge.at = *parse_instant("2027-03-15T09:00");
  surge.peak = Uncertain::exact(peak);
  surge.ramp = Seconds(ramp_s);
  surge.hold = Seconds(hold_s);
  return surge;
}

/// M/M/1-PS at 50 of 100 rps but for the surge.
struct Shop {
  explicit Shop(const workload::Surge& surge) : scenario(one_service()) {
    scenario.load.growth = workload::NoGrowth{};
    scenario.horizon.months = 4;
    scenario.targets.latency_p95 = Seconds(0.1);
    scenario.load.surges = {surge};
  }
  [[nodiscard]] std::optional<SurgeCourse> course(double budget = 600'000.0) const {
    const network::KindList kinds = models::builtin_kinds();
    const cost::Catalogue catalogue = one_size();
    const Model model = Model::build(scenario, kinds, catalogue).value();
    const workload::Forecast central(model.load(), scenario.horizon.start, scenario.horizon.months,
                                     workload::World::central());
    Cached cached(model.network(), nullptr);
    return course_of(model, central, scenario.load.surges[0], budget, {}, cached);
  }
  Scenario scenario;
};

TEST(SurgeCourse, AShortOverloadPilesUpWhatTheExactChainSays) {
  // 150 rps for 20 s at a server of 100: the number in the system does not depend on the order.
  const workload::Surge surge = launch(3.0, 0.0, 20.0);
  const auto course = Shop(surge).course();
  ASSERT_TRUE(course.has_value());
  const auto exact = analytic::transient(
      {{{0.0, 50.0}, {2.0, 150.0}, {22.0, 50.0}}, 100.0, 1, 2000, false}, {22.0});
  EXPECT_NEAR(course->peak_backlog.estimate, exact[0].mean_in_system,
              0.05 * exact[0].mean_in_system + 2.0 * course->peak_backlog.half_width());
  EXPECT_FALSE(course->recovered);
  EXPECT_GT(course->slow->value(), 10.0);
  EXPECT_GE(course->worst_at.seconds, surge.at.seconds + 10);
}

TEST(SurgeCourse, ALongPlateauIsTheSteadyStateAtItsTop) {
  Shop shop(launch(1.6, 0.0, 300.0));
  const auto course = shop.course();
  ASSERT_TRUE(course.has_value());
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(shop.scenario, kinds, catalogue).value();
  const auto steady = solve_window(model, 80.0, {});
  const double top = steady->simulated.total.latency.p95.estimate;
  EXPECT_TRUE(course->recovered);
  // The worst of many parts is a little above what all of them have.
  EXPECT_GT(course->worst_p95_s.estimate, 0.9 * top);
  EXPECT_LT(course->worst_p95_s.estimate, 1.6 * top);
}

TEST(SurgeCourse, WhatIsTooLongIsLeftToTheSteadyState) {
  EXPECT_FALSE(Shop(launch(3.0, 600.0, 36'000.0)).course().has_value());
  EXPECT_FALSE(Shop(launch(3.0, 0.0, 60.0)).course(1000.0).has_value());
}

}  // namespace
}  // namespace headroom::projection
