// Batch means, overlapping batch means, warm-up deletion against series with known answers.
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "core/base/contracts.h"
#include "core/stats/batch_means.h"
#include "core/stats/binomial.h"
#include "core/stats/moments.h"
#include "core/stats/warmup.h"
#include "tests/stats/reproducible_series.h"

namespace headroom::stats {
namespace {

TEST(Moments, MatchKnownSeries) {
  for (const KnownSeries& known : known_series()) {
    const Moments m = moments(known.values);
    EXPECT_NEAR(m.mean, known.mean, digits_of(known.mean));
    EXPECT_NEAR(m.variance, known.variance, digits_of(known.variance));
    EXPECT_NEAR(lag1_correlation(known.values), known.lag1, digits_of(known.lag1));
  }
}

TEST(Moments, OfOneValueAndOfConstantsAreDefined) {
  const std::vector<double> one = {3.0};
  const std::vector<double> constant(10, 0.1);
  EXPECT_EQ(moments(one).variance, 0.0);
  EXPECT_EQ(lag1_correlation(one), 0.0);
  EXPECT_EQ(correlation(one, one), 0.0);
  EXPECT_NEAR(moments(constant).variance, 0.0, 1e-30);
  EXPECT_THROW((void)moments({}), ContractViolation);
}

TEST(BatchMeans, MatchKnownSeries) {
  for (const KnownSeries& known : known_series()) {
    const BatchMeans result = batch_means(known.values, known.batches);
    EXPECT_EQ(result.batch_size, known.values.size() / known.batches);
    EXPECT_NEAR(result.mean.estimate, known.mean, digits_of(known.mean));
    EXPECT_NEAR(result.mean.half_width(), known.batch_half_width,
                digits_of(known.batch_half_width));
  }
}

TEST(BatchMeans, DependenceOfNeighboursIsSeenInShortBatchesOnly) {
  const std::vector<double> series = autoregressive_series(7, 20'000);
  EXPECT_FALSE(batch_means(series, 5'000).independent());
  EXPECT_TRUE(batch_means(series, 100).independent());
}

TEST(BatchMeans, ARestThatDoesNotDivideIsLeftOutAtTheStart) {
  std::vector<double> series = {1000.0, 1.0, 1.0, 3.0, 3.0};
  const BatchMeans result = batch_means(series, 2);
  EXPECT_EQ(result.batch_size, 2U);
  EXPECT_EQ(result.mean.estimate, 2.0);
}

TEST(OverlappingBatchMeans, MatchKnownSeries) {
  for (const KnownSeries& known : known_series()) {
    const std::size_t m = known.values.size() / known.batches;
    EXPECT_NEAR(overlapping_variance(known.values, m), known.overlapping_variance,
                digits_of(known.overlapping_variance));
    const Estimate estimate = overlapping_batch_means(known.values, known.batches);
    EXPECT_NEAR(estimate.estimate, known.mean, digits_of(known.mean));
  }
}

TEST(OverlappingBatchMeans, BatchesOfOneGiveTheIndependentVariance) {
  const std::vector<double> series = uniform_series(5, 400);
  EXPECT_NEAR(overlapping_variance(series, 1), moments(series).variance / 400.0, 1e-12);
}

TEST(Mser5, FindsTheKnownCuts) {
  for (const KnownSeries& known : known_series()) {
    const Truncation cut = mser(known.values);
    EXPECT_EQ(cut.observations, known.mser5_cut);
    EXPECT_NEAR(cut.statistic, known.mser5_statistic, digits_of(known.mser5_statistic));
    EXPECT_FALSE(cut.too_short);
    const std::span<const double> rest = std::span(known.values).subspan(cut.observations);
    EXPECT_NEAR(moments(rest).mean, known.mean_after_cut, digits_of(known.mean_after_cut));
  }
}

TEST(Mser5, ARunThatNeverSettlesIsTooShort) {
  std::vector<double> rising(500);
  std::iota(rising.begin(), rising.end(), 0.0);
  EXPECT_TRUE(mser(rising).too_short);
  EXPECT_TRUE(mser(std::span(rising).first(9)).too_short);
}

TEST(Mser5, AConstantSeriesNeedsNoCut) {
  const std::vector<double> constant(500, 0.1);
  EXPECT_EQ(mser(constant).observations, 0U);
  EXPECT_FALSE(mser(constant).too_short);
}

TEST(BatchSeries, HoldsTheMeansOfEqualBatchesInBoundedMemory) {
  const std::vector<double> series = autoregressive_series(3, 10'000);
  BatchSeries batches(64);
  for (const double value : series) batches.record(value);
  EXPECT_LE(batches.means().size(), 64U);
  EXPECT_GE(batches.means().size(), 32U);
  const std::vector<double> expected = means_of_batches(series, batches.batch_size());
  ASSERT_EQ(batches.means().size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(batches.means()[i], expected[i], 1e-14);
}

}  // namespace
}  // namespace headroom::stats
