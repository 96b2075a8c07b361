// One distribution of every kind and some corners, for the laws that hold for all of them.
#pragma once

#include <vector>

#include "core/random/distribution.h"

namespace headroom::random {

inline std::vector<Distribution> every_kind() {
  using D = Distribution;
  return {D::deterministic(0.25),
          D::exponential(0.05),
          D::erlang(1, 0.2),
          D::erlang(4, 0.2),
          D::gamma(0.4, 0.63),
          D::gamma(0.4, 1.5),
          D::lognormal(0.1, 2.0),
          D::lognormal_from_quantiles(0.05, 0.8),
          D::hyperexponential(1.0, 2.0),
          D::hyperexponential(0.1, 2.0, 0.5),
          D::uniform(0.1, 0.3),
          D::weibull(0.7, 0.3),
          D::weibull(2.5, 0.3),
          D::bounded_pareto(1.2, 0.01, 100.0),
          D::pareto(3.5, 0.02),
          D::geometric(4.0, 0.1),
          D::discrete({0.3, 0.1, 0.2}, {1.0, 5.0, 2.0}),
          D::empirical({0.5, 0.1, 0.2, 0.2, 0.9}),
          D::mixture({0.2, 0.8}, {D::lognormal(0.1, 2.0), D::exponential(0.5)}),
          D::mixture({1.0, 2.0, 1.0},
                     {D::deterministic(0.1), D::hyperexponential(1.0, 2.0),
                      D::mixture({1.0, 1.0}, {D::gamma(0.4, 1.5), D::uniform(0.0, 1.0)})})};
}

}  // namespace headroom::random
