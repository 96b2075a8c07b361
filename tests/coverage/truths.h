// Exact response times of single queues: what the intervals of the simulation must hold. Service
// has the mean 1 everywhere; times are in services.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "core/analytic/queueing.h"

namespace headroom::coverage {

using Tail = std::function<double(double t)>;  ///< P(response > t)

/// The response of one queue in steady state.
struct Truth {
  double mean = 0.0;
  Tail tail;

  /// The t with P(response > t) = 1 - p, by bisection.
  [[nodiscard]] double quantile(double p) const {
    double low = 0.0;
    double high = 1.0;
    while (tail(high) > 1.0 - p) high *= 2.0;
    for (int i = 0; i < 200; ++i) {
      const double middle = (low + high) / 2.0;
      (tail(middle) > 1.0 - p ? low : high) = middle;
    }
    return low;
  }
};

/// [Kleinrock, Queueing Systems I, 1975]
inline Truth erlang(int servers, double utilization) {
  const double rate = servers * utilization;
  return {analytic::mmc(rate, 1.0, servers).mean_response_s,
          [=](double t) { return analytic::mmc_response_tail(rate, 1.0, servers, t); }};
}

/// Numbers in an M/D/1 system as departures leave them, by the crossings of each level:
/// p(n+1) a(0) = p(0) A(n) + sum_(i=1..n) p(i) A(n+1-i), a(k) and A(k) the probabilities of k and
/// of more than k arrivals in a service. All terms are positive: nothing cancels.
inline std::vector<double> md1_numbers(double utilization, std::size_t count) {
  std::vector<double> more(count + 1);
  double point = std::exp(-utilization);
  double beyond = 1.0 - point;
  const double none = point;
  for (std::size_t k = 0; k <= count; ++k) {
    more[k] = std::max(0.0, beyond);
    point *= utilization / static_cast<double>(k + 1);
    beyond -= point;
  }
  std::vector<double> p{1.0 - utilization};
  for (std::size_t n = 0; n < count; ++n) {
    double up = p[0] * more[n];
    for (std::size_t i = 1; i <= n; ++i) up += p[i] * more[n + 1 - i];
    p.push_back(up / none);
  }
  return p;
}

/// P(wait <= t) = exp(-rho (k - t)) sum_(j=0..k-1) Q(k-1-j) (rho (k - t))^j / j! for k - 1 <= t <
/// k, Q(m) the probability of at most m in the line. [Franx, Oper. Res. Letters 29 (2001), for one
/// server]
inline Truth constant_service(double utilization) {
  constexpr std::size_t kLongest = 400;
  std::vector<double> in_line;  // at most m
  const std::vector<double> numbers = md1_numbers(utilization, kLongest + 1);
  double sum = numbers[0];
  for (std::size_t m = 0; m < kLongest; ++m) in_line.push_back(sum += numbers[m + 1]);
  const auto tail = [=](double t) {
    const double wait = t - 1.0;
    if (wait < 0.0) return 1.0;
    const auto k = static_cast<std::size_t>(wait) + 1;
    const double rest = utilization * (static_cast<double>(k) - wait);
    double term = std::exp(-rest);
    double at_most = 0.0;
    for (std::size_t j = 0; j < k; ++j) {
      at_most += term * in_line.at(k - 1 - j);
      term *= rest / static_cast<double>(j + 1);
    }
    return 1.0 - at_most;
  };
  return {1.0 + analytic::mg1_mean_wait(utilization, 1.0, 0.0), tail};
}

/// Service is exponential with the rate `fast` with this probability, else with `slow`.
/// Pollaczek-Khinchine: the transform of the response is (1 - rho) N(s) / ((s + r)(s + q)), with
/// N(s) = p fast (s + slow) + (1 - p) slow (s + fast), so that it is a sum of two exponentials.
inline Truth two_phases(double utilization, double p, double fast, double slow) {
  const double b = fast + slow - utilization;
  const double mixed = p * fast + (1.0 - p) * slow;
  const double c = fast * slow - utilization * (fast + slow) + utilization * mixed;
  const double root = std::sqrt(b * b - 4.0 * c);
  const double r = (b - root) / 2.0;
  const double q = (b + root) / 2.0;
  const auto weight = [=](double pole, double other) {
    const double n = p * fast * (slow - pole) + (1.0 - p) * slow * (fast - pole);
    return (1.0 - utilization) * n / (other - pole) / pole;
  };
  const double near = weight(r, q);
  const double far = weight(q, r);
  return {near / r + far / q,
          [=](double t) { return near * std::exp(-r * t) + far * std::exp(-q * t); }};
}

/// The same with balanced means and this squared coefficient of variation.
inline Truth hyperexponential_service(double utilization, double scv) {
  const double p = (1.0 + std::sqrt((scv - 1.0) / (scv + 1.0))) / 2.0;
  return two_phases(utilization, p, 2.0 * p, 2.0 * (1.0 - p));
}

}  // namespace headroom::coverage
