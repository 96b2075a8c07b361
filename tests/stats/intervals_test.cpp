#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/contracts.h"
#include "core/stats/binomial.h"
#include "core/stats/interval.h"
#include "core/stats/moments.h"
#include "core/stats/regression.h"
#include "core/stats/student_t.h"
#include "core/stats/time_average.h"
#include "tests/stats/reproducible_series.h"

namespace headroom::stats {
namespace {

// Critical values to 8 digits, as in any table of the t distribution.
TEST(StudentT, MatchesTheTable) {
  const std::array<double, 6> degrees = {1, 4, 9, 19, 29, 99};
  const std::array<double, 6> t975 = {12.7062047364, 2.7764451052,  2.26215716274,
                                      2.09302405441, 2.04522964213, 1.98421695151};
  const std::array<double, 6> t995 = {63.6567411629, 4.60409487142, 3.24983554402,
                                      2.86093460645, 2.75638590367, 2.62640545639};
  const std::array<double, 6> t95 = {6.3137515148,  2.13184678134, 1.83311293265,
                                     1.72913281152, 1.69912702653, 1.660391156};
  for (std::size_t i = 0; i < degrees.size(); ++i) {
    EXPECT_NEAR(t_quantile(0.975, degrees[i]), t975[i], 1e-8 * t975[i]);
    EXPECT_NEAR(t_quantile(0.995, degrees[i]), t995[i], 1e-8 * t995[i]);
    EXPECT_NEAR(t_quantile(0.95, degrees[i]), t95[i], 1e-8 * t95[i]);
    EXPECT_NEAR(two_sided_t(0.95, degrees[i]), t975[i], 1e-8 * t975[i]);
  }
}

// Closed forms: 1 degree of freedom is Cauchy, tan(pi (p - 1/2)); for 2, 2a/sqrt(2(1 - a^2)), a =
// 2p - 1.
TEST(StudentT, MatchesTheClosedFormsOfOneAndTwoDegrees) {
  const double pi = std::acos(-1.0);
  for (const double p : {0.001, 0.2, 0.5, 0.51, 0.7, 0.99, 0.9999}) {
    const double cauchy = std::tan(pi * (p - 0.5));
    const double a = 2.0 * p - 1.0;
    EXPECT_NEAR(t_quantile(p, 1), cauchy, 1e-9 * (1.0 + std::abs(cauchy)));
    EXPECT_NEAR(t_quantile(p, 2), 2.0 * a / std::sqrt(2.0 * (1.0 - a * a)),
                1e-8 * (1.0 + 1.0 / (1.0 - std::abs(a))));
    EXPECT_NEAR(t_cdf(cauchy, 1), p, 1e-13);
  }
}

TEST(StudentT, QuantileInvertsTheDistributionFunction) {
  for (const double degrees : {1.0, 2.5, 28.5, 500.0, 1e6})
    for (const double p : {1e-6, 0.025, 0.3, 0.6, 0.999})
      EXPECT_NEAR(t_cdf(t_quantile(p, degrees), degrees), p, 1e-11);
}

TEST(StudentT, TendsToTheNormal) {
  EXPECT_NEAR(z_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(z_quantile(0.01), -2.326347874040841, 1e-14);
  EXPECT_NEAR(t_quantile(0.975, 1e9), z_quantile(0.975), 1e-8);
}

// Acceptance bands of a coverage experiment: 99 % of Binomial(R, 0.95).
TEST(Binomial, QuantilesGiveTheBandsOfACoverageExperiment) {
  EXPECT_EQ(binomial_quantile(0.005, 1000, 0.95), 931U);
  EXPECT_EQ(binomial_quantile(0.995, 1000, 0.95), 967U);
  EXPECT_EQ(binomial_quantile(0.005, 200, 0.95), 181U);
  EXPECT_EQ(binomial_quantile(0.995, 200, 0.95), 197U);
}

TEST(Binomial, DistributionFunctionIsTheSumOfItsTerms) {
  double sum = 0.0;
  double term = std::pow(0.7, 12);
  for (std::uint64_t k = 0; k <= 12; ++k) {
    sum += term;
    EXPECT_NEAR(binomial_cdf(k, 12, 0.3), sum, 1e-13);
    term *= static_cast<double>(12 - k) / static_cast<double>(k + 1) * 0.3 / 0.7;
  }
}

TEST(Binomial, RanksAroundAQuantileMatchKnownSeries) {
  EXPECT_EQ(quantile_ranks(1000, 0.95), (Ranks{936, 964}));
  EXPECT_EQ(quantile_ranks(2000, 0.95), (Ranks{1880, 1920}));
  EXPECT_EQ(quantile_ranks(5000, 0.95), (Ranks{4719, 4781}));
  std::vector<double> sorted = warming_series(42, 1000);
  std::ranges::sort(sorted);
  EXPECT_NEAR(sorted[935], 10.4894380178, 1e-9);
  EXPECT_NEAR(sorted[963], 10.9909867182, 1e-9);
}

// n with 1 - p^n >= 0.95: below it even the largest value is not above the quantile with 95 %.
TEST(Binomial, ASampleTooSmallForAQuantileHasNoUpperRank) {
  EXPECT_EQ(quantile_ranks(58, 0.95, 0.90).high, 59U);
  EXPECT_EQ(quantile_ranks(59, 0.95, 0.90).high, 59U);
  EXPECT_EQ(quantile_ranks(2994, 0.999, 0.90).high, 2995U);
  EXPECT_EQ(quantile_ranks(2995, 0.999, 0.90).high, 2995U);
}

// Wilson at 0 of n: [0, z^2/(n + z^2)].
TEST(ShareInterval, SaysSomethingEvenWithoutASuccess) {
  const double z = z_quantile(0.975);
  const Estimate none = share_interval(0, 50);
  EXPECT_EQ(none.low, 0.0);
  EXPECT_EQ(none.estimate, 0.0);
  EXPECT_NEAR(none.high, z * z / (50.0 + z * z), 1e-14);
  const Estimate all = share_interval(50, 50);
  EXPECT_EQ(all.high, 1.0);
  EXPECT_NEAR(all.low, 1.0 - none.high, 1e-14);
}

// Both ends p solve (share - p)^2 = z^2 p(1 - p)/n, which defines the interval.
TEST(ShareInterval, EndsSolveTheScoreEquation) {
  const Estimate interval = share_interval(13, 80, 0.9);
  const double z = z_quantile(0.95);
  for (const double p : {interval.low, interval.high})
    EXPECT_NEAR((13.0 / 80.0 - p) * (13.0 / 80.0 - p), z * z * p * (1.0 - p) / 80.0, 1e-14);
}

TEST(SkewedMeanInterval, IsTheTIntervalOfSymmetricValues) {
  const std::vector<double> values = {1.0, 2.0, 3.0, 4.0, 5.0};
  EXPECT_EQ(skewed_mean_interval(values), mean_interval(values));
}

TEST(SkewedMeanInterval, FollowsTheSkewness) {
  // R = 5, m = 2, s^2 = 2, t_4 = 2.776445.
  const std::vector<double> values = {1.0, 1.0, 1.0, 3.0, 4.0};
  const Estimate interval = skewed_mean_interval(values);
  const double sum = 3.0 * -1.0 + 1.0 + 8.0;  // of cubes about the mean 2
  const double skewness = 5.0 / 12.0 * sum / std::pow(2.0, 1.5);
  const double beta = skewness / 6.0 / std::sqrt(5.0);
  const double error = std::sqrt(2.0 / 5.0);
  const auto end = [&](double t) {
    return 2.0 - error * (std::cbrt(1.0 + 6.0 * beta * (t - beta)) - 1.0) / (2.0 * beta);
  };
  EXPECT_NEAR(interval.low, end(2.7764451052), 1e-8);
  EXPECT_NEAR(interval.high, end(-2.7764451052), 1e-8);
  EXPECT_GT(interval.high - 2.0, 2.0 - interval.low);
}

TEST(SkewedMeanInterval, HoldsTheMeanOfExponentialValuesMoreOften) {
  // Means of 20 exponential values: the t interval holds the truth 92 times in a hundred.
  int plain = 0;
  int skewed = 0;
  std::mt19937_64 engine(7);
  for (int run = 0; run < 4000; ++run) {
    std::vector<double> values(20);
    for (double& value : values)
      value = -std::log(1.0 - static_cast<double>(engine() >> 11) * 0x1p-53);
    const auto holds = [](const Estimate& e) { return e.low <= 1.0 && 1.0 <= e.high ? 1 : 0; };
    plain += holds(mean_interval(values));
    skewed += holds(skewed_mean_interval(values));
  }
  EXPECT_GT(skewed, plain + 20);
  EXPECT_NEAR(skewed / 4000.0, 0.95, 0.015);
}

TEST(MeanInterval, IsTheTIntervalOverReplications) {
  const std::vector<double> values = {1.0, 2.0, 3.0, 4.0, 5.0};  // mean 3, variance 2.5
  const Estimate interval = mean_interval(values);
  EXPECT_EQ(interval.estimate, 3.0);
  EXPECT_NEAR(interval.half_width(), 2.7764451052 * std::sqrt(0.5), 1e-9);
}

TEST(MeanInterval, OfOneReplicationIsInfinite) {
  const std::vector<double> one = {2.0};
  EXPECT_TRUE(std::isinf(mean_interval(one).high));
  EXPECT_TRUE(std::isinf(relative_half_width(mean_interval(one))));
  EXPECT_FALSE(precise_enough(mean_interval(one), 0.5));
}

TEST(MeanInterval, CoversTheTruthAsOftenAsItSays) {
  const std::vector<double> u = uniform_series(2024, 20'000);
  std::uint64_t covered = 0;
  for (std::size_t run = 0; run < 2000; ++run) {
    const Estimate interval = mean_interval(std::span(u).subspan(10 * run, 10));
    covered += static_cast<std::uint64_t>(interval.low <= 0.5 && 0.5 <= interval.high);
  }
  EXPECT_GE(covered, binomial_quantile(0.0005, 2000, 0.95));
  EXPECT_LE(covered, binomial_quantile(0.9995, 2000, 0.95));
}

TEST(RelativePrecision, IsCorrectedForTheEstimateInTheDenominator) {
  EXPECT_TRUE(precise_enough(Estimate::around(100.0, 4.76), 0.05));
  EXPECT_FALSE(precise_enough(Estimate::around(100.0, 4.77), 0.05));
  EXPECT_TRUE(precise_enough(Estimate::exact(0.0), 0.05));
  EXPECT_FALSE(precise_enough(Estimate::around(0.0, 1e-9), 0.05));
}

TEST(Difference, OfTwinsWithCommonNoiseIsPairedAndNarrow) {
  const std::vector<double> noise = uniform_series(1, 20);
  const std::vector<double> own = uniform_series(2, 20);
  std::vector<double> first(20);
  for (std::size_t i = 0; i < 20; ++i) first[i] = noise[i] + 0.5 + 0.01 * own[i];
  const Difference difference = difference_interval(first, noise);
  EXPECT_TRUE(difference.paired);
  EXPECT_GT(difference.correlation, 0.99);
  EXPECT_LT(difference.estimate.half_width(), 0.003);
  EXPECT_GT(difference.estimate.low, 0.5);
}

// Welch for equal sample sizes: s^2 = (a + b)/n, degrees (n - 1)(a + b)^2/(a^2 + b^2).
TEST(Difference, WithoutPositiveCorrelationIsUnpaired) {
  const std::vector<double> first = {1.0, 2.0, 3.0, 4.0};   // variance 5/3
  const std::vector<double> second = {8.0, 6.0, 4.0, 2.0};  // variance 20/3
  const Difference difference = difference_interval(first, second);
  EXPECT_FALSE(difference.paired);
  EXPECT_NEAR(difference.correlation, -1.0, 1e-12);
  EXPECT_NEAR(difference.estimate.estimate, -2.5, 1e-12);
  const double degrees = 3.0 * 25.0 / 17.0;
  EXPECT_NEAR(difference.estimate.half_width(), two_sided_t(0.95, degrees) * std::sqrt(25.0 / 12.0),
              1e-9);
}

TEST(TimeAverage, IsTheIntegralOverTheTime) {
  TimeAverage queue;
  queue.set(2.0, 3.0);   // 0 for 2
  queue.add(4.0, -1.0);  // 3 for 2
  EXPECT_EQ(queue.value(), 2.0);
  EXPECT_EQ(queue.area(10.0), 18.0);  // 2 for 6
  EXPECT_EQ(queue.average(10.0), 1.8);
  queue.restart(10.0);
  EXPECT_EQ(queue.average(12.0), 2.0);
  EXPECT_THROW((void)queue.average(10.0), ContractViolation);
}

TEST(FitLine, RecoversAnExactLine) {
  const std::vector<double> x = {0.0, 1.0, 2.0, 5.0};
  const std::vector<double> y = {1.0, 3.0, 5.0, 11.0};
  const Line line = fit_line(x, y);
  EXPECT_NEAR(line.intercept, 1.0, 1e-14);
  EXPECT_NEAR(line.slope.estimate, 2.0, 1e-14);
  EXPECT_NEAR(line.slope.half_width(), 0.0, 1e-13);
}

// Worked by hand.
TEST(FitLine, IntervalIsThatOfTheTextbookExample) {
  const std::vector<double> x = {1.0, 2.0, 3.0, 4.0};
  const std::vector<double> y = {6.0, 5.0, 7.0, 10.0};
  const Line line = fit_line(x, y);
  EXPECT_NEAR(line.slope.estimate, 1.4, 1e-14);
  EXPECT_NEAR(line.intercept, 3.5, 1e-14);
  // Residuals 1.1, -1.3, -0.7, 0.9: sum of squares 4.2, two degrees of freedom.
  EXPECT_NEAR(line.slope.half_width(), two_sided_t(0.95, 2) * std::sqrt(4.2 / 2.0 / 5.0), 1e-12);
}

TEST(FitLine, TwoPointsGiveNoError) {
  const std::vector<double> x = {0.0, 1.0};
  EXPECT_TRUE(std::isinf(fit_line(x, x).slope.high));
  const std::vector<double> same = {1.0, 1.0};
  EXPECT_THROW((void)fit_line(same, x), ContractViolation);
}

}  // namespace
}  // namespace headroom::stats
