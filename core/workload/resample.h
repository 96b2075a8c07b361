// A measured load in equal pieces of time.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/calendar.h"
#include "core/base/units.h"
#include "core/workload/load.h"

namespace headroom::workload {

enum class Resolution : std::uint8_t { hour, day, step };

/// Mean rate over a piece of time.
struct Piece {
  Instant begin;
  Seconds length;
  double rate_rps = 0.0;

  [[nodiscard]] Instant middle() const;
};

struct Pieces {
  Resolution resolution = Resolution::hour;
  std::vector<Piece> pieces;  ///< at least one, in time order
  double measured = 0.0;      ///< share of the time from the first to the last sample's end
};

/// Means of calendar hours (UTC) when the step is an hour or less, of calendar days when it is
/// shorter than a day, and else the samples as they are. A sample that crosses a border counts on
/// both sides by its time. Hours measured by less than half and days not measured whole are left
/// out, unless there is nothing else: the load hardly changes within an hour, but it does within a
/// day.
Pieces resampled(const History& history);

}  // namespace headroom::workload
