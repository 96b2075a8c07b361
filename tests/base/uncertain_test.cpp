#include "core/base/uncertain.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(Uncertain, TypedBoundsAreTheFiveAndNinetyFivePercentQuantiles) {
  const double z = 1.6448536269514722;
  EXPECT_NEAR((Uncertain{800, 1500}.at(z)), 1500, 1e-9);
  EXPECT_NEAR((Uncertain{800, 1500}.at(-z)), 800, 1e-9);
  EXPECT_NEAR((Uncertain{-0.02, 0.06}.at(z)), 0.06, 1e-15);
}

TEST(Uncertain, MedianIsGeometricForPositiveIntervals) {
  EXPECT_NEAR((Uncertain{0.06, 0.14}.central()), std::sqrt(0.06 * 0.14), 1e-15);
  EXPECT_DOUBLE_EQ((Uncertain{-1, 3}.central()), 1.0);
  EXPECT_DOUBLE_EQ(Uncertain::exact(5).at(2.0), 5.0);
}

}  // namespace
}  // namespace headroom
