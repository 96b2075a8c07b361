#include "core/analytic/single_server.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

using random::Distribution;
using Kind = Distribution::Kind;

constexpr int kPoints = 20'000;       ///< of the integral for laws without a closed form
constexpr double kTolerance = 1e-15;  ///< of matrices found by iteration
constexpr int kIterations = 10'000'000;

/// 1 - exp(-x) over x.
double averaged(double x) { return x == 0.0 ? 1.0 : -std::expm1(-x) / x; }

/// E[exp(-sX)] = integral of F(-ln(u) / s) over u in (0, 1), by the midpoint rule.
double laplace_by_integration(const Distribution& law, double s) {
  double sum = 0.0;
  for (int i = 0; i < kPoints; ++i) sum += law.cdf(-std::log((i + 0.5) / kPoints) / s);
  return sum / kPoints;
}

double laplace_of_values(const Distribution& law, double s) {
  double sum = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < law.values().size(); ++i) {
    const double weight = law.weights().empty() ? 1.0 : law.weights()[i];
    sum += weight * std::exp(-s * law.values()[i]);
    all += weight;
  }
  return sum / all;
}

double laplace_of_mixture(const Distribution& law, double s) {
  double sum = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < law.components().size(); ++i) {
    sum += law.weights()[i] * laplace(law.components()[i], s);
    all += law.weights()[i];
  }
  return sum / all;
}

/// Balanced means, as Distribution::hyperexponential says.
double laplace_of_two_phases(double mean, double cv, double s) {
  const double square = cv * cv;
  const double p = (1.0 + std::sqrt((square - 1.0) / (square + 1.0))) / 2.0;
  return p / (1.0 + s * mean / (2.0 * p)) + (1.0 - p) / (1.0 + s * mean / (2.0 * (1.0 - p)));
}

double gamma_transform(double shape, double mean, double s) {
  return std::exp(-shape * std::log1p(s * mean / shape));
}

/// 2 x 2 matrices.
struct Matrix {
  double a = 0.0, b = 0.0, c = 0.0, d = 0.0;

  friend Matrix operator*(const Matrix& x, const Matrix& y) {
    return {x.a * y.a + x.b * y.c, x.a * y.b + x.b * y.d, x.c * y.a + x.d * y.c,
            x.c * y.b + x.d * y.d};
  }
  friend Matrix operator-(const Matrix& x, const Matrix& y) {
    return {x.a - y.a, x.b - y.b, x.c - y.c, x.d - y.d};
  }
  [[nodiscard]] Matrix inverse() const {
    const double determinant = a * d - b * c;
    return {d / determinant, -b / determinant, -c / determinant, a / determinant};
  }
};

Matrix diagonal(double first, double second) { return {first, 0.0, 0.0, second}; }

/// R of the levels of the queue: R = A0 (-A1 - R A2)^-1 from 0 on.
Matrix rate_matrix(const Matrix& up, const Matrix& within, double service_rate) {
  Matrix r;
  for (int i = 0; i < kIterations; ++i) {
    const Matrix served = diagonal(service_rate, service_rate);
    const Matrix next = up * (Matrix{} - within - r * served).inverse();
    const Matrix change = next - r;
    r = next;
    if (std::max({std::abs(change.a), std::abs(change.b), std::abs(change.c), std::abs(change.d)}) <
        kTolerance)
      break;
  }
  return r;
}

}  // namespace

