// A load of users who think between two requests, from the typed number to the projection.
#include <gtest/gtest.h>

#include "core/projection/project.h"
#include "tests/projection/scenarios.h"

namespace headroom::projection {
namespace {

using testing::one_service;
using testing::one_size;

constexpr double kThinkSeconds = 1.0;
constexpr double kServiceSeconds = 0.010;

/// Users think for a second, then ask the service of one_service() for 10 ms of its only CPU.
Scenario thinking_users(double users) {
  Scenario scenario = one_service();
  scenario.load.now = workload::Population{Uncertain::exact(users)};
  scenario.load.classes = {{"page", Ratio(1.0), "users", "page"}};
  architecture::Component client;
  client.name = "users";
  client.kind = "client";
  client.parameters["to"] = {std::string("web"), "web"};
  client.parameters["think_time"] = {random::Distribution::exponential(kThinkSeconds),
                                     "exponential(1 s)"};
  scenario.architecture.components["users"] = client;
  scenario.architecture.components["web"].parameters["network"] = {
      random::Distribution::deterministic(0.0), "0 ms"};  // the closed form knows no network
  return scenario;
}

/// Mean value analysis of one processor-sharing station and thinking users: R = S (1 + Q of one
/// user less), X = n / (Z + R), Q = X R. [Reiser & Lavenberg 1980]
struct Closed {
  double throughput = 0.0;
  double response_s = 0.0;
};
Closed mean_value_analysis(int users) {
  Closed result;
  double queue = 0.0;
  for (int n = 1; n <= users; ++n) {
    result.response_s = kServiceSeconds * (1.0 + queue);
    result.throughput = n / (kThinkSeconds + result.response_s);
    queue = result.throughput * result.response_s;
  }
  return result;
}

TEST(Users, MonthsAskInUsersAndTheSystemAnswersInRequests) {
  Scenario scenario = thinking_users(60.0);
  scenario.horizon.months = 3;
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(scenario, kinds, catalogue).value();
  ASSERT_TRUE(model.closed());
  Options options;
  options.precision = 0.02;
  const Projection projection = project(model, options).value();
  for (const int month : {0, 3}) {
    const auto m = static_cast<std::size_t>(month);
    const Window& peak = *projection.months.at(m).window(WindowKind::peak);
    // Growth is linear, 6 users a month; the busiest hour is the month's last.
    const int users = static_cast<int>(peak.offered_rps + 0.5);
    EXPECT_NEAR(peak.offered_rps, 60.0 + 6.0 * (month + 1), 0.1);
    // 1.5 half widths are 3 standard errors.
    const Closed truth = mean_value_analysis(users);
    const network::ClassPerformance& total = peak.simulated.total;
    EXPECT_NEAR(total.throughput_rps.estimate, truth.throughput,
                1.5 * total.throughput_rps.half_width());
    EXPECT_NEAR(total.latency.mean.estimate, truth.response_s,
                1.5 * total.latency.mean.half_width());
    EXPECT_LT(total.throughput_rps.half_width(), 0.02 * truth.throughput);
  }
}

TEST(Users, MoreThanTheStationCanServeWaitInsteadOfOverflowing) {
  const Scenario scenario = thinking_users(300.0);
  const network::KindList kinds = models::builtin_kinds();
  const cost::Catalogue catalogue = one_size();
  const Model model = Model::build(scenario, kinds, catalogue).value();
  const Window window = *solve_window(model, 300.0, Options{});
  EXPECT_TRUE(window.simulated.stable);
  // Two more seconds than they think: 300 users / 100 requests a second.
  EXPECT_NEAR(window.simulated.total.latency.mean.estimate, 2.0, 0.05);
  EXPECT_NEAR(window.simulated.total.throughput_rps.estimate, 100.0, 2.0);
}

}  // namespace
}  // namespace headroom::projection
