#include "core/random/normal.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/base/contracts.h"

namespace headroom::random {
namespace {

// Test values published with algorithm AS 241.
TEST(Normal, QuantileMatchesThePublishedValues) {
  EXPECT_NEAR(normal_quantile(0.25), -0.6744897501960817, 1e-15);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167814, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 1e-14);
}

TEST(Normal, QuantileInvertsTheDistributionFunction) {
  for (double z = -37.0; z < 5.0; z += 0.01)
    EXPECT_NEAR(normal_quantile(normal_cdf(z)), z,
                1e-13 * std::abs(z) + 1e-16 / normal_cdf(-z) + 1e-15)
        << z;
}

TEST(Normal, IsSymmetric) {
  for (const double p : {0.01, 0.25, 0.4999, 0.0625})
    EXPECT_NEAR(normal_quantile(p), -normal_quantile(1.0 - p), 1e-14);
  EXPECT_EQ(normal_quantile(0.5), 0.0);
}

TEST(Normal, EndsAreInfinite) {
  EXPECT_EQ(normal_quantile(0.0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(normal_quantile(1.0), std::numeric_limits<double>::infinity());
  EXPECT_THROW((void)normal_quantile(-0.1), ContractViolation);
}

}  // namespace
}  // namespace headroom::random
