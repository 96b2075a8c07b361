#include "core/analytic/birth_death.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

/// Weights of waiting states relative to P(fewer than all servers busy) = 1: q r^j for j waiting.
struct Tail {
  double q = 0.0;  ///< all servers busy, nobody waits
  double r = 0.0;  ///< arrivals / completions
};

Tail tail_of(double arrival_rate, const BusyServers& servers) {
  const double r = arrival_rate / servers.full_rate;
  return {r * servers.last_idle, r};
}

/// Sums over the states of a bounded chain, up to normalisation.
struct BoundedChain {
  double throughput = 0.0;
  double slope = 0.0;  ///< of the throughput, by the logarithm of the arrival rate
  double mean_in_system = 0.0;
  double mean_waiting = 0.0;
  double wait_probability = 0.0;
  double wait_square_s2 = 0.0;
};

/// Second moment of an Erlang time.
double erlang_square(double stages, double rate) { return stages * (stages + 1.0) / (rate * rate); }

struct Sums {
  double all = 0.0, rate = 0.0, inside = 0.0, product = 0.0, waiting = 0.0;
  double arriving = 0.0, delayed = 0.0, square = 0.0;

  void shrink(double by) {
    for (double* each : {&all, &rate, &inside, &product, &waiting, &arriving, &delayed, &square})
      *each /= by;
  }
};

constexpr double kLargest = 1e200;     // weights are scaled down beyond it
constexpr double kNegligible = 1e-18;  // weight of a state against all before

/// Arrivals with n inside, relative to the birth rate.
double births(double n, Crowding crowding) {
  if (n >= crowding.most) return 0.0;
  return crowding.users < std::numeric_limits<double>::infinity() ? crowding.users - n : 1.0;
}

BoundedChain bounded_chain(double birth_rate, const Completions& completions, double servers,
                           Crowding crowding) {
  Sums sums;
  double weight = 1.0;
  // However rare, the state with one inside makes all the throughput of a line that hardly anybody
  // comes to.
  const auto counts = [&](double n) { return n <= 1.0 || weight > kNegligible * sums.all; };
  for (double n = 0.0; n <= crowding.most && counts(n); n += 1.0) {
    const double up = births(n, crowding);
    const double deaths = n > 0.0 ? completions.rate(std::min(n, servers)) : 0.0;
    sums.all += weight;
    sums.rate += weight * deaths;
    sums.inside += weight * n;
    sums.product += weight * n * deaths;
    sums.waiting += weight * std::max(0.0, n - servers);
    sums.arriving += weight * up;
    if (n >= servers) sums.delayed += weight * up;
    if (n >= servers)
      sums.square += weight * up * erlang_square(n - servers + 1.0, completions.rate(servers));
    weight *= birth_rate * up / completions.rate(std::min(n + 1.0, servers));
    if (sums.all < kLargest) continue;
    weight /= sums.all;
    sums.shrink(sums.all);
  }
  const double throughput = sums.rate / sums.all;
  // d mean(f) / d ln(birth rate) = cov(n, f) in such a chain.
  return {throughput,
          sums.product / sums.all - sums.inside / sums.all * throughput,
          sums.inside / sums.all,
          sums.waiting / sums.all,
          sums.arriving > 0.0 ? sums.delayed / sums.arriving : 1.0,
          sums.arriving > 0.0 ? sums.square / sums.arriving : 0.0};
}

}  // namespace

BusyServers busy_servers(double arrival_rate, const Completions& completions, double servers) {
  HEADROOM_EXPECTS(arrival_rate >= 0.0 && servers >= 1.0);
  double idle = 1.0;  // P(n) / P(at most n), from n = 0 on
  for (double n = 1.0; n < servers && idle > 0.0; n += 1.0) {
    const double up = arrival_rate / completions.rate(n) * idle;
    idle = up / (1.0 + up);
  }
  return {idle, completions.rate(servers)};
}

LineAnswer endless_line(double arrival_rate, const BusyServers& servers) {
  HEADROOM_EXPECTS(arrival_rate < servers.full_rate);
  const Tail tail = tail_of(arrival_rate, servers);
  const double busy = tail.q / (1.0 - tail.r);
  const double waits = busy / (1.0 + busy);
  return {waits, waits / (servers.full_rate - arrival_rate), 0.0};
}

