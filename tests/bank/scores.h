// How far simulated figures are from the truth, by their own intervals.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/estimate.h"
#include "core/network/performance.h"
#include "tests/bank/cases.h"

namespace headroom::bank {

/// One simulated figure against its truth.
struct Score {
  std::string family;
  std::string id;
  std::string metric;
  Estimate estimate;
  double truth = 0.0;
  double z = 0.0;  ///< see z_value
  double relative_half_width = 0.0;
  double widest = 0.01;  ///< relative half width beyond which it would test little
};

/// (estimate - truth) / standard error, the error read from the end of the 95 % interval that
/// looks at the truth: beyond 1.96 exactly if the truth is outside.
double z_value(const Estimate& estimate, double truth);

/// Of all expectations that are simulated; figures that are the same in every replication, and
/// right, have no z. Needs an answer with these metrics.
std::vector<Score> scores(const Case& each, const network::Performance& simulated);

/// Of a number of scores.
struct Summary {
  std::size_t count = 0;
  std::size_t beyond_196 = 0;
  std::size_t beyond_3 = 0;
  double largest = 0.0;  ///< |z|
  double mean = 0.0;

  [[nodiscard]] double share_beyond_196() const;
};
Summary summary_of(std::span<const Score> scores);

}  // namespace headroom::bank
