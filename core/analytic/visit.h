// What one visit of a resource costs.
#pragma once

#include "core/analytic/waiting.h"

namespace headroom::analytic {

/// What those who come to a line at the same moment must know of it.
struct Meeting {
  double servers = 1.0;  ///< of one copy; of shared processors they may be fractional
  double copies = 1.0;   ///< over which those who come at once are spread
  bool evenly = false;   ///< in turn, not at random
  double load = 0.0;     ///< of what there is
  Time service;          ///< of one server or token
};

/// Of a blueprint resource; `sharing` counts for stations that share their processor.
struct Visit {
  Waiting waiting;
  Sharing sharing;
  Meeting meeting = {};
  double batch = 1.0;  ///< buffers: mean messages that are handed over together
};

}  // namespace headroom::analytic
