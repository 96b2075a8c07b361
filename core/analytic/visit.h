// What one visit of a resource costs.
#pragma once

#include "core/analytic/waiting.h"

namespace headroom::analytic {

/// Of a blueprint resource; `sharing` counts for stations that share their processor.
struct Visit {
  Waiting waiting;
  Sharing sharing;
};

}  // namespace headroom::analytic
