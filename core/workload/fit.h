// Level, growth and season of a measured load.
#pragma once

#include <cstddef>
#include <optional>

#include "core/base/diagnostic.h"
#include "core/base/estimate.h"
#include "core/workload/load.h"

namespace headroom::workload {

/// rate(t) = level x (1 + growth)^(months from centre to t) x hour factor x day factor, months by
/// their true length. Every interval holds 90 %.
struct HistoryFit {
  Instant centre;      ///< where the errors of level and growth do not depend on each other
  Estimate level_rps;  ///< mean rate without the season, at the centre
  bool level_error_known = false;            ///< false: too few days, the interval is a point
  std::optional<Estimate> growth_per_month;  ///< ratio; absent: could not be told
  Season season;                             ///< named "fitted" if any part of it is
  bool hours_fitted = false;
  bool days_fitted = false;
  double r_squared = 0.0;    ///< share of the rate's variance explained; outliers left out
  double residual_cv = 0.0;  ///< standard deviation of measured / modelled; outliers left out
  std::size_t pieces = 0;    ///< hours (days, steps) of the history
  std::size_t outliers = 0;  ///< of these, left out: surges, outages
  double measured = 0.0;     ///< share of the time between the first and the last sample's end
  Diagnostics notes;         ///< warnings: what could not be told, and what to do

  /// Mean rate without the season at another moment.
  [[nodiscard]] Estimate level_at(Instant instant) const;
};

/// Pieces of time (see resampled()) are fitted by a robust log-linear regression, which gives the
/// growth and the outliers; level and factors then give back the means of what is no outlier, zeros
/// included. A zero is an outage unless fewer than 3 requests were to be expected. Hour factors
/// need steps of an hour or less and 2 days, day factors steps of a day or less and 2 weeks, growth
/// 3 weeks and an interval within a factor of 2 a month either way. What the history's choice does
/// not ask for, or what cannot be had, is as in `season`. Growth is the trend of the whole history:
/// a season of the year hides in it.
HistoryFit fit_history(const History& history, const Season& season);

/// The load with its history replaced by what was fitted; other loads as they are. Fitted growth
/// counts from the fit's centre, so that a forecast continues the history. Stated growth counts
/// from the start of the horizon, where the level at the end of the history stands.
Load resolved(const Load& load);
/// The same with the fit of that load's history at hand.
Load resolved(Load load, const HistoryFit& fit);

}  // namespace headroom::workload
