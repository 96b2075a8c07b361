#include "core/analytic/mva.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

/// Coefficients of one station, or of several together, up to the population: entry n belongs to
/// n customers. They span more orders of magnitude than a double has.
using Coefficients = std::vector<long double>;

Coefficients convolve(const Coefficients& a, const Coefficients& b) {
  Coefficients sum(a.size(), 0.0L);
  for (std::size_t n = 0; n < sum.size(); ++n)
    for (std::size_t k = 0; k <= n; ++k) sum[n] += a[k] * b[n - k];
  return sum;
}

/// demand^n / prod min(k, servers); servers = n for thinking.
Coefficients coefficients(double demand, double servers, std::size_t population) {
  Coefficients result{1.0L};
  for (std::size_t n = 1; n <= population; ++n)
    result.push_back(result.back() * demand / std::min(static_cast<double>(n), servers));
  return result;
}

double total_demand(const ClosedNetwork& net, std::size_t job_class) {
  double sum = 0.0;
  for (const ClosedStation& station : net.stations) sum += station.demand_s[job_class];
  return sum;
}

/// Utilisation, queues and responses from throughputs and residences.
void complete(const ClosedNetwork& net, ClosedAnswer& answer) {
  answer.mean_in_system.assign(net.stations.size(), 0.0);
  answer.utilization.assign(net.stations.size(), 0.0);
  answer.response_s.clear();
  for (std::size_t r = 0; r < net.customers.size(); ++r) {
    answer.response_s.push_back(
        std::accumulate(answer.residence_s[r].begin(), answer.residence_s[r].end(), 0.0));
    for (std::size_t k = 0; k < net.stations.size(); ++k) {
      answer.mean_in_system[k] += answer.throughput[r] * answer.residence_s[r][k];
      answer.utilization[k] +=
          answer.throughput[r] * net.stations[k].demand_s[r] / net.stations[k].servers;
    }
  }
}

/// Cycle through all populations in the order of an odometer, least class first.
class Populations {
 public:
  explicit Populations(const std::vector<std::uint32_t>& most) : most_(most) {
    std::size_t stride = 1;
    for (const std::uint32_t n : most) {
      strides_.push_back(stride);
      stride *= n + 1;
    }
    size_ = stride;
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t stride(std::size_t job_class) const { return strides_[job_class]; }
  [[nodiscard]] std::uint32_t count(std::size_t index, std::size_t job_class) const {
    return static_cast<std::uint32_t>(index / strides_[job_class] % (most_[job_class] + 1));
  }

 private:
  const std::vector<std::uint32_t>& most_;
  std::vector<std::size_t> strides_;
  std::size_t size_ = 1;
};

}  // namespace

ClosedAnswer convolution(const ClosedNetwork& net) {
  HEADROOM_EXPECTS(net.customers.size() == 1 && net.customers[0] <= kLargestConvolution);
  const std::size_t population = net.customers[0];
  ClosedAnswer answer;
  answer.throughput = {0.0};
  answer.residence_s.assign(1, std::vector<double>(net.stations.size(), 0.0));
  if (population == 0) {
    complete(net, answer);
    return answer;
  }
  // Any scale gives the same answer; with this one the last constants hardly change.
  const double scale = 1.0 / throughput_bound(net);
  std::vector<Coefficients> stations;
  for (const ClosedStation& station : net.stations)
    stations.push_back(coefficients(station.demand_s[0] / scale, station.servers, population));
  const Coefficients thinking =
      coefficients(net.think_s[0] / scale, std::numeric_limits<double>::infinity(), population);
  Coefficients all = thinking;
  for (const Coefficients& station : stations) all = convolve(all, station);
  answer.throughput = {static_cast<double>(all[population - 1] / all[population]) / scale};
  for (std::size_t k = 0; k < stations.size(); ++k) {
    Coefficients others = thinking;
    for (std::size_t j = 0; j < stations.size(); ++j)
      if (j != k) others = convolve(others, stations[j]);
    long double inside = 0.0L;
    for (std::size_t n = 1; n <= population; ++n)
      inside += static_cast<long double>(n) * stations[k][n] * others[population - n];
    answer.residence_s[0][k] = static_cast<double>(inside / all[population]) / answer.throughput[0];
  }
  complete(net, answer);
  return answer;
}

