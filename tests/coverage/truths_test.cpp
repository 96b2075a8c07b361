// The truths agree with closed forms known otherwise.
#include "tests/coverage/truths.h"

#include <gtest/gtest.h>

namespace headroom::coverage {
namespace {

double mean_of(const Tail& tail) {
  constexpr double kStep = 1e-3;
  double mean = 0.0;
  for (double t = kStep / 2.0; t < 200.0; t += kStep) mean += kStep * tail(t);
  return mean;
}

TEST(Truths, TailsHaveTheirMeans) {
  for (const Truth& truth :
       {erlang(1, 0.8), erlang(8, 0.8), constant_service(0.8), hyperexponential_service(0.8, 4.0)})
    EXPECT_NEAR(mean_of(truth.tail), truth.mean, 1e-4 * truth.mean);
}

TEST(Truths, MeansArePollaczekAndKhinchines) {
  EXPECT_NEAR(hyperexponential_service(0.8, 4.0).mean, 1.0 + analytic::mg1_mean_wait(0.8, 1.0, 4.0),
              1e-12);
}

TEST(Truths, TheConstantServiceIsCrommelins) {
  // P(wait = 0) = 1 - rho; below one service P(wait <= t) = (1 - rho) exp(rho t). [Erlang 1909]
  for (const double rho : {0.5, 0.9}) {
    const Truth truth = constant_service(rho);
    EXPECT_NEAR(truth.tail(1.0), rho, 1e-12);
    EXPECT_NEAR(truth.tail(1.5), 1.0 - (1.0 - rho) * std::exp(rho * 0.5), 1e-12);
    EXPECT_NEAR(truth.tail(2.5),
                1.0 - (1.0 - rho) * (std::exp(1.5 * rho) - 0.5 * rho * std::exp(0.5 * rho)), 1e-12);
  }
}

TEST(Truths, TwoEqualPhasesAreOneExponential) {
  EXPECT_NEAR(two_phases(0.9, 0.3, 1.0, 1.0 + 1e-9).quantile(0.95), erlang(1, 0.9).quantile(0.95),
              1e-5);
}

}  // namespace
}  // namespace headroom::coverage
