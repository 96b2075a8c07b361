// What goes on while a token is held: the flow-equivalent server of Chandy, Herzog & Woo (1975).
#pragma once

#include <vector>

#include "core/analytic/completions.h"

namespace headroom::analytic {

/// A station that holders of a token visit.
struct EnclosedStation {
  double work_s = 0.0;    ///< of one holding
  double capacity = 1.0;  ///< servers, less what others use of them
  double copies = 1.0;    ///< equal stations among which a visit chooses at random, work_s each
};

/// All that happens between taking and giving back a token.
struct Enclosure {
  std::vector<EnclosedStation> stations;
  double elsewhere_s = 0.0;  ///< time of one holding outside these stations
};

/// Throughput of the closed network with n = 1, 2, ... tokens in use, by convolution [Buzen 1973],
/// up to `tokens` or to where more than n are hardly ever used at the rate of arrivals (or change
/// nothing). Exact for product-form stations. Needs some work or time.
Completions flow_equivalent(const Enclosure& enclosure, double arrival_rate, double tokens);

}  // namespace headroom::analytic
