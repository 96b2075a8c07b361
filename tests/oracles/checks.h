// How answers are compared with exact results.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/sim/simulate.h"

namespace headroom::oracles {

/// Formulas: the figures of the tables have 12 digits.
inline void expect_equal(double value, double truth, const std::string& what) {
  EXPECT_NEAR(value, truth, 1e-8 * (truth == 0.0 ? 1.0 : std::abs(truth))) << what;
}

/// Networks whose branches have probabilities in single precision.
inline void expect_close(double value, double truth, const std::string& what) {
  EXPECT_NEAR(value, truth, 1e-6 * (truth == 0.0 ? 1.0 : std::abs(truth))) << what;
}

/// 97.5 % quantile of Student's t for the replications of simulated().
constexpr double kStudent = 2.093;

/// Simulation: within four standard errors (some hundred comparisons are made, each change of the
/// engine's draws repeats them all), or a thousandth where the error is even less. Wider intervals
/// than `largest_error` of the truth test nothing and fail.
inline void expect_covers(const Estimate& estimate, double truth, const std::string& what,
                          double largest_error = 0.05) {
  const double error = estimate.half_width() / kStudent;
  EXPECT_LE(std::abs(estimate.estimate - truth), std::max(4.0 * error, 1e-3 * std::abs(truth)))
      << what << ": " << estimate.estimate << " +- " << estimate.half_width() << " against "
      << truth << ", t = " << (estimate.estimate - truth) / error;
  EXPECT_LE(estimate.half_width(), largest_error * std::abs(truth)) << what << " is too uncertain";
}

/// Always the same draws.
inline network::Performance simulated(const network::Network& network, const network::Load& load,
                                      std::uint64_t requests = 4'000'000,
                                      std::uint64_t seed = 2026) {
  return *sim::simulate(
      network, load,
      {.seed = seed, .precision = 0.004, .replications = 20, .max_requests = requests});
}

}  // namespace headroom::oracles
