// Single stations at their edges; tests/oracles compares them with tables of exact figures.
#include "core/analytic/queueing.h"

#include <cmath>
#include <tuple>

#include <gtest/gtest.h>

namespace headroom::analytic {
namespace {

TEST(Queueing, ErlangBOfOneServerIsItsBusyShare) {
  EXPECT_NEAR(erlang_b(1, 0.5), 0.5 / 1.5, 1e-15);
  EXPECT_EQ(erlang_b(0, 3.0), 1.0);
  EXPECT_EQ(erlang_b(5, 0.0), 0.0);
}

TEST(Queueing, HardlyUsedServersNeverBlock) { EXPECT_EQ(erlang_b(1'000'000, 3.0), 0.0); }

TEST(Queueing, ResponseOfOneServerIsExponential) {
  // theta = c mu - lambda = mu is where the general form of the tail divides by zero.
  EXPECT_NEAR(mmc_response_tail(1.0, 1.0, 2, 1e-9), 1.0, 1e-8);
  EXPECT_NEAR(mmc_response_quantile(0.5, 1.0, 1, 0.9), 2.0 * 2.302585092994, 1e-9);
}

TEST(Queueing, ResponsesInARoomHaveTheirMean) {
  for (const auto& [rate, servers, capacity] :
       {std::tuple(0.8, 1, 5), {1.5, 1, 20}, {8.0, 10, 10}, {9.5, 8, 20}}) {
    // The mean is the integral of the tail, here by Simpson's rule.
    constexpr int kSteps = 2000;
    constexpr double kEnd = 80.0;
    double sum = 0.0;
    for (int i = 0; i <= kSteps; ++i) {
      const double weight = i == 0 || i == kSteps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
      sum += weight * mmck_response_tail(rate, 1.0, servers, capacity, kEnd * i / kSteps);
    }
    EXPECT_NEAR(sum * kEnd / kSteps / 3.0, mmck(rate, 1.0, servers, capacity).mean_response_s,
                1e-5);
  }
}

TEST(Queueing, ALargeRoomIsAsGoodAsAnEndlessOne) {
  for (const double p : {0.5, 0.95, 0.99})
    EXPECT_NEAR(mmck_response_quantile(1.6, 1.0, 2, 200, p), mmc_response_quantile(1.6, 1.0, 2, p),
                1e-9);
}

TEST(Queueing, WithoutARoomAResponseIsAService) {
  EXPECT_NEAR(mmck_response_quantile(8.0, 1.0, 10, 10, 0.95), -std::log(0.05), 1e-10);
}

TEST(Queueing, LongOverloadedRoomStaysFinite) {
  const FiniteRoom answer = mmck(1000.0, 1.0, 1, 100'000);
  EXPECT_NEAR(answer.throughput, 1.0, 1e-8);
  EXPECT_NEAR(answer.blocking, 0.999, 1e-8);
}

}  // namespace
}  // namespace headroom::analytic
