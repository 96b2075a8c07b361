// The wait in one line: which formula answers for which kind of resource.
#pragma once

#include <cstdint>
#include <limits>

#include "core/analytic/time.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// One line in front of `servers` servers or tokens.
struct Line {
  double arrival_rate = 0.0;  ///< attempts per second
  Time service;               ///< service or holding time
  double arrival_scv = 1.0;   ///< 1: Poisson
  double servers = 1.0;
  std::uint32_t waiting_limit = network::kUnlimited;
  double patience_s = std::numeric_limits<double>::infinity();

  [[nodiscard]] double offered() const { return arrival_rate * service.mean; }
  [[nodiscard]] bool sheds() const {
    return waiting_limit != network::kUnlimited ||
           patience_s < std::numeric_limits<double>::infinity();
  }
};

struct Waiting {
  Time wait;                  ///< of those that are served; 0 when overloaded
  double refused = 0.0;       ///< probability of being turned away or running out of patience
  double refused_wait = 0.0;  ///< mean wait of those
  bool overloaded = false;    ///< offered >= servers and nothing limits the line
};

/// Unlimited line: Allen-Cunneen with the correction of Kraemer & Langenbach-Belz for arrivals more
/// regular than Poisson; exact for M/M/c and M/G/1, approximate otherwise. Waiting room: M/M/c/K.
/// Fixed patience: M/M/c+D [Baccelli & Hebuterne 1981]. A wait is 0 or exponential.
Waiting waiting(const Line& line);

/// Processor sharing: n jobs at min(1, capacity/n) each, Poisson arrivals, capacity may be
/// fractional. The mean is exact for every distribution of service [Kelly 1979, symmetric queues].
struct Sharing {
  double alone = 1.0;    ///< the same for a job that is alone: 1/capacity below one server
  double stretch = 1.0;  ///< mean residence / mean service, for a job of any size
  bool overloaded = false;
};
Sharing sharing(double offered, double capacity);

/// Residence of a job with this service under sharing. Variance exact for M/M/1-PS [Coffman, Muntz,
/// Trotter 1970], interpolated elsewhere: scv_T = scv + (1 + scv) e/(2 - e), e = 1 - alone/stretch.
Time shared_residence(Time service, const Sharing& sharing);

}  // namespace headroom::analytic