ClosedAnswer mean_value_analysis(const ClosedNetwork& net) {
  const std::size_t classes = net.customers.size();
  const std::size_t stations = net.stations.size();
  for (const ClosedStation& station : net.stations) HEADROOM_EXPECTS(station.servers == 1.0);
  const Populations populations(net.customers);
  std::vector<double> queue(populations.size() * stations, 0.0);
  ClosedAnswer answer;
  answer.throughput.assign(classes, 0.0);
  answer.residence_s.assign(classes, std::vector<double>(stations, 0.0));
  for (std::size_t at = 1; at < populations.size(); ++at) {
    for (std::size_t r = 0; r < classes; ++r) {
      answer.throughput[r] = 0.0;
      const std::uint32_t count = populations.count(at, r);
      if (count == 0) continue;
      // An arrival sees the queues of the network with itself removed.
      const std::size_t without = (at - populations.stride(r)) * stations;
      double response = 0.0;
      for (std::size_t k = 0; k < stations; ++k) {
        answer.residence_s[r][k] = net.stations[k].demand_s[r] * (1.0 + queue[without + k]);
        response += answer.residence_s[r][k];
      }
      answer.throughput[r] = count / (net.think_s[r] + response);
    }
    for (std::size_t k = 0; k < stations; ++k)
      for (std::size_t r = 0; r < classes; ++r)
        queue[at * stations + k] += answer.throughput[r] * answer.residence_s[r][k];
  }
  complete(net, answer);
  return answer;
}

ClosedAnswer approximate_mean_value_analysis(const ClosedNetwork& net) {
  const std::size_t classes = net.customers.size();
  const std::size_t stations = net.stations.size();
  ClosedAnswer answer;
  answer.throughput.assign(classes, 0.0);
  answer.residence_s.assign(classes, std::vector<double>(stations, 0.0));
  std::vector<std::vector<double>> queue(classes, std::vector<double>(stations, 0.0));
  for (std::size_t r = 0; r < classes; ++r)
    for (double& each : queue[r]) each = net.customers[r] / static_cast<double>(stations);
  for (double moved = 1.0; moved > 1e-10;) {
    moved = 0.0;
    for (std::size_t r = 0; r < classes; ++r) {
      if (net.customers[r] == 0) continue;
      double response = 0.0;
      for (std::size_t k = 0; k < stations; ++k) {
        double seen = -queue[r][k] / net.customers[r];
        for (std::size_t other = 0; other < classes; ++other) seen += queue[other][k];
        // Seidmann: one server as fast as all together, and a delay for the rest of the service.
        const double servers = std::max(1.0, net.stations[k].servers);
        const double demand = net.stations[k].demand_s[r];
        answer.residence_s[r][k] =
            demand / servers * (1.0 + seen) + demand * (servers - 1.0) / servers;
        response += answer.residence_s[r][k];
      }
      answer.throughput[r] = net.customers[r] / (net.think_s[r] + response);
    }
    for (std::size_t r = 0; r < classes; ++r) {
      for (std::size_t k = 0; k < stations; ++k) {
        const double servers = std::max(1.0, net.stations[k].servers);
        const double delay = net.stations[k].demand_s[r] * (servers - 1.0) / servers;
        const double next = answer.throughput[r] * (answer.residence_s[r][k] - delay);
        moved = std::max(moved, std::abs(next - queue[r][k]));
        queue[r][k] = next;
      }
    }
  }
  complete(net, answer);
  return answer;
}

ClosedSolution solve_closed(const ClosedNetwork& net) {
  if (net.customers.size() == 1 && net.customers[0] <= kLargestConvolution)
    return {convolution(net), true};
  double steps = 1.0;
  for (const std::uint32_t n : net.customers) steps *= n + 1.0;
  const bool single =
      std::all_of(net.stations.begin(), net.stations.end(),
                  [](const ClosedStation& station) { return station.servers == 1.0; });
  if (single && steps <= kLargestRecursion) return {mean_value_analysis(net), true};
  return {approximate_mean_value_analysis(net), false};
}

double throughput_bound(const ClosedNetwork& net) {
  HEADROOM_EXPECTS(net.customers.size() == 1);
  double bound = net.customers[0] / (net.think_s[0] + total_demand(net, 0));
  for (const ClosedStation& station : net.stations)
    if (station.demand_s[0] > 0.0) bound = std::min(bound, station.servers / station.demand_s[0]);
  return bound;
}

}  // namespace headroom::analytic
