// The wait in one line: which formula answers for which kind of resource.
#pragma once

#include <cstdint>
#include <limits>

#include "core/analytic/birth_death.h"
#include "core/analytic/completions.h"
#include "core/analytic/time.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// One line in front of `servers` servers or tokens.
struct Line {
  double arrival_rate = 0.0;  ///< attempts per second
  Completions completions;    ///< of those inside
  double servers = 1.0;
  double arrival_scv = 1.0;  ///< 1: Poisson
  double companions = 0.0;   ///< others that arrive at the same moment as one
  double service_scv = 1.0;  ///< of the work that limits the line
  std::uint32_t waiting_limit = network::kUnlimited;
  double patience_s = std::numeric_limits<double>::infinity();
  double impatience_per_s = 0.0;  ///< of exponential patience, instead
  Crowding crowding{std::numeric_limits<double>::infinity()};
  double lines = 1.0;  ///< among which the crowd chooses blindly

  /// Arrivals per second that it can serve.
  [[nodiscard]] double full_rate() const {
    return completions.rate(std::min(servers, crowding.most));
  }
};

struct Waiting {
  Time wait;                  ///< of those that are served; 0 when overloaded
  double behind = 0.0;        ///< of its mean, the wait behind those who come at the same moment
  double refused = 0.0;       ///< probability of being turned away or running out of patience
  double refused_wait = 0.0;  ///< mean wait of those
  double load = 0.0;          ///< arrivals / the arrivals that it can serve
  bool overloaded = false;    ///< load >= 1 and nothing limits the line
};

/// A population that the servers can hold never waits. Otherwise the line is a birth-death chain,
/// whose waits are corrected for service and arrivals that are not exponential by Allen-Cunneen,
/// (ca2 + cs2)/2, and Kraemer & Langenbach-Belz for arrivals more regular than Poisson: exact for
/// M/M/c and M/G/1. A waiting room is as in M/M/c/K, fixed patience as in M/M/c+D [Baccelli &
/// Hebuterne 1981], a bounded population as in machine repair or a stream that waits outside. A
/// wait is 0 or exponential; of a bounded population that has but one line, as long as the
/// completions ahead.
Waiting waiting(const Line& line);

/// Processor sharing: n jobs at min(1, capacity/n) each, Poisson arrivals, capacity may be
/// fractional. The mean is exact for every distribution of service [Kelly 1979, symmetric queues].
struct Sharing {
  double alone = 1.0;    ///< the same for a job that is alone: 1/capacity below one server
  double stretch = 1.0;  ///< mean residence / mean service, for a job of any size
  double behind = 0.0;   ///< of it, what those who come at the same moment take from each other
  double load = 0.0;     ///< work asked for / capacity
  bool overloaded = false;
};
/// Of the line, the rate, the servers (as capacity), the regularity and the crowding count.
Sharing sharing(const Line& line, double mean_service_s);

/// Residence of a job with this service under sharing. Variance exact for M/M/1-PS [Coffman, Muntz,
/// Trotter 1970], interpolated elsewhere: scv_T = scv + (1 + scv) e/(2 - e), e = 1 - alone/stretch.
Time shared_residence(Time service, const Sharing& sharing);

}  // namespace headroom::analytic
