// Poisson classes at one server, the first of highest priority.
// Sources: head of line and preemptive-resume by Cobham 1954 and [Kleinrock, Queueing Systems II,
// 1976, 3.2 and 3.3].
#pragma once

#include <vector>

#include "core/random/distribution.h"

namespace headroom::oracles {

struct PriorityCase {
  const char* id;
  std::vector<double> arrival_rates;
  std::vector<random::Distribution> services;
  std::vector<double> head_of_line, preemptive;  // mean responses
};

inline std::vector<PriorityCase> priority_cases() {
  using D = random::Distribution;
  const auto m = [](double mean) { return D::exponential(mean); };
  return {
      {"prio-01",
       {0.3, 0.4},
       {m(1.0), m(1.0)},
       {2.0, 4.33333333333},
       {1.42857142857, 4.7619047619}},
      {"prio-02",
       {0.2, 0.3},
       {m(0.5), m(2.0)},
       {1.88888888889, 6.62962962963},
       {0.555555555556, 6.85185185185}},
      {"prio-03",
       {10, 20, 5},
       {m(0.01), m(0.02), m(0.06)},
       {0.04, 0.08, 0.33},
       {0.0111111111111, 0.0422222222222, 0.39}},
      {"prio-04",
       {0.2, 0.2, 0.2},
       {D::deterministic(1.0), D::hyperexponential(1.5, 2.0), m(1.0)},
       {2.78125, 5.0625, 10.5},
       {1.125, 4.9375, 11.5}},
  };
}

}  // namespace headroom::oracles
