#include "core/analytic/fork_join.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

/// 1 - P(all branches ended by t).
double unfinished(const std::vector<Branches>& branches, double t) {
  double logarithm = 0.0;
  for (const Branches& branch : branches) {
    const double ended = gamma_cdf(branch.time, t);
    if (ended <= 0.0) return 1.0;
    logarithm += branch.count * std::log(ended);
  }
  return -std::expm1(logarithm);
}

double scale_of(const std::vector<Branches>& branches) {
  double scale = 0.0;
  for (const Branches& branch : branches)
    scale = std::max(scale, branch.time.mean + std::sqrt(branch.time.variance));
  return scale;
}

bool all_constant(const std::vector<Branches>& branches) {
  return std::all_of(branches.begin(), branches.end(),
                     [](const Branches& branch) { return branch.time.variance == 0.0; });
}

/// Moments of the time with this tail: E[T] = int tail dt, E[T^2] = int 2 t tail dt with
/// t = scale exp(u - exp(-u)): the trapezoid rule then converges exponentially. [Takahasi & Mori
/// 1974]
template <class Tail>
Time integrated(double scale, const Tail& tail) {
  constexpr double kStep = 1.0 / 16.0;
  double first = 0.0;
  double second = 0.0;
  for (double u = -4.0; u <= 6.0; u += kStep) {
    const double t = scale * std::exp(u - std::exp(-u));
    const double weight = kStep * t * (1.0 + std::exp(-u)) * tail(t);
    first += weight;
    second += 2.0 * t * weight;
  }
  return Time::from_second_moment(first, second);
}

/// Moments of the time with this distribution function, which only rises where a racer ends.
template <class By>
Time stepwise(const std::vector<Racer>& racers, const By& by) {
  std::vector<double> ends;
  for (const Racer& racer : racers) ends.push_back(racer.time.mean);
  std::sort(ends.begin(), ends.end());
  double before = 0.0;
  double first = 0.0;
  double second = 0.0;
  for (const double end : ends) {
    const double below = by(end);
    first += (below - before) * end;
    second += (below - before) * end * end;
    before = below;
  }
  return Time::from_second_moment(first, second);
}

}  // namespace

Time longest(const std::vector<Branches>& branches) {
  if (branches.size() == 1 && branches.front().count == 1.0) return branches.front().time;
  const double scale = scale_of(branches);
  if (all_constant(branches)) return {scale, 0.0};
  return integrated(scale, [&](double t) { return unfinished(branches, t); });
}

double at_least(std::size_t wanted, const std::vector<double>& probabilities) {
  // By how many happen, the last entry standing for all numbers from `wanted` on.
  std::vector<double> happen(wanted + 1, 0.0);
  happen[0] = 1.0;
  for (const double p : probabilities) {
    happen[wanted] += happen[wanted - 1] * p;
    for (std::size_t n = wanted - 1; n > 0; --n)
      happen[n] = happen[n] * (1.0 - p) + happen[n - 1] * p;
    happen[0] *= 1.0 - p;
  }
  return happen[wanted];
}

Truncated<Time> race(std::size_t wanted, const std::vector<Racer>& racers) {
  HEADROOM_EXPECTS(wanted >= 1 && wanted <= racers.size());
  std::vector<double> ended;
  double scale = 0.0;
  bool constant = true;
  for (const Racer& racer : racers) {
    ended.push_back(racer.probability);
    scale = std::max(scale, racer.time.mean + std::sqrt(racer.time.variance));
    constant = constant && racer.time.variance == 0.0;
  }
  const double probability = at_least(wanted, ended);
  if (probability <= 0.0 || scale <= 0.0) return {probability, {}};
  const auto by = [&](double t) {
    for (std::size_t i = 0; i < racers.size(); ++i)
      ended[i] = racers[i].probability * gamma_cdf(racers[i].time, t);
    return at_least(wanted, ended) / probability;
  };
  return {probability, constant ? stepwise(racers, by)
                                : integrated(scale, [&](double t) { return 1.0 - by(t); })};
}

Time longest_exponential(double mean, int count) {
  HEADROOM_EXPECTS(mean >= 0.0 && count >= 1);
  Time result;
  for (int i = 1; i <= count; ++i) {
    result.mean += mean / i;
    result.variance += mean / i * (mean / i);
  }
  return result;
}

double two_way_fork_join(double arrival_rate, double service_rate) {
  HEADROOM_EXPECTS(arrival_rate < service_rate);
  return (12.0 - arrival_rate / service_rate) / 8.0 / (service_rate - arrival_rate);
}

}  // namespace headroom::analytic