double laplace(const Distribution& law, double s) {
  HEADROOM_EXPECTS(s >= 0.0);
  if (s == 0.0) return 1.0;
  const auto of = law.parameters();
  switch (law.kind()) {
    case Kind::deterministic:
      return std::exp(-s * of[0]);
    case Kind::exponential:
      return 1.0 / (1.0 + s * of[0]);
    case Kind::erlang:
    case Kind::gamma:
      return gamma_transform(1.0 / law.scv(), law.mean(), s);
    case Kind::hyperexponential:
      return laplace_of_two_phases(of[0], of[1], s);
    case Kind::hyperexponential_phases:
      return of[0] / (1.0 + s * of[1]) + (1.0 - of[0]) / (1.0 + s * of[2]);
    case Kind::uniform:
      return std::exp(-s * of[0]) * averaged(s * (of[1] - of[0]));
    case Kind::discrete:
    case Kind::empirical:
      return laplace_of_values(law, s);
    case Kind::mixture:
      return laplace_of_mixture(law, s);
    default:
      return laplace_by_integration(law, s);
  }
}

double gm1_sigma(const Distribution& interarrival, double service_rate) {
  HEADROOM_EXPECTS(interarrival.mean() * service_rate > 1.0);
  double low = 0.0;
  double high = 1.0;
  // A* is convex: below the root it is above the diagonal, between it and 1 below.
  while (high - low > 1e-15) {
    const double middle = low + (high - low) / 2.0;
    if (middle <= low || middle >= high) break;
    (laplace(interarrival, service_rate * (1.0 - middle)) > middle ? low : high) = middle;
  }
  return low + (high - low) / 2.0;
}

double mmpp_m1_mean_response(const ModulatedRate& arrivals, double service_rate) {
  const double first = arrivals.leaving[0];
  const double second = arrivals.leaving[1];
  const double mean = (arrivals.rates[0] * second + arrivals.rates[1] * first) / (first + second);
  HEADROOM_EXPECTS(mean > 0.0 && mean < service_rate);
  const Matrix up = diagonal(arrivals.rates[0], arrivals.rates[1]);
  const Matrix modulation = {-first, first, second, -second};
  const Matrix r =
      rate_matrix(up, modulation - up - diagonal(service_rate, service_rate), service_rate);
  // The empty system: p (Q - A0 + R mu) = 0, its sum 1 - rho.
  const Matrix empty = modulation - up - r * diagonal(-service_rate, -service_rate);
  const double idle = 1.0 - mean / service_rate;
  const double share = empty.c / (empty.c - empty.a);
  const double p[2] = {idle * share, idle * (1.0 - share)};
  const Matrix sum = (diagonal(1.0, 1.0) - r).inverse();
  const Matrix jobs = r * sum * sum;
  const double inside = p[0] * (jobs.a + jobs.b) + p[1] * (jobs.c + jobs.d);
  return inside / mean;
}

double batch_m1_mean_response(const Distribution& together, double rate, double service_rate) {
  const double mean = together.mean();
  const double square = together.variance() + mean * mean;
  HEADROOM_EXPECTS(rate < service_rate);
  return (mean + square) / (2.0 * mean * (service_rate - rate));
}

std::optional<double> single_server_mean_response(const workload::Arrivals& arrivals, double rate,
                                                  double service_rate) {
  HEADROOM_EXPECTS(rate > 0.0 && rate < service_rate);
  if (arrivals.replay) return std::nullopt;
  const bool spaced_at_random = arrivals.spacing.kind() == Kind::exponential;
  if (arrivals.bursts) {
    if (!spaced_at_random || !arrivals.one_by_one()) return std::nullopt;
    const workload::Bursts& bursts = *arrivals.bursts;
    const double calm_s = bursts.every.value() - bursts.length.value();
    const ModulatedRate modulated = {{bursts.peak * rate, bursts.calm() * rate},
                                     {1.0 / bursts.length.value(), 1.0 / calm_s}};
    return mmpp_m1_mean_response(modulated, service_rate);
  }
  if (!arrivals.one_by_one()) {
    if (!spaced_at_random) return std::nullopt;
    return batch_m1_mean_response(arrivals.together, rate, service_rate);
  }
  const double scale = 1.0 / (rate * arrivals.spacing.mean());
  return 1.0 / (service_rate * (1.0 - gm1_sigma(arrivals.spacing.scaled(scale), service_rate)));
}

}  // namespace headroom::analytic
