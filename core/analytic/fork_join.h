// Parallel branches that must all end.
#pragma once

#include <cstddef>
#include <vector>

#include "core/analytic/time.h"

namespace headroom::analytic {

/// `count` independent times with the same distribution.
struct Branches {
  Time time;
  double count = 1.0;
};

/// The largest of independent gamma times, by numerical integration of 1 - product of F_i. Exact
/// (to 1e-10) for exponential and Erlang times.
Time longest(const std::vector<Branches>& branches);

/// One of several independent times of which not all need end: it ends with this probability.
struct Racer {
  double probability = 1.0;
  Time time;  ///< given that it ends
};

/// Probability that at least `wanted` of independent events happen.
double at_least(std::size_t wanted, const std::vector<double>& probabilities);

/// When the `wanted`-th of the racers ends, gamma times each: the order statistic, by the same
/// integration. Needs 1 <= wanted <= number of racers.
Truncated<Time> race(std::size_t wanted, const std::vector<Racer>& racers);

/// The largest of n independent exponential times of the same mean: mean x (1 + 1/2 + ... + 1/n),
/// variance mean^2 x (1 + 1/4 + ... + 1/n^2). [Renyi 1953]
Time longest_exponential(double mean, int count);

/// Mean response of two parallel M/M/1 queues with common Poisson arrivals, joined:
/// (12 - rho)/8 / (mu - lambda). Needs arrival_rate < service_rate. [Flatto & Hahn 1984;
/// Nelson & Tantawi 1988]
double two_way_fork_join(double arrival_rate, double service_rate);

}  // namespace headroom::analytic
