// A line under a load that changes, exactly: the Kolmogorov equations of M_t/M/c/K.
#pragma once

#include <vector>

namespace headroom::analytic {

/// The arrival rate from a time on, up to the next step.
struct RateStep {
  double from_s = 0.0;
  double rate = 0.0;  ///< per second
};

/// Poisson arrivals, exponential servers, first come first served, at most `capacity` in the
/// system.
struct TransientLine {
  std::vector<RateStep> steps;  ///< in order of time, the first at 0
  double service_rate = 1.0;    ///< per second and server
  int servers = 1;
  int capacity = 1;           ///< at least `servers`
  bool starts_empty = false;  ///< otherwise in the steady state of the first rate
};

/// Expectations over all that may happen.
struct TransientPoint {
  double mean_in_system = 0.0;
  double all_busy = 0.0;  ///< probability that an arrival finds no free server
  double rejected = 0.0;  ///< probability that an arrival finds the system full
  double arrivals = 0.0;  ///< since time 0
  double rejections = 0.0;
  double job_seconds = 0.0;  ///< integral of the number in the system
};

/// At these times, in ascending order. By uniformisation: the chain jumps at the times of a Poisson
/// process faster than any of its rates, so that a state is a mixture over the number of jumps;
/// within 1e-12. Costs the time x (rate + servers x service rate) x capacity. [Jensen 1953; Gross &
/// Miller, Oper. Res. 32 (1984)]
std::vector<TransientPoint> transient(const TransientLine& line, const std::vector<double>& times);

}  // namespace headroom::analytic
