// Processor sharing and infinite servers.
// Source: M/G/1-PS is insensitive: E[T] = E[S]/(1 - rho), E[T | x] = x/(1 - rho); exponential
// service Var T = E[T]^2 (2 + rho)/(2 - rho) (Coffman, Muntz & Trotter 1970). M/G/c-PS at rate
// min(1, c/n) has the number in system of M/M/c (Kelly 1979). Thread-limited sharing: exact Markov
// chain of the service phases. M/G/infinity: the number is Poisson with mean lambda E[S].
#pragma once

#include <vector>

#include "core/random/distribution.h"

namespace headroom::oracles {

struct SharingCase {
  const char* id;
  double arrival_rate;  // 1/s
  random::Distribution service;
  double cores;
  double mean_response, mean_in_system, utilization;
  double response_variance;  // 0: no closed form
};

inline std::vector<SharingCase> sharing_cases() {
  using D = random::Distribution;
  return {
      {"mg1ps-01", 0.5, D::exponential(1.0), 1, 2.0, 1.0, 0.5, 6.66666666667},
      {"mg1ps-02", 0.8, D::exponential(1.0), 1, 5.0, 4.0, 0.8, 58.3333333333},
      {"mg1ps-03", 40, D::deterministic(0.02), 1, 0.1, 4.0, 0.8, 0},
      {"mg1ps-04", 7, D::lognormal(0.1, 3.0), 1, 0.333333333333, 2.33333333333, 0.7, 0},
      {"mg1ps-05", 0.9, D::hyperexponential(1.0, 4.0), 1, 10.0, 9.0, 0.9, 0},
      {"mgcps-01", 3.2, D::deterministic(1.0), 4, 1.74554058973, 5.58572988715, 0.8, 0},
      {"mgcps-02", 150, D::deterministic(0.05), 8, 0.130725254574, 19.6087881861, 0.9375, 0},
  };
}

/// lps-01: 0.8 requests/s hold one of 5 threads (FCFS) and share one core; two-phase
/// hyperexponential work of mean 1 s, scv 4.
struct ThreadLimitedSharing {
  double mean_in_system = 5.84663043231;
  double mean_response = 7.30828804039;
  double mean_waiting_for_thread = 3.11919542613;
  double core_utilization = 0.8;
};

struct InfiniteServerCase {
  const char* id;
  double arrival_rate, mean_service;
  double mean_in_system, mean_response;
};

inline constexpr InfiniteServerCase kInfiniteServer[] = {
    {"mginf-01", 20, 0.25, 5.0, 0.25},
    {"mginf-02", 100, 2.0, 200.0, 2.0},
    {"mginf-03", 3, 0.1, 0.3, 0.1},
};

}  // namespace headroom::oracles
