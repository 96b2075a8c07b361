// One exponential queue under arrivals that are not Poisson.
// Sources: G/M/1 by the root of sigma = A*(mu (1 - sigma)) [Kleinrock, Queueing Systems I, 1975,
// 6.3]; batches by L = rho (E[X] + E[X^2])/(2 E[X] (1 - rho)) [Gross & Harris, 3.1]; modulated
// arrivals by the matrix-geometric method [Neuts 1981] and, with finite room, the exact chain.
#pragma once

#include <utility>
#include <vector>

#include "core/workload/arrivals.h"

namespace headroom::oracles {

struct ArrivalsCase {
  const char* id;
  workload::Arrivals arrivals;
  double rate, service_rate;            // requests per second
  int servers, capacity;                // capacity 0: without limit
  double mean_response, p50, p95, p99;  // 0: not given
  double loss, throughput;
};

inline workload::Arrivals spaced(random::Distribution spacing) {
  workload::Arrivals made;
  made.spacing = std::move(spacing);
  return made;
}
inline workload::Arrivals together(random::Distribution count) {
  workload::Arrivals made;
  made.together = std::move(count);
  return made;
}
inline workload::Arrivals bursts(double peak, double length_s, double every_s) {
  workload::Arrivals made;
  made.bursts = workload::Bursts{peak, Seconds(length_s), Seconds(every_s)};
  return made;
}

inline std::vector<ArrivalsCase> arrivals_cases() {
  using D = random::Distribution;
  return {
      {"gm1-01", spaced(D::deterministic(1.0)), 0.8, 1, 1, 0, 2.69273083992, 1.8664587897,
       8.06670068114, 12.4004837829, 0, 0},
      {"gm1-02", spaced(D::erlang(2, 1.0)), 0.9, 1, 1, 0, 7.58828362869, 5.25979740251,
       22.7324661673, 34.9453375297, 0, 0},
      {"gm1-03", spaced(D::hyperexponential(1.0, 2.0)), 0.7, 1, 1, 0, 6.57305163373, 4.55609220759,
       19.6911029149, 30.2700214146, 0, 0},
      {"gm1-04", spaced(D::uniform(0.0, 2.0)), 0.75, 1, 1, 0, 2.86019250448, 1.98253437034,
       8.56837099425, 13.1716732478, 0, 0},
      {"gm1-05", spaced(D::erlang(4, 1.0)), 80, 100, 1, 0, 0.0326738361032, 0.022647777373,
       0.0978820653152, 0.150468575884, 0, 0},
      {"batcharr-01", together(D::deterministic(5.0)), 0.5, 1, 1, 0, 6.0, 0, 0, 0, 0, 0},
      {"batcharr-02", together(D::deterministic(20.0)), 40, 50, 1, 0, 1.05, 0, 0, 0, 0, 0},
      {"batcharr-03", together(D::geometric(4.0, 1.0)), 0.8, 1, 1, 0, 20.0, 0, 0, 0, 0, 0},
      {"mmpp-01", bursts(1.6 / 0.6, 20.0, 120.0), 0.6, 1, 1, 0, 11.4351804294, 0, 0, 0, 0, 0},
      {"onoff-01", bursts(4.0, 10.0, 40.0), 50, 10, 8, 40, 0, 0, 0, 0, 0.581891122793,
       20.9054438604},
  };
}

}  // namespace headroom::oracles
