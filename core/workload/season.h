// Named shapes of the day and the week.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/workload/load.h"

namespace headroom::workload {

/// A shape with where it comes from. `confidence` is "high" (ratios of a published series) or
/// "assumption" (judgement without a source).
struct SeasonProfile {
  Season season;
  std::string description;
  std::string source;
  std::string as_of;  ///< end of the series, ISO date or a part of one
  std::string confidence;
};

/// Every named profile: "flat", "business-hours", "global", "elb", ... Hours in UTC, but for
/// "nyc-taxi" (New York time).
std::span<const SeasonProfile> season_profiles();

/// Null when there is none of that name.
const SeasonProfile* find_season(std::string_view name);

/// The season with both averages scaled to 1. Needs factors >= 0, not all 0 in a list.
Season normalised(Season season);

/// Hour factor x day factor.
double season_factor(const Season& season, Instant instant);
/// The highest hour factor x the highest day factor: the busiest hour of the week.
double busiest_factor(const Season& season);

}  // namespace headroom::workload
