// Lines as birth-death chains whose deaths are any Completions.
#pragma once

#include <limits>

#include "core/analytic/completions.h"

namespace headroom::analytic {

/// A line in front of `servers` servers with Poisson arrivals. All of its answers come from two
/// numbers: how likely the last server is idle, and how fast all servers together finish.
struct BusyServers {
  /// P(servers - 1 inside) / P(fewer than `servers` inside).
  double last_idle = 0.0;
  double full_rate = 0.0;  ///< completions per second with all busy
};
BusyServers busy_servers(double arrival_rate, const Completions& completions, double servers);

struct LineAnswer {
  double wait_probability = 0.0;  ///< of those served
  double mean_wait_s = 0.0;       ///< of those served
  double lost = 0.0;              ///< probability of leaving unserved
  double lost_wait_s = 0.0;       ///< mean wait of those who do
};
/// Nobody leaves. Needs arrival_rate < full_rate.
LineAnswer endless_line(double arrival_rate, const BusyServers& servers);
/// At most `places` wait; others are lost. Any load.
LineAnswer line_with_places(double arrival_rate, const BusyServers& servers, double places);
/// Whoever has waited for `patience` seconds leaves. Any load. [Baccelli & Hebuterne 1981]
LineAnswer line_with_patience(double arrival_rate, const BusyServers& servers, double patience);

/// Whoever waits leaves at the rate `impatience`. Any load. [Palm 1957, Erlang A; Garnett,
/// Mandelbaum & Reiman 2002] Behind j others the wait is a sum of exponential times of the rates
/// full rate + k impatience, k = 0 .. j; who is served has E[V e^{-impatience V}] of it.
LineAnswer line_with_impatience(double arrival_rate, const BusyServers& servers, double impatience);

/// Who can come to a bounded line.
struct Crowding {
  double most = 1.0;  ///< at once; >= 1
  /// A fixed number of users, each away for a while after every visit, who stand behind it;
  /// infinite: a Poisson stream that waits outside while as many as can be are in.
  double users = std::numeric_limits<double>::infinity();
};

/// The stream's rate, or the users' time away, is whatever makes the throughput as given. For as
/// many users as can be in, at exponential servers, exact: machine repair, M/M/c//N [Kleinrock
/// 1975, 3.8].
struct BoundedLine {
  double wait_probability = 0.0;  ///< that an arrival finds all servers busy
  double mean_in_system = 0.0;    ///< the population when the throughput cannot be reached
  double mean_waiting = 0.0;
  /// Of the wait in front, in s^2: whoever finds n inside waits for n - servers + 1 completions.
  double wait_square_s2 = 0.0;
};
BoundedLine bounded_line(double throughput, const Completions& completions, double servers,
                         Crowding crowding);

}  // namespace headroom::analytic
