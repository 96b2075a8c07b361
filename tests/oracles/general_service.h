// M/G/1: Poisson arrivals, general service, one FCFS server.
// Source: Pollaczek-Khinchine, Wq = lambda E[S^2] / (2 (1 - rho)). Quantiles: M/D/1 by Crommelin's
// series (Erlang 1909, Crommelin 1932), phase-type service from the matrix-exponential form of the
// Pollaczek-Khinchine distribution, checked by inverting its transform (differences below 1e-9).
#pragma once

#include <vector>

#include "core/random/distribution.h"

namespace headroom::oracles {

struct GeneralServiceCase {
  const char* id;
  double arrival_rate;  // 1/s
  random::Distribution service;
  double mean_wait, mean_response, mean_in_queue, mean_in_system;
  double p50_response, p95_response, p99_response;  // 0: no closed form
};

inline std::vector<GeneralServiceCase> general_service_cases() {
  using D = random::Distribution;
  return {
      {"mg1-01", 0.5, D::deterministic(1.0), 0.5, 1.5, 0.25, 0.75, 1.0, 3.0506384073, 4.336255957},
      {"mg1-02", 0.8, D::deterministic(1.0), 2.0, 3.0, 1.6, 2.4, 2.27593987338, 7.62032499684,
       11.355886792},
      {"mg1-03", 45, D::deterministic(0.02), 0.09, 0.11, 4.05, 4.95, 0.0802609503862,
       0.302573476604, 0.457964746991},
      {"mg1-04", 0.95, D::deterministic(1.0), 9.5, 10.5, 9.025, 9.975, 7.48066790612, 30.1162043599,
       45.9377655084},
      {"mg1-05", 0.7, D::erlang(2, 1.0), 1.75, 2.75, 1.225, 1.925, 2.0380035807, 7.57395389493,
       11.4418305552},
      {"mg1-06", 90, D::erlang(4, 0.01), 0.05625, 0.06625, 5.0625, 5.9625, 0.0475245689469,
       0.188436383371, 0.286929514918},
      {"mg1-07", 0.7, D::hyperexponential(1.0, 2.0), 5.83333333333, 6.83333333333, 4.08333333333,
       4.78333333333, 2.90672947962, 25.7191802678, 41.8135593921},
      {"mg1-08", 16, D::hyperexponential(0.05, 3.1622776601683795), 1.1, 1.15, 17.6, 18.4,
       0.558464218531, 4.25923313698, 6.84596100783},
      {"mg1-09", 0.6, D::lognormal(1.0, 1.0), 1.5, 2.5, 0.9, 1.5, 0, 0, 0},
      {"mg1-10", 8, D::lognormal(0.1, 2.0), 1.0, 1.1, 8.0, 8.8, 0, 0, 0},
      {"mg1-11", 40, D::lognormal(0.02, 4.0), 0.68, 0.7, 27.2, 28.0, 0, 0, 0},
      {"mg1-12", 0.9, D::uniform(0.5, 1.5), 4.875, 5.875, 4.3875, 5.2875, 0, 0, 0},
      {"mg1-13", 40.0, D::discrete({0.01, 0.1}, {0.9, 0.1}), 0.0908333333333, 0.109833333333,
       3.63333333333, 4.39333333333, 0, 0, 0},
  };
}

}  // namespace headroom::oracles
