#include "core/workload/trend_range.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/stats/regression.h"
#include "core/stats/student_t.h"
#include "tests/workload/synthetic.h"

namespace headroom::workload {
namespace {

/// Autoregressive residuals of unit variance, a day apart.
std::vector<TrendResidual> residuals(std::size_t days, double correlation, std::uint64_t seed) {
  Noise noise(seed, "residuals");
  std::vector<TrendResidual> result;
  double value = noise.next();
  for (std::size_t day = 0; day < days; ++day) {
    result.push_back({static_cast<std::int64_t>(day), static_cast<double>(day) / 30.0, value});
    value = correlation * value + std::sqrt(1.0 - correlation * correlation) * noise.next();
  }
  return result;
}

TEST(TrendRange, AlternatingResidualsAreWorthTheIndependentOnesOfLeastSquares) {
  std::vector<double> months;
  std::vector<double> values;
  std::vector<TrendResidual> alternating;
  for (int day = 0; day < 100; ++day) {
    const double value = day % 2 == 0 ? 1.0 : -1.0;
    alternating.push_back({day, day / 30.0, value});
    months.push_back(day / 30.0);
    values.push_back(value);
  }
  const stats::Line line = stats::fit_line(months, values, 0.9);
  const TrendRange range = *trend_range(alternating, {.growth = true});
  EXPECT_NEAR(range.growth / line.slope.half_width(), 1.0, 0.001);
}

TEST(TrendRange, CorrelationWidensAsTheEffectiveNumberSays) {
  const std::size_t days = 20000;
  const double alone = trend_range(residuals(days, 0.0, 1), {})->level;
  const double together = trend_range(residuals(days, 0.6, 1), {})->level;
  EXPECT_NEAR(alone, stats::z_quantile(0.95) / std::sqrt(days), 0.05 * alone);
  EXPECT_NEAR(together / alone, std::sqrt(1.6 / 0.4), 0.1);
}

TEST(TrendRange, GapsAreNoNeighbours) {
  std::vector<TrendResidual> gappy = residuals(400, 0.9, 2);
  const double before = trend_range(gappy, {})->level;
  for (std::size_t i = 0; i < gappy.size(); ++i) gappy[i].number *= 2;
  EXPECT_LT(trend_range(gappy, {})->level, before / 2.0);
}

TEST(TrendRange, NoRangeIsWiderThanOneResidual) {
  std::vector<TrendResidual> rising = residuals(30, 0.0, 3);
  for (TrendResidual& each : rising) each.residual = each.months;  // correlation near 1
  double squares = 0.0;
  for (const TrendResidual& each : rising) squares += std::pow(each.months - 29.0 / 60.0, 2.0);
  const double deviation = std::sqrt(squares / 29.0);
  EXPECT_NEAR(trend_range(rising, {})->level, stats::z_quantile(0.95) * deviation, 1e-9);
}

TEST(TrendRange, TooFewResidualsTellNothing) {
  EXPECT_FALSE(trend_range(residuals(2, 0.0, 4), {}));
  EXPECT_TRUE(trend_range(residuals(3, 0.0, 4), {}));
  EXPECT_FALSE(trend_range(residuals(8, 0.0, 4), {.growth = true, .shape_parameters = 6}));
  EXPECT_TRUE(trend_range(residuals(9, 0.0, 4), {.growth = true, .shape_parameters = 6}));
  std::vector<TrendResidual> at_once(5, TrendResidual{0, 1.0, 0.5});
  EXPECT_FALSE(trend_range(at_once, {.growth = true}));
}

}  // namespace
}  // namespace headroom::workload
