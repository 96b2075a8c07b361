// Moments, distribution functions and quantiles.
#include "core/random/distribution.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/contracts.h"
#include "tests/random/every_kind.h"

namespace headroom::random {
namespace {

using D = Distribution;
using Kind = Distribution::Kind;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string label(const Distribution& distribution) {
  return std::string(D::name_of(distribution.kind()));
}

/// Figures to 12 digits from the closed forms of moments and quantile functions, evaluated by an
/// independent program and checked there by integrating the quantile function.
struct KnownFigures {
  Distribution distribution;
  double mean;
  double variance;
  double scv;
  double p50;
  double p95;
  double p99;
  double p999;
};

std::vector<KnownFigures> known_figures() {
  return {{D::exponential(0.05), 0.05, 0.0025, 1.0, 0.034657359028, 0.149786613678, 0.230258509299,
           0.345387763949},
          {D::erlang(4, 0.2), 0.2, 0.01, 0.25, 0.183603037443, 0.387682826397, 0.502255875742,
           0.653112038959},
          {D::lognormal(0.1, 2.0), 0.1, 0.04, 4.0, 0.04472135955, 0.360384728959, 0.855546505421,
           2.25483465842},
          {D::hyperexponential(1.0, 2.0), 1.0, 4.0, 4.0, 0.451493123756, 3.71488181103,
           10.7458907577, 20.9612882921},
          {D::weibull(0.7, 0.3), 0.379747051817, 0.308415199829, 2.13868563185, 0.177717033886,
           1.43826801852, 2.65836793282, 4.74432062188},
          {D::bounded_pareto(1.2, 0.01, 100.0), 0.0504914410806, 0.235038358759, 92.194117945,
           0.0178177390363, 0.121361992214, 0.463552850115, 3.12115046855},
          {D::lognormal_from_quantiles(0.05, 0.8), 0.101721722176, 0.0324794106881, 3.138923505,
           0.05, 0.355097720297, 0.8, 1.98827902884},
          {D::gamma(0.4, std::sqrt(0.4)), 0.4, 0.064, 0.4, 0.348116815288, 0.885639815481,
           1.20690179755, 1.64120045219},
          {D::pareto(3.5, 0.02), 0.028, 0.000149333333333, 0.190476190476, 0.0243802730841,
           0.047070937873, 0.0745518744063, 0.1439371346}};
}

void expect_close(double actual, double expected, double relative = 1e-8) {
  EXPECT_NEAR(actual, expected, relative * std::abs(expected));
}

TEST(Distribution, MatchesKnownFigures) {
  for (const KnownFigures& known : known_figures()) {
    SCOPED_TRACE(label(known.distribution));
    expect_close(known.distribution.mean(), known.mean);
    expect_close(known.distribution.variance(), known.variance);
    expect_close(known.distribution.scv(), known.scv);
    expect_close(known.distribution.quantile(0.5), known.p50);
    expect_close(known.distribution.quantile(0.95), known.p95);
    expect_close(known.distribution.quantile(0.99), known.p99);
    expect_close(known.distribution.quantile(0.999), known.p999);
  }
}

// Rank i of n with probability proportional to i^-a; shares of the first tenth of the ranks.
TEST(Distribution, ZipfAsADiscreteDistributionMatchesKnownShares) {
  const auto zipf = [](int n, double a) {
    std::vector<double> ranks;
    std::vector<double> weights;
    for (int i = 1; i <= n; ++i) {
      ranks.push_back(i);
      weights.push_back(std::pow(i, -a));
    }
    return D::discrete(ranks, weights);
  };
  expect_close(zipf(50, 1.0).cdf(1.0), 0.222261471705);
  expect_close(zipf(50, 1.0).cdf(5.0), 0.50749702706);
  expect_close(zipf(1000, 0.8).cdf(1.0), 0.0646420334375);
  expect_close(zipf(1000, 0.8).cdf(100.0), 0.525826511577);
}

/// E[g(X)] = integral of g(Q(p)) over p = 1/(1 + e^-y), by the trapezoidal rule in y, which
/// converges exponentially for smooth g(Q).
template <class Function>
double expectation(const Distribution& distribution, const Function& g) {
  const int steps = 4'000;
  const double end = 36.0;  // e^-36 is about the resolution of p near 1
  const double step = 2.0 * end / steps;
  double sum = 0.0;
  for (int i = 0; i <= steps; ++i) {
    const double odds = std::exp(-end + step * i);
    const double p = odds / (1.0 + odds);
    sum += g(distribution.quantile(p)) * p / (1.0 + odds) * step;
  }
  return sum;
}

TEST(Distribution, MomentsAreThoseOfTheQuantileFunction) {
  for (const Distribution& distribution : every_kind()) {
    SCOPED_TRACE(label(distribution));
    const bool jumps = !distribution.values().empty() || !distribution.components().empty() ||
                       distribution.kind() == D::Kind::geometric;
    const double tolerance = jumps ? 4e-3 : 2e-6;
    const double mean = distribution.mean();
    expect_close(expectation(distribution, [](double x) { return x; }), mean, tolerance);
    expect_close(expectation(distribution, [&](double x) { return x * x; }),
                 distribution.variance() + mean * mean, tolerance);
  }
}

TEST(Distribution, QuantileIsTheSmallestValueThatReachesItsProbability) {
  for (const Distribution& distribution : every_kind())
    for (const double p : {1e-9, 0.001, 0.07, 0.2, 0.25, 0.5, 0.77, 0.95, 0.999, 0.999999}) {
      const double x = distribution.quantile(p);
      EXPECT_GE(distribution.cdf(x), p - 1e-12) << label(distribution) << " " << p;
      EXPECT_LE(distribution.cdf(x * (1.0 - 1e-9)), p + 1e-12) << label(distribution) << " " << p;
    }
}

TEST(Distribution, QuantilesEndAtTheSupport) {
  EXPECT_EQ(D::exponential(1.0).quantile(0.0), 0.0);
  EXPECT_EQ(D::bounded_pareto(1.5, 0.1, 7.0).quantile(0.0), 0.1);
  EXPECT_EQ(D::bounded_pareto(1.5, 0.1, 7.0).quantile(1.0), 7.0);
  EXPECT_EQ(D::discrete({1.0, 2.0, 3.0}, {0.0, 1.0, 0.0}).quantile(0.0), 2.0);
  EXPECT_EQ(D::discrete({1.0, 2.0, 3.0}, {0.0, 1.0, 0.0}).quantile(1.0), 2.0);
  const Distribution mixture =
      D::mixture({1.0, 1.0}, {D::deterministic(3.0), D::uniform(1.0, 2.0)});
  EXPECT_EQ(mixture.quantile(0.0), 1.0);
  EXPECT_EQ(mixture.quantile(1.0), 3.0);
  for (const Distribution& distribution :
       {D::exponential(1.0), D::gamma(1.0, 0.5), D::lognormal(1.0, 1.0), D::pareto(2.0, 1.0),
        D::hyperexponential(1.0, 2.0), D::weibull(2.0, 1.0)}) {
    EXPECT_EQ(distribution.quantile(1.0), kInfinity) << label(distribution);
    EXPECT_EQ(distribution.cdf(kInfinity), 1.0) << label(distribution);
  }
}

TEST(Distribution, NothingIsBelowZero) {
  for (const Distribution& distribution : every_kind()) EXPECT_EQ(distribution.cdf(-1e-9), 0.0);
  EXPECT_EQ(D().mean(), 0.0);
  EXPECT_EQ(D().scv(), 0.0);
  EXPECT_EQ(D().cdf(0.0), 1.0);
}

TEST(Distribution, HeavyTailsHaveInfiniteMoments) {
  EXPECT_EQ(D::pareto(1.0, 2.0).mean(), kInfinity);
  EXPECT_EQ(D::pareto(2.0, 2.0).variance(), kInfinity);
  EXPECT_EQ(D::pareto(2.0, 2.0).mean(), 4.0);
  EXPECT_EQ(D::pareto(2.0, 2.0).scv(), kInfinity);
  const Distribution mixture = D::mixture({1.0, 1.0}, {D::pareto(1.5, 1.0), D::deterministic(1.0)});
  EXPECT_EQ(mixture.mean(), 2.0);
  EXPECT_EQ(mixture.variance(), kInfinity);
  const Distribution unused = D::mixture({0.0, 1.0}, {D::pareto(0.5, 1.0), D::deterministic(1.0)});
  EXPECT_EQ(unused.mean(), 1.0);
  EXPECT_EQ(unused.variance(), 0.0);
}

// At alpha = 1 and 2 the integrals are logarithms: the formula must pass through them smoothly.
TEST(Distribution, BoundedParetoHasNoHoleAtWholeAlpha) {
  for (const double alpha : {1.0, 2.0}) {
    const Distribution at = D::bounded_pareto(alpha, 0.01, 100.0);
    const Distribution near = D::bounded_pareto(alpha + 1e-9, 0.01, 100.0);
    expect_close(at.mean(), near.mean(), 1e-7);
    expect_close(at.variance(), near.variance(), 1e-7);
  }
  expect_close(D::bounded_pareto(1.0, 1.0, 10.0).mean(), std::log(10.0) / 0.9, 1e-13);
}

TEST(Distribution, SpecialCasesAgree) {
  for (const double p : {0.01, 0.5, 0.99}) {
    const double exponential = D::exponential(0.3).quantile(p);
    expect_close(D::erlang(1, 0.3).quantile(p), exponential, 1e-12);
    expect_close(D::gamma(0.3, 1.0).quantile(p), exponential, 1e-12);
    expect_close(D::weibull(1.0, 0.3).quantile(p), exponential, 1e-12);
    expect_close(D::hyperexponential(0.3, 1.0).quantile(p), exponential, 1e-12);
    expect_close(D::mixture({3.0}, {D::exponential(0.3)}).quantile(p), exponential, 1e-12);
    expect_close(D::gamma(0.2, 0.5).quantile(p), D::erlang(4, 0.2).quantile(p), 1e-12);
    expect_close(D::mixture({0.1, 0.9}, {D::exponential(2.0), D::exponential(0.5)}).quantile(p),
                 D::hyperexponential(0.1, 2.0, 0.5).quantile(p), 1e-12);
  }
}

TEST(Distribution, EmpiricalKeepsTheMomentsOfTheMeasurement) {
  const Distribution measured = D::empirical({3.0, 1.0, 2.0, 2.0});
  EXPECT_EQ(measured.mean(), 2.0);
  EXPECT_EQ(measured.variance(), 0.5);
  EXPECT_EQ(measured.cdf(2.0), 0.75);
  EXPECT_EQ(measured.quantile(0.25), 1.0);
  EXPECT_EQ(measured.quantile(0.26), 2.0);
  std::vector<double> hundred;
  for (int i = 1; i <= 100; ++i) hundred.push_back(i);
  EXPECT_EQ(D::empirical(hundred).quantile(0.07), 7.0);  // 100 x 0.07 is above 7 in doubles
}

TEST(Distribution, ScalingMultipliesEveryTime) {
  for (const Distribution& distribution : every_kind()) {
    SCOPED_TRACE(label(distribution));
    const Distribution scaled = distribution.scaled(2.5);
    EXPECT_EQ(scaled.kind(), distribution.kind());
    expect_close(scaled.mean(), 2.5 * distribution.mean(), 1e-13);
    expect_close(scaled.variance(), 6.25 * distribution.variance(), 1e-12);
    expect_close(scaled.quantile(0.9), 2.5 * distribution.quantile(0.9), 1e-12);
  }
}

TEST(Distribution, IsARegularValue) {
  const std::vector<Distribution> all = every_kind();
  const std::vector<Distribution> again = every_kind();
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < all.size(); ++j) EXPECT_EQ(all[i] == again[j], i == j);
  EXPECT_EQ(D::discrete({2.0, 1.0}, {3.0, 4.0}), D::discrete({1.0, 2.0}, {4.0, 3.0}));
  EXPECT_NE(D::discrete({2.0, 1.0}, {3.0, 4.0}), D::discrete({1.0, 2.0}, {3.0, 4.0}));
}

TEST(Distribution, ParametersAreTheArgumentsOfTheFactory) {
  const Distribution demand = D::bounded_pareto(1.2, 0.01, 100.0);
  ASSERT_EQ(demand.parameters().size(), 3U);
  EXPECT_EQ(demand.parameters()[0], 1.2);
  EXPECT_EQ(demand.parameters()[2], 100.0);
  EXPECT_EQ(D::parameters_of(demand.kind())[0].name, "alpha");
  EXPECT_EQ(D::parameters_of(demand.kind())[0].unit, D::ParameterUnit::number);
  EXPECT_EQ(D::parameters_of(demand.kind())[2].unit, D::ParameterUnit::time);
  EXPECT_EQ(D::discrete({2.0, 1.0}, {3.0, 4.0}).weights()[0], 4.0);
  EXPECT_EQ(D::mixture({2.0}, {demand}).components()[0], demand);
  std::set<std::string_view> names;
  for (const Distribution& distribution : every_kind())
    names.insert(D::name_of(distribution.kind()));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Kind::mixture) + 1);
}

