#include "core/stats/histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/contracts.h"
#include "tests/stats/reproducible_series.h"

namespace headroom::stats {
namespace {

constexpr double kProbabilities[] = {0.0,  0.001, 0.01,  0.1,    0.5, 0.9,
                                     0.95, 0.99,  0.999, 0.9999, 1.0};

Histogram histogram_of(const std::vector<double>& values) {
  Histogram histogram;
  for (const double value : values) histogram.record(value);
  return histogram;
}

/// The order statistic of rank ceil(n p).
double exact_quantile(std::vector<double> values, double p) {
  std::ranges::sort(values);
  const double rank = std::ceil(p * static_cast<double>(values.size()));
  return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

void expect_quantiles_within(const std::vector<double>& values, double relative_error) {
  const Histogram histogram = histogram_of(values);
  for (const double p : kProbabilities) {
    const double exact = exact_quantile(values, p);
    EXPECT_NEAR(histogram.quantile(p), exact, relative_error * exact) << p;
  }
}

TEST(Histogram, QuantilesAreWithinOnePercentOverManyDecades) {
  const std::vector<double> u = uniform_series(11, 20'000);
  for (double decade = 1e-9; decade < 1e9; decade *= 10.0) {
    std::vector<double> values(u.size());
    std::ranges::transform(u, values.begin(), [&](double x) { return decade * (1.0 + 9.0 * x); });
    expect_quantiles_within(values, 0.008);
  }
}

TEST(Histogram, QuantilesOfASampleAcrossAllDecadesAreWithinOnePercent) {
  std::vector<double> values = uniform_series(12, 50'000);
  for (double& value : values) value = std::pow(10.0, -9.0 + 17.9 * value);
  expect_quantiles_within(values, 0.008);
}

TEST(Histogram, QuantilesOfFewAndOfEqualValuesAreWithinOnePercent) {
  expect_quantiles_within({0.25}, 0.0);
  expect_quantiles_within({0.1, 0.7, 0.7, 0.7, 123.0}, 0.008);
  expect_quantiles_within(std::vector<double>(1000, 0.0301), 0.0);
}

TEST(Histogram, ZeroIsExact) {
  const Histogram histogram = histogram_of({0.0, 0.0, 0.0, 5.0});
  EXPECT_EQ(histogram.quantile(0.5), 0.0);
  EXPECT_EQ(histogram.quantile(0.75), 0.0);
  EXPECT_EQ(histogram.quantile(1.0), 5.0);
  EXPECT_EQ(histogram.share_up_to(0.0), 0.75);
}

TEST(Histogram, ValuesOutsideTheRangeAreCountedAndReadAsTheExtremes) {
  const Histogram histogram = histogram_of({1e-12, 1e-15, 1.0, 1e12, 1e15});
  EXPECT_EQ(histogram.count(), 5U);
  EXPECT_EQ(histogram.quantile(0.2), 1e-15);
  EXPECT_NEAR(histogram.quantile(0.6), 1.0, 0.008);
  EXPECT_EQ(histogram.quantile(0.9), 1e15);
  EXPECT_EQ(histogram.buckets().size(), 3U);
}

TEST(Histogram, MeanAndExtremesAreThoseOfTheValues) {
  const std::vector<double> values = uniform_series(13, 1000);
  const Histogram histogram = histogram_of(values);
  EXPECT_EQ(histogram.min(), *std::ranges::min_element(values));
  EXPECT_EQ(histogram.max(), *std::ranges::max_element(values));
  double sum = 0.0;
  for (const double value : values) sum += value;
  EXPECT_EQ(histogram.sum(), sum);
  EXPECT_EQ(histogram.mean(), sum / 1000.0);
}

TEST(Histogram, MergingEqualsRecordingEverythingInAnyOrder) {
  std::vector<double> values = uniform_series(14, 3000);
  for (double& value : values) value = std::pow(10.0, -11.0 + 22.0 * value);
  const Histogram whole = histogram_of(values);
  const auto part = [&](std::size_t from) {
    return histogram_of(
        std::vector<double>(values.begin() + static_cast<std::ptrdiff_t>(from),
                            values.begin() + static_cast<std::ptrdiff_t>(from + 1000)));
  };
  for (const std::vector<std::size_t>& order :
       {std::vector<std::size_t>{0, 1000, 2000}, {2000, 0, 1000}}) {
    Histogram merged;
    for (const std::size_t from : order) merged.merge(part(from));
    EXPECT_EQ(merged.count(), whole.count());
    for (const double p : kProbabilities) EXPECT_EQ(merged.quantile(p), whole.quantile(p));
    EXPECT_NEAR(merged.sum(), whole.sum(), 1e-12 * whole.sum());
  }
}

TEST(Histogram, AnEmptyOneIsNeutralAndHasNoQuantile) {
  Histogram histogram = histogram_of({0.5, 0.7});
  histogram.merge(Histogram());
  EXPECT_EQ(histogram.count(), 2U);
  histogram.clear();
  EXPECT_TRUE(histogram.empty());
  EXPECT_THROW((void)histogram.quantile(0.5), ContractViolation);
  EXPECT_THROW((void)histogram.mean(), ContractViolation);
}

TEST(Histogram, RefusesWhatIsNotATime) {
  Histogram histogram = histogram_of({0.5});
  EXPECT_THROW(histogram.record(-1.0), ContractViolation);
  EXPECT_THROW(histogram.record(std::numeric_limits<double>::quiet_NaN()), ContractViolation);
  EXPECT_EQ(histogram.count(), 1U);
}

TEST(Histogram, ShareInvertsTheQuantile) {
  const Histogram histogram = histogram_of(uniform_series(15, 100'000));
  for (const double p : {0.01, 0.3, 0.5, 0.95, 0.999})
    EXPECT_NEAR(histogram.share_up_to(histogram.quantile(p)), p, 1e-9);
  EXPECT_EQ(histogram.share_up_to(2.0), 1.0);
}

TEST(Histogram, BucketsHoldEveryRecordOnce) {
  const Histogram histogram = histogram_of(uniform_series(16, 5000));
  std::uint64_t total = 0;
  double edge = 0.0;
  for (const Histogram::Bucket& bucket : histogram.buckets()) {
    EXPECT_LE(edge, bucket.low);
    EXPECT_LE(bucket.low, bucket.high);
    edge = bucket.high;
    total += bucket.count;
  }
  EXPECT_EQ(total, 5000U);
}

}  // namespace
}  // namespace headroom::stats
