#include "core/analytic/queueing.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/base/contracts.h"

namespace headroom::analytic {

double erlang_b(int servers, double offered) {
  HEADROOM_EXPECTS(servers >= 0 && offered >= 0.0);
  double blocking = 1.0;
  for (int c = 1; c <= servers && blocking > 0.0; ++c)
    blocking = offered * blocking / (c + offered * blocking);
  return blocking;
}

double erlang_c(int servers, double offered) {
  HEADROOM_EXPECTS(offered < servers);
  const double blocking = erlang_b(servers, offered);
  return blocking / (1.0 - offered / servers * (1.0 - blocking));
}

MultiServer mmc(double arrival_rate, double service_rate, int servers) {
  const double spare = servers * service_rate - arrival_rate;
  HEADROOM_EXPECTS(spare > 0.0 && service_rate > 0.0);
  MultiServer result;
  result.utilization = arrival_rate / (servers * service_rate);
  result.wait_probability = erlang_c(servers, arrival_rate / service_rate);
  result.mean_wait_s = result.wait_probability / spare;
  result.mean_response_s = result.mean_wait_s + 1.0 / service_rate;
  result.mean_in_queue = arrival_rate * result.mean_wait_s;
  result.mean_in_system = arrival_rate * result.mean_response_s;
  return result;
}

double mmc_response_tail(double arrival_rate, double service_rate, int servers, double t) {
  const double waits = mmc(arrival_rate, service_rate, servers).wait_probability;
  const double theta = servers * service_rate - arrival_rate;
  const double served = std::exp(-service_rate * t);
  const double gap = (theta - service_rate) * t;
  // (theta e^{-mu t} - mu e^{-theta t}) / (theta - mu), written so that theta = mu is no special
  // case.
  const double ratio = gap == 0.0 ? 1.0 : -std::expm1(-gap) / gap;
  return served * (1.0 + waits * service_rate * t * ratio);
}

double mmc_response_quantile(double arrival_rate, double service_rate, int servers, double p) {
  HEADROOM_EXPECTS(p > 0.0 && p < 1.0);
  double low = 0.0;
  double high = 1.0 / service_rate;
  while (mmc_response_tail(arrival_rate, service_rate, servers, high) > 1.0 - p) high *= 2.0;
  while (high - low > 1e-14 * high) {
    const double middle = low + (high - low) / 2.0;
    if (middle <= low || middle >= high) break;
    (mmc_response_tail(arrival_rate, service_rate, servers, middle) > 1.0 - p ? low : high) =
        middle;
  }
  return low + (high - low) / 2.0;
}

double mmc_wait_quantile(double arrival_rate, double service_rate, int servers, double p) {
  HEADROOM_EXPECTS(p > 0.0 && p < 1.0);
  const double waits = mmc(arrival_rate, service_rate, servers).wait_probability;
  if (1.0 - waits >= p) return 0.0;
  return std::log(waits / (1.0 - p)) / (servers * service_rate - arrival_rate);
}

namespace {

/// Probabilities of 0 .. capacity in M/M/c/K.
std::vector<double> occupancy(double arrival_rate, double service_rate, int servers, int capacity) {
  HEADROOM_EXPECTS(service_rate > 0.0 && servers >= 1 && capacity >= servers);
  std::vector<double> share(static_cast<std::size_t>(capacity) + 1, 1.0);
  double sum = 1.0;
  for (int n = 1; n <= capacity; ++n) {
    const auto i = static_cast<std::size_t>(n);
    share[i] = share[i - 1] * arrival_rate / (std::min(n, servers) * service_rate);
    sum += share[i];
    if (sum < 1e200) continue;
    for (std::size_t k = 0; k <= i; ++k) share[k] /= sum;  // keeps a long overloaded room in range
    sum = 1.0;
  }
  for (double& each : share) each /= sum;
  return share;
}

/// The response of an accepted request in jumps of a clock at the rate of all servers: after so
/// many completions as it finds in front of it, each jump is its own with probability 1/c.
class RoomResponse {
 public:
  RoomResponse(double arrival_rate, double service_rate, int servers, int capacity)
      : clock_(servers * service_rate), stays_(1.0 - 1.0 / servers) {
    const std::vector<double> share = occupancy(arrival_rate, service_rate, servers, capacity);
    const double accepted = 1.0 - share.back();
    std::vector<double> in_front(static_cast<std::size_t>(capacity - servers) + 1, 0.0);
    for (int n = 0; n < capacity; ++n)
      in_front[static_cast<std::size_t>(std::max(0, n - servers + 1))] +=
          share[static_cast<std::size_t>(n)] / accepted;
    waits_ = std::move(in_front);
  }

  /// P(response > t).
  [[nodiscard]] double tail(double t) const {
    const double jumps = clock_ * t;
    const double last = jumps + 12.0 * std::sqrt(jumps) + 40.0;
    double being_served = waits_[0];
    double waiting = 1.0 - waits_[0];
    double sum = 0.0;
    for (double m = 0.0; m <= last; m += 1.0) {
      const double weight = std::exp(m * std::log(jumps) - jumps - std::lgamma(m + 1.0));
      sum += weight * (being_served + waiting);
      const auto next = static_cast<std::size_t>(m) + 1;
      const double begins = next < waits_.size() ? waits_[next] : 0.0;
      being_served = stays_ * being_served + begins;
      waiting = std::max(0.0, waiting - begins);
    }
    return sum;
  }

 private:
  double clock_;
  double stays_;
  std::vector<double> waits_;  ///< by number of completions in front
};

}  // namespace

double mmck_response_tail(double arrival_rate, double service_rate, int servers, int capacity,
                          double t) {
  if (t <= 0.0) return 1.0;
  return RoomResponse(arrival_rate, service_rate, servers, capacity).tail(t);
}

double mmck_response_quantile(double arrival_rate, double service_rate, int servers, int capacity,
                              double p) {
  HEADROOM_EXPECTS(p > 0.0 && p < 1.0);
  const RoomResponse response(arrival_rate, service_rate, servers, capacity);
  double low = 0.0;
  double high = 1.0 / service_rate;
  while (response.tail(high) > 1.0 - p) high *= 2.0;
  while (high - low > 1e-12 * high) {
    const double middle = low + (high - low) / 2.0;
    (response.tail(middle) > 1.0 - p ? low : high) = middle;
  }
  return low + (high - low) / 2.0;
}

FiniteRoom mmck(double arrival_rate, double service_rate, int servers, int capacity) {
  const std::vector<double> share = occupancy(arrival_rate, service_rate, servers, capacity);
  FiniteRoom result;
  for (int n = 0; n <= capacity; ++n) {
    const double p = share[static_cast<std::size_t>(n)];
    result.mean_in_system += n * p;
    result.mean_in_queue += std::max(0, n - servers) * p;
    if (n == capacity) result.blocking = p;
  }
  result.throughput = arrival_rate * (1.0 - result.blocking);
  result.utilization = result.throughput / (servers * service_rate);
  if (result.throughput > 0.0) {
    result.mean_response_s = result.mean_in_system / result.throughput;
    result.mean_wait_s = result.mean_in_queue / result.throughput;
  }
  return result;
}

double mg1_mean_wait(double arrival_rate, double mean_service, double service_scv) {
  const double utilization = arrival_rate * mean_service;
  HEADROOM_EXPECTS(utilization < 1.0);
  return utilization * (1.0 + service_scv) * mean_service / (2.0 * (1.0 - utilization));
}

}  // namespace headroom::analytic
