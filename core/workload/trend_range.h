// How well correlated residuals let a level and a growth be known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace headroom::workload {

/// Mean residual of a logarithm over one piece of time, a day for instance.
struct TrendResidual {
  std::int64_t number = 0;  ///< of the piece; neighbours differ by 1
  double months = 0.0;
  double residual = 0.0;
};

/// Half widths of the 90 % intervals.
struct TrendRange {
  double level = 0.0;   ///< of the logarithm, at the mean time
  double growth = 0.0;  ///< of the logarithm, per month; 0 without growth
};

struct TrendModel {
  bool growth = false;               ///< the trend has p = 2 parameters, else p = 1
  std::size_t shape_parameters = 0;  ///< q, spent on factors that differ between pieces
};

/// Load that is high today is high tomorrow: n residuals are worth n_e = n (1 - r) / (1 + r)
/// independent ones, p + 1 at least, r their lag-one correlation. [Bayley & Hammersley, The
/// "effective" number of independent observations, J. R. Statist. Soc. Suppl. 8 (1946)] Fitting a
/// trend lowers r by (p + (p + 2) r) / n [Shaman & Stine, J. Am. Statist. Assoc. 83 (1988)] and the
/// variance by the factor 1 - p / n_e; both are undone. Standard errors are s / sqrt(n_e) of the
/// level and s / sqrt(n_e) / (root mean square of t - mean t) of the growth, with n_e - p degrees.
/// No interval is wider than the one of n_e = 1 and a normal error: residuals of root mean square s
/// cannot move the mean by more than s, whatever their correlation (Cauchy and Schwarz). Nothing
/// when n has no degree of freedom to spare, is below 3, or all times are the same.
std::optional<TrendRange> trend_range(std::span<const TrendResidual> residuals, TrendModel model);

}  // namespace headroom::workload
