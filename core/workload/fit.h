// The growth in a measured load.
#pragma once

#include <optional>

#include "core/workload/load.h"

namespace headroom::workload {

/// A compound growth through a history.
struct HistoryFit {
  double base_rps = 0.0;  ///< rate without the season at the end of the last whole week
  Compound growth;        ///< 90 % interval of the slope, a month being 1/12 of 365.2425 days
  int weeks = 0;          ///< whole weeks used
};

/// Least squares of the logarithm of the mean of every whole week from the first sample on; a whole
/// week contains every hour of the season once, so that no season need be known. Its means weigh
/// samples alike: the steps must be equal and without gaps. Nothing when there are fewer than three
/// whole weeks or a week has no sample or a mean not above 0.
std::optional<HistoryFit> fit_growth(const History& history);

}  // namespace headroom::workload
