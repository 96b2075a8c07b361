// M/D/c and M/PH/c: Poisson arrivals, general service, several FCFS servers.
// Sources: M/D/c by Crommelin's method [Crommelin 1932; Tijms, A First Course in Stochastic Models,
// 2003, 9.6]; phase-type service by the Markov chain of the servers' phases [Neuts 1981].
#pragma once

#include <vector>

#include "core/random/distribution.h"

namespace headroom::oracles {

struct SeveralServersCase {
  const char* id;
  double arrival_rate;  // 1/s
  int servers;
  random::Distribution service;
  double mean_wait;  // s
};

inline std::vector<SeveralServersCase> several_servers_cases() {
  using D = random::Distribution;
  return {
      {"mdc-01", 1.6, 2, D::deterministic(1.0), 0.903283879413},
      {"mdc-02", 3.6, 4, D::deterministic(1.0), 0.999965885588},
      {"mdc-03", 180, 10, D::deterministic(0.05), 0.0172291025183},
      {"mdc-04", 7.2, 8, D::deterministic(1.0), 0.449973259434},
      {"mphc-01", 1.6, 2, D::erlang(2, 1.0), 1.34239130435},
      {"mphc-02", 7.2, 8, D::erlang(2, 1.0), 0.665478496769},
      {"mphc-03", 1.5, 2, D::hyperexponential(1.0, 2.0), 3.06385481562},
      {"mphc-04", 3.2, 4, D::hyperexponential(1.0, 2.0), 1.71761573861},
  };
}

}  // namespace headroom::oracles
