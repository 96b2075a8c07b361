// Single stations at their edges; tests/oracles compares them with tables of exact figures.
#include "core/analytic/queueing.h"

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

TEST(Queueing, LongOverloadedRoomStaysFinite) {
  const FiniteRoom answer = mmck(1000.0, 1.0, 1, 100'000);
  EXPECT_NEAR(answer.throughput, 1.0, 1e-8);
  EXPECT_NEAR(answer.blocking, 0.999, 1e-8);
}

}  // namespace
}  // namespace headroom::analytic