LineAnswer line_with_places(double arrival_rate, const BusyServers& servers, double places) {
  const Tail tail = tail_of(arrival_rate, servers);
  // Sums of q r^j, j = 0 .. places; scaled so that a long overloaded line stays in range.
  double weight = tail.q;
  double all = 1.0;
  double delayed = 0.0;
  double waiting = 0.0;
  for (double j = 0.0; j <= places; j += 1.0) {
    all += weight;
    waiting += j * weight;
    if (j < places) delayed += weight;
    if (j < places) weight *= tail.r;
    if (all < kLargest) continue;
    for (double* each : {&weight, &delayed, &waiting}) *each /= all;
    all = 1.0;
  }
  const double lost = weight / all;
  const double served = arrival_rate * (1.0 - lost);
  return {delayed / all / (1.0 - lost), waiting / all / served, lost};
}

LineAnswer line_with_patience(double arrival_rate, const BusyServers& servers, double patience) {
  HEADROOM_EXPECTS(patience > 0.0);
  // The wait that an arrival would need has the density q' e^{-theta t} up to the patience, theta =
  // full rate - arrival rate, and falls with the full rate beyond it, where nobody stays.
  const double x = (servers.full_rate - arrival_rate) * patience;
  const double scale = std::exp(std::min(0.0, x));  // keeps overload in range
  const double at_patience = std::exp(std::min(0.0, x) - x);
  const bool flat = std::abs(x) < 1e-3;
  const double within =
      patience * (flat ? scale * (1.0 - x / 2.0 + x * x / 6.0) : (scale - at_patience) / x);
  const double moment =
      patience * patience *
      (flat ? scale * (0.5 - x / 3.0 + x * x / 8.0) : (scale - (1.0 + x) * at_patience) / (x * x));
  const double beyond = at_patience / servers.full_rate;
  const double density = arrival_rate * servers.last_idle;
  const double all = scale + density * (within + beyond);
  const double lost = density * beyond / all;
  return {density * within / all / (1.0 - lost), density * moment / all / (1.0 - lost), lost,
          patience};
}

LineAnswer line_with_impatience(double arrival_rate, const BusyServers& servers,
                                double impatience) {
  HEADROOM_EXPECTS(impatience > 0.0);
  double weight = tail_of(arrival_rate, servers).q;  // j wait and all servers are busy
  double all = 1.0;
  double busy = 0.0, waiting = 0.0, served = 0.0, served_wait = 0.0;
  double stages = 0.0;  // sum of 1 / (full rate + k impatience), k = 1 .. j + 1
  for (double j = 0.0; weight > kNegligible * all; j += 1.0) {
    const double next = servers.full_rate + (j + 1.0) * impatience;
    stages += 1.0 / next;
    all += weight;
    busy += weight;
    waiting += j * weight;
    served += weight * servers.full_rate / next;
    served_wait += weight * servers.full_rate / next * stages;
    weight *= arrival_rate / next;
    if (all < kLargest) continue;
    for (double* each : {&weight, &busy, &waiting, &served, &served_wait}) *each /= all;
    all = 1.0;
  }
  const double lost = (busy - served) / all;
  const double lost_wait = waiting / arrival_rate - served_wait;
  return {served / all / (1.0 - lost), served_wait / all / (1.0 - lost), lost,
          lost > 0.0 ? lost_wait / all / lost : 0.0};
}

BoundedLine bounded_line(double throughput, const Completions& completions, double servers,
                         Crowding crowding) {
  HEADROOM_EXPECTS(throughput > 0.0 && servers > 0.0 && crowding.most >= 1.0);
  if (throughput >= completions.rate(std::min(crowding.most, servers))) {
    const double waiting = std::max(0.0, crowding.most - servers);
    return {1.0, crowding.most, waiting, erlang_square(waiting, throughput)};
  }
  const auto at = [&](double birth_rate) {
    return bounded_chain(birth_rate, completions, servers, crowding);
  };
  // The throughput is concave in the birth rate, so that Newton's steps come from below.
  double birth_rate = throughput / births(0.0, crowding);
  BoundedChain chain = at(birth_rate);
  while (throughput - chain.throughput > 1e-12 * throughput) {
    const double next = birth_rate + birth_rate * (throughput - chain.throughput) / chain.slope;
    if (!(next > birth_rate)) break;  // as close as rounding allows
    birth_rate = next;
    chain = at(birth_rate);
  }
  return {chain.wait_probability, chain.mean_in_system, chain.mean_waiting, chain.wait_square_s2};
}

}  // namespace headroom::analytic
