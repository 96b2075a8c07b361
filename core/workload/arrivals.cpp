#include "core/workload/arrivals.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/contracts.h"

namespace headroom::workload {

using random::Distribution;
using Kind = Distribution::Kind;

double Bursts::calm() const { return std::max(0.0, (1.0 - busy() * peak) / (1.0 - busy())); }

bool Arrivals::one_by_one() const { return together == Distribution::deterministic(1.0); }

bool Arrivals::poisson() const {
  return spacing.kind() == Kind::exponential && one_by_one() && !bursts && !replay;
}

Replay Replay::of_times(std::string file, const std::vector<double>& times) {
  HEADROOM_EXPECTS(times.size() >= 2 && times.front() < times.back());
  Replay replay{std::move(file), {}};
  const double mean = (times.back() - times.front()) / static_cast<double>(times.size() - 1);
  for (std::size_t i = 1; i < times.size(); ++i)
    replay.gaps.push_back((times[i] - times[i - 1]) / mean);
  return replay;
}

double Replay::dispersion() const {
  const auto length = static_cast<std::size_t>(std::sqrt(static_cast<double>(gaps.size())));
  const std::size_t blocks = gaps.size() / length;
  double variance = 0.0;
  for (std::size_t b = 0; b < blocks; ++b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < length; ++i) sum += gaps[b * length + i];
    variance += (sum - static_cast<double>(length)) * (sum - static_cast<double>(length));
  }
  return variance / static_cast<double>(blocks) / static_cast<double>(length);
}

double Arrivals::dispersion(double rate) const {
  if (replay) return replay->dispersion();
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
