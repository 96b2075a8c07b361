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

}  // namespace

Time longest(const std::vector<Branches>& branches) {
  if (branches.size() == 1 && branches.front().count == 1.0) return branches.front().time;
  const double scale = scale_of(branches);
  if (all_constant(branches)) return {scale, 0.0};
  // E[M] = int (1 - F) dt, E[M^2] = int 2 t (1 - F) dt with t = scale exp(u - exp(-u)): the
  // trapezoid rule then converges exponentially. [Takahasi & Mori 1974]
  constexpr double kStep = 1.0 / 16.0;
  double first = 0.0;
  double second = 0.0;
  for (double u = -4.0; u <= 6.0; u += kStep) {
    const double t = scale * std::exp(u - std::exp(-u));
    const double weight = kStep * t * (1.0 + std::exp(-u)) * unfinished(branches, t);
    first += weight;
    second += 2.0 * t * weight;
  }
  return Time::from_second_moment(first, second);
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
