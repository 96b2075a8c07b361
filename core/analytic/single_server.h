// One exponential server under arrivals that are not Poisson, exactly.
#pragma once

#include <optional>

#include "core/random/distribution.h"
#include "core/workload/arrivals.h"

namespace headroom::analytic {

/// E[exp(-s X)], s >= 0: closed form where there is one, else numerically to about 1e-7.
double laplace(const random::Distribution& distribution, double s);

/// G/M/1: the root of sigma = A*(mu (1 - sigma)) in (0, 1), A* the transform of the times between
/// arrivals. An arrival waits with probability sigma and responses are exponential with rate
/// mu (1 - sigma). Needs a mean time between arrivals above 1 / mu. [Kleinrock, Queueing Systems I,
/// 1975, 6.3]
double gm1_sigma(const random::Distribution& interarrival, double service_rate);

/// Mean response of M/M/1 whose arrival rate changes between two values as a Markov chain does:
/// the matrix-geometric method. Needs a mean rate below the service rate. [Neuts, Matrix-geometric
/// solutions in stochastic models, 1981, ch. 6; Fischer & Meier-Hellstern 1993]
struct ModulatedRate {
  double rates[2] = {0.0, 0.0};    ///< per second, of the two states
  double leaving[2] = {1.0, 1.0};  ///< rate at which each state ends, above 0
};
double mmpp_m1_mean_response(const ModulatedRate& arrivals, double service_rate);

/// Batches that arrive as a Poisson process at an exponential server: mean response (E[X] + E[X^2])
/// / (2 E[X] mu (1 - rho)). `rate`: requests per second. [Gross & Harris, 3.1]
double batch_m1_mean_response(const random::Distribution& together, double rate,
                              double service_rate);

/// Mean response where one of these describes the arrivals, Poisson among them; nullopt where a
/// stream mixes them. Needs rate < service_rate.
std::optional<double> single_server_mean_response(const workload::Arrivals& arrivals, double rate,
                                                  double service_rate);

}  // namespace headroom::analytic
