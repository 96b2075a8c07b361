// Samples against their own laws. All streams are fixed: a test that passes always passes.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/random/distribution.h"
#include "core/random/draws.h"
#include "core/random/normal.h"
#include "core/random/ziggurat.h"
#include "tests/random/every_kind.h"

namespace headroom::random {
namespace {

using D = Distribution;
const StreamKey kKey = stream_key(2026, 0, "sampling", 0, "test");

std::vector<double> samples_of(const Distribution& distribution, std::size_t n,
                               const StreamKey& key = kKey) {
  std::vector<double> samples(n);
  distribution.samples(key, 0, samples);
  return samples;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double correlation_of(const std::vector<double>& x, const std::vector<double>& y) {
  const double mx = mean_of(x);
  const double my = mean_of(y);
  double xy = 0.0;
  double xx = 0.0;
  double yy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
  }
  return xy / std::sqrt(xx * yy);
}

/// Kolmogorov-Smirnov distance, also right at the jumps of a distribution function.
double distance_to_law(std::vector<double> samples, const Distribution& law) {
  std::ranges::sort(samples);
  const auto n = static_cast<double>(samples.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < samples.size();) {
    const double x = samples[i];
    std::size_t next = i;
    while (next < samples.size() && samples[next] == x) ++next;
    const double before = law.cdf(std::nextafter(x, -1.0));
    distance = std::max({distance, std::abs(static_cast<double>(i) / n - before),
                         std::abs(static_cast<double>(next) / n - law.cdf(x))});
    i = next;
  }
  return distance;
}

TEST(Samples, FollowTheirDistributionFunction) {
  const std::size_t n = 50'000;
  for (const Distribution& law : every_kind()) {
    // 0.9999 quantile of the Kolmogorov distribution; smaller for laws with jumps.
    EXPECT_LT(distance_to_law(samples_of(law, n), law), 2.23 / std::sqrt(n))
        << D::name_of(law.kind());
  }
}

TEST(Samples, TakeEveryGeometricValueAsOftenAsItsProbability) {
  const D law = D::geometric(4.0, 0.5);
  const std::size_t n = 400'000;
  std::vector<double> counts(21);
  for (const double x : samples_of(law, n))
    counts[std::min<std::size_t>(static_cast<std::size_t>(x / 0.5), 20)] += 1.0;
  EXPECT_EQ(counts[0], 0.0);
  for (std::size_t k = 1; k < 20; ++k) {
    const double p = std::pow(0.75, static_cast<double>(k - 1)) * 0.25;
    const double mean = static_cast<double>(n) * p;
    EXPECT_NEAR(counts[k], mean, 4.5 * std::sqrt(mean * (1.0 - p))) << k;
  }
}

TEST(Samples, FillCellsOfEqualProbabilityEqually) {
  const std::size_t n = 400'000;
  const std::size_t cells = 200;
  for (const Distribution& law : every_kind()) {
    if (law.kind() == D::Kind::deterministic || law.kind() == D::Kind::geometric ||
        !law.values().empty() || law.components().size() == 3)
      continue;  // have jumps
    std::vector<double> counts(cells);
    for (const double x : samples_of(law, n)) {
      const auto cell = static_cast<std::size_t>(law.cdf(x) * cells);
      counts[std::min(cell, cells - 1)] += 1.0;
    }
    const double expected = static_cast<double>(n) / cells;
    double chi_square = 0.0;
    for (const double count : counts)
      chi_square += (count - expected) * (count - expected) / expected;
    // 199 degrees of freedom: mean 199, standard deviation 20.
    EXPECT_LT(chi_square, 199.0 + 4.0 * 20.0) << D::name_of(law.kind());
    EXPECT_GT(chi_square, 199.0 - 4.0 * 20.0) << D::name_of(law.kind());
  }
}

TEST(Samples, HaveTheMeanOfTheLaw) {
  const std::size_t n = 400'000;
  for (const Distribution& law : every_kind()) {
    const double error = std::sqrt(law.variance() / static_cast<double>(n));
    EXPECT_NEAR(mean_of(samples_of(law, n)), law.mean(), 4.0 * error + 1e-12 * law.mean())
        << D::name_of(law.kind());
  }
}

// Written down because a change of a sampler changes every result of every model.
TEST(Samples, DoNotChange) {
  const StreamKey key = stream_key(7, 3, "orders-db", 1, "service");
  const std::vector<std::pair<Distribution, std::vector<double>>> known = {
      {D::uniform(0.0, 1.0), {0.81176699400367269, 0.29973947606212892, 0.2830389260598678}},
      {D::exponential(1.0), {1.5596030353446708, 0.79325152016928491, 0.17849416395967865}},
      {D::lognormal(1.0, 1.0), {0.22921731129851561, 1.166878600762036, 0.86477331240204225}},
      {D::gamma(1.0, 0.5), {0.40951959696988843, 1.2359026094575831, 1.0373440080743539}}};
  for (const auto& [law, samples] : known)
    for (std::size_t i = 0; i < samples.size(); ++i)
      EXPECT_DOUBLE_EQ(law.sample(key, i), samples[i]);
}

TEST(Samples, ScaleWithTheLaw) {
  for (const Distribution& law : every_kind()) {
    const std::vector<double> plain = samples_of(law, 500);
    const std::vector<double> scaled = samples_of(law.scaled(3.0), 500);
    for (std::size_t i = 0; i < plain.size(); ++i)
      ASSERT_NEAR(scaled[i], 3.0 * plain[i], 1e-12 * plain[i]) << D::name_of(law.kind());
  }
}

TEST(Samples, OfDifferentNamesAreUncorrelated) {
  const std::size_t n = 100'000;
  const Distribution law = D::exponential(1.0);
  const std::vector<double> reference = samples_of(law, n, stream_key(1, 0, "api", 0, "service"));
  for (const StreamKey& key :
       {stream_key(2, 0, "api", 0, "service"), stream_key(1, 1, "api", 0, "service"),
        stream_key(1, 0, "apj", 0, "service"), stream_key(1, 0, "api", 1, "service"),
        stream_key(1, 0, "api", 0, "think")})
    EXPECT_NEAR(correlation_of(reference, samples_of(law, n, key)), 0.0, 4.0 / std::sqrt(n));
}

TEST(Samples, NeighboursOfOneStreamAreUncorrelated) {
  for (const Distribution& law :
       {D::exponential(1.0), D::hyperexponential(1.0, 2.0), D::gamma(1.0, 2.0)}) {
    const std::vector<double> all = samples_of(law, 100'001);
    const std::vector<double> early(all.begin(), all.end() - 1);
    const std::vector<double> late(all.begin() + 1, all.end());
    EXPECT_NEAR(correlation_of(early, late), 0.0, 4.0 / std::sqrt(100'000.0));
  }
}

// The last layer ends where the density is 1: the recursion closes only for the right first edge.
TEST(Ziggurat, LayersCloseAtTheTop) {
  for (const ZigguratLayers* layers : {&exponential_layers(), &normal_layers()}) {
    const std::size_t last = ZigguratLayers::kCount - 1;
    const double area = layers->edge[0] * layers->height[1];
    EXPECT_NEAR(layers->height[last] + area / layers->edge[last], 1.0, 1e-11);
    for (std::size_t i = 0; i < ZigguratLayers::kCount; ++i)
      EXPECT_GT(layers->edge[i], layers->edge[i + 1]);
  }
}

// Given |Z| > r, P(|Z| > x) = P(Z > x)/P(Z > r).
TEST(Ziggurat, TheNormalTailFollowsItsOwnLaw) {
  const std::size_t n = 100'000;
  const double r = normal_layers().edge[1];
  std::vector<double> tails(n);
  for (std::size_t i = 0; i < n; ++i) {
    StreamWords words(kKey, i);
    tails[i] = undecided_half_normal(words, normal_layers(), 0, r);
  }
  std::ranges::sort(tails);
  double distance = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double above = normal_cdf(-tails[i]) / normal_cdf(-r);
    distance = std::max(distance, std::abs(1.0 - above - (static_cast<double>(i) + 0.5) / n));
  }
  EXPECT_LT(distance, 2.23 / std::sqrt(n));
}

TEST(Ziggurat, TailsBeyondTheLastEdgeHaveTheirProbability) {
  const std::size_t n = 2'000'000;
  const auto expect_share = [&](std::size_t count, double p) {
    const double expected = static_cast<double>(n) * p;
    EXPECT_NEAR(static_cast<double>(count), expected, 4.0 * std::sqrt(expected));
  };
  const std::vector<double> exponentials = samples_of(D::exponential(1.0), n);
  for (const double x : {7.0, exponential_layers().edge[1], 9.0})
    expect_share(static_cast<std::size_t>(
                     std::ranges::count_if(exponentials, [&](double e) { return e > x; })),
                 std::exp(-x));
  const Distribution lognormal = D::lognormal_from_quantiles(1.0, std::exp(normal_quantile(0.99)));
  const std::vector<double> lognormals = samples_of(lognormal, n);  // exp of standard normals
  for (const double z : {3.0, normal_layers().edge[1], 4.0}) {
    expect_share(static_cast<std::size_t>(
                     std::ranges::count_if(lognormals, [&](double x) { return x > std::exp(z); })),
                 normal_cdf(-z));
    expect_share(static_cast<std::size_t>(
                     std::ranges::count_if(lognormals, [&](double x) { return x < std::exp(-z); })),
                 normal_cdf(-z));
  }
}

}  // namespace
}  // namespace headroom::random
