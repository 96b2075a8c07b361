#include "core/sim/stopping.h"

#include <limits>

#include <gtest/gtest.h>

namespace headroom::sim {
namespace {

TEST(StoppingRule, GoesOnToTheLengthThatTheHalfWidthPredicts) {
  StoppingRule rule(1000, 1'000'000);
  EXPECT_EQ(rule.next(), 1000U);
  rule.judge(1.3);  // 1.69 times as long, and 5 % in reserve
  EXPECT_FALSE(rule.precise());
  EXPECT_EQ(rule.next(), 1774U);
}

TEST(StoppingRule, EndsWhenTheLastTwoCheckpointsAgree) {
  StoppingRule rule(1000, 1'000'000);
  rule.judge(1.3);
  rule.judge(0.95);
  EXPECT_TRUE(rule.precise());
  EXPECT_FALSE(rule.spent());
}

TEST(StoppingRule, OneLuckyCheckpointDoesNotEndIt) {
  StoppingRule rule(1000, 1'000'000);
  rule.judge(4.0);  // asks for 16000, but goes on to 8000 at most
  EXPECT_EQ(rule.next(), 8000U);
  rule.judge(0.9);
  EXPECT_FALSE(rule.precise());
  EXPECT_EQ(rule.next(), 16800U);  // where the first one pointed
  rule.judge(0.9);
  EXPECT_TRUE(rule.precise());
}

TEST(StoppingRule, FirstCheckpointEndsItWhenAQuarterOfItSuffices) {
  StoppingRule clear(1000, 1'000'000);
  clear.judge(0.49);
  EXPECT_TRUE(clear.precise());
  StoppingRule doubtful(1000, 1'000'000);
  doubtful.judge(0.6);
  EXPECT_FALSE(doubtful.precise());
  EXPECT_EQ(doubtful.next(), 1250U);
}

TEST(StoppingRule, EndsAtTheBudgetPreciseOrNot) {
  StoppingRule imprecise(1000, 1500);
  imprecise.judge(std::numeric_limits<double>::infinity());
  EXPECT_EQ(imprecise.next(), 1500U);
  imprecise.judge(3.0);
  EXPECT_TRUE(imprecise.spent());
  EXPECT_FALSE(imprecise.precise());
  StoppingRule precise(1000, 1000);
  precise.judge(0.99);
  EXPECT_TRUE(precise.spent());
  EXPECT_TRUE(precise.precise());
}

}  // namespace
}  // namespace headroom::sim