TEST(Distribution, ParametersOutsideTheirRangeBreakTheContract) {
  EXPECT_THROW((void)D::deterministic(-1.0), ContractViolation);
  EXPECT_THROW((void)D::exponential(0.0), ContractViolation);
  EXPECT_THROW((void)D::exponential(kInfinity), ContractViolation);
  EXPECT_THROW((void)D::erlang(0, 1.0), ContractViolation);
  EXPECT_THROW((void)D::gamma(1.0, 0.0), ContractViolation);
  EXPECT_THROW((void)D::lognormal_from_quantiles(2.0, 1.0), ContractViolation);
  EXPECT_THROW((void)D::hyperexponential(1.0, 0.9), ContractViolation);
  EXPECT_THROW((void)D::hyperexponential(1.0, 1.0, 1.0), ContractViolation);
  EXPECT_THROW((void)D::uniform(2.0, 2.0), ContractViolation);
  EXPECT_THROW((void)D::bounded_pareto(1.0, 0.0, 1.0), ContractViolation);
  EXPECT_THROW((void)D::discrete({1.0}, {0.0}), ContractViolation);
  EXPECT_THROW((void)D::discrete({1.0, 2.0}, {1.0}), ContractViolation);
  EXPECT_THROW((void)D::empirical({}), ContractViolation);
  EXPECT_THROW((void)D::empirical({std::nan("")}), ContractViolation);
  EXPECT_THROW((void)D::mixture({}, {}), ContractViolation);
  EXPECT_THROW((void)D::exponential(1.0).quantile(1.1), ContractViolation);
  EXPECT_THROW((void)D::exponential(1.0).scaled(0.0), ContractViolation);
}

}  // namespace
}  // namespace headroom::random
