#include "core/analytic/queueing.h"

#include <algorithm>
#include <cmath>
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

FiniteRoom mmck(double arrival_rate, double service_rate, int servers, int capacity) {
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
  FiniteRoom result;
  for (int n = 0; n <= capacity; ++n) {
    const double p = share[static_cast<std::size_t>(n)] / sum;
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
