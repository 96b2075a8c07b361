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

/// Simulation: three standard errors, or a thousandth where the error is even less. Wider intervals
/// than `largest_error` of the truth test nothing and fail.
inline void expect_covers(const Estimate& estimate, double truth, const std::string& what,
                          double largest_error = 0.05) {
  const double allowed = std::max(3.0 * estimate.half_width() / 1.96, 1e-3 * std::abs(truth));
  EXPECT_LE(std::abs(estimate.estimate - truth), allowed)
      << what << ": " << estimate.estimate << " +- " << estimate.half_width() << " against "
      << truth << ", z = " << 1.96 * (estimate.estimate - truth) / estimate.half_width();
  EXPECT_LE(estimate.half_width(), largest_error * std::abs(truth)) << what << " is too uncertain";
}

/// Always the same draws; as many replications as keep the t interval near the normal one.
inline network::Performance simulated(const network::Network& network, const network::Load& load,
                                      std::uint64_t requests = 4'000'000,
                                      std::uint64_t seed = 2026) {
  return *sim::simulate(
      network, load,
      {.seed = seed, .precision = 0.004, .replications = 20, .max_requests = requests});
}

}  // namespace headroom::oracles
