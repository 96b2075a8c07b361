#include "core/base/money.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/base/contracts.h"

namespace headroom {
namespace {

TEST(Money, TenthsAddUpExactly) {
  Money sum;
  for (int i = 0; i < 10; ++i) sum += Money::from_units(0.1);
  EXPECT_EQ(sum, Money::from_units(1.0));
}

TEST(Money, PriceTimesHoursIsRoundedOnce) {
  EXPECT_EQ(Money::from_units(0.096) * 730.0, Money::from_units(70.08));
}

TEST(Money, OverflowIsNeverSilent) {
  const Money most = Money::micros(std::numeric_limits<std::int64_t>::max());
  EXPECT_THROW(most + Money::micros(1), ContractViolation);
  EXPECT_THROW(Money::from_units(1e13), ContractViolation);
}

}  // namespace
}  // namespace headroom
