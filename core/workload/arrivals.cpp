#include "core/workload/arrivals.h"

#include <algorithm>
#include <cmath>

namespace headroom::workload {

using random::Distribution;
using Kind = Distribution::Kind;

double Bursts::calm() const { return std::max(0.0, (1.0 - busy() * peak) / (1.0 - busy())); }

bool Arrivals::one_by_one() const { return together == Distribution::deterministic(1.0); }

bool Arrivals::poisson() const {
  return spacing.kind() == Kind::exponential && one_by_one() && !bursts;
}

double Arrivals::dispersion(double rate) const {
  const double size = together.mean();
  const double of_counts = size * spacing.scv() + together.variance() / size;
  if (!bursts) return of_counts;
  const double gap = bursts->peak - bursts->calm();
  const double leaving =
      1.0 / bursts->length.value() + 1.0 / (bursts->every - bursts->length).value();
  return of_counts + 2.0 * rate * gap * gap * bursts->busy() * (1.0 - bursts->busy()) / leaving;
}

bool counts_from_one(const Distribution& distribution) {
  const auto count = [](double x) { return x >= 1.0 && x == std::floor(x); };
  switch (distribution.kind()) {
    case Kind::deterministic:
      return count(distribution.mean());
    case Kind::geometric:
      return count(distribution.parameters()[1]);
    case Kind::discrete:
    case Kind::empirical:
      return std::ranges::all_of(distribution.values(), count);
    case Kind::mixture:
      return std::ranges::all_of(distribution.components(), counts_from_one);
    default:
      return false;
  }
}

}  // namespace headroom::workload
