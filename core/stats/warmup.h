// Where the start-up of a steady-state run ends.
#pragma once

#include <cstddef>
#include <span>

namespace headroom::stats {

struct Truncation {
  std::size_t observations = 0;  ///< to delete from the start
  double statistic = 0.0;  ///< the minimum of the MSER statistic, (standard error)^2 at the cut
  bool too_short = false;  ///< the minimum lies at half of the run: double the run and ask again
};

/// MSER-5: with means b_1 .. b_k of batches of `batch` observations, the cut d in 0 .. k/2 (in
/// batches) that minimizes sum over j > d of (b_j - mean_d)^2 / (k - d)^2; the earliest of equals.
/// Observations that do not fill a last batch are ignored. Fewer than two batches are too short.
/// [White, Simulation 69 (1997); White, Cobb & Spratt, Proc. Winter Simulation Conf. 2000]
Truncation mser(std::span<const double> series, std::size_t batch = 5);

}  // namespace headroom::stats
