// Growth and outliers of a load by robust regression of its logarithm.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace headroom::workload {

/// One mean rate above 0.
struct LogRate {
  double log_rps = 0.0;
  double months = 0.0;   ///< since any fixed moment
  std::size_t cell = 0;  ///< of the season: hour of the week, hour of the day, ...
};

struct LogLinear {
  double growth = 0.0;            ///< of the logarithm, per month
  std::vector<double> cells;      ///< log rate at months = 0 by cell; -infinity without any rate
  std::vector<double> residuals;  ///< of the rates given, in their order
  std::vector<bool> outliers;     ///< without influence
};

/// log rate = effect of its cell + growth x months + residual, by iteratively re-weighted least
/// squares: first Huber's weights (k = 1.345) with the scale 1.4826 x the median of |residual|,
/// over cells of several rates, re-estimated every round, then Tukey's bisquare (c = 4.685) with
/// the last scale. Both keep 95 % of least squares' efficiency on normal residuals. [Holland &
/// Welsch, Robust regression using iteratively reweighted least-squares, Comm. Statist. A6 (1977)]
/// What comes back in the same cell is season, not an outlier. Growth is 0 without `fit_growth`, or
/// when no cell has two rates. Needs a rate and cells below `cells`.
LogLinear fit_log_linear(std::span<const LogRate> rates, std::size_t cells, bool fit_growth);

}  // namespace headroom::workload
