#include "core/projection/sensitivity.h"

#include <algorithm>
#include <functional>

#include "core/analytic/solve.h"
#include "core/projection/windows.h"

namespace headroom::projection {
namespace {

constexpr double kNoticeable = 1e-3;  // of the mean response: below it a gain is rounding
constexpr double kWorthAsking = 1e-4;

double mean_response(const network::Performance& performance) {
  return performance.total.latency.mean.estimate;
}

}  // namespace

const std::vector<Bottleneck>& Sensitivity::bottlenecks(double offered) {
  const auto known = found_.find(offered);
  return known != found_.end() ? known->second : found_[offered] = search(offered);
}

std::vector<Bottleneck> Sensitivity::search(double offered) const {
  const network::Load load = model_.load_at(offered);
  const auto solved = [&](const network::Network& network) {
    return analytic::solve(network, load, analytic::Quantiles::fitted, stop_);
  };
  network::Network changed = *model_.network_at(offered);
  const auto answer = solved(changed);
  if (!answer || !answer->stable) return {};
  const network::Performance& now = *answer;
  std::vector<Bottleneck> found;
  const double before = mean_response(now);
  const double inside = now.total.throughput_rps.estimate * before;
  for (std::size_t g = 0; g < changed.groups.size(); ++g) {
    for (std::size_t r = 0; r < changed.groups[g].resources.size(); ++r) {
      network::Resource& resource = changed.groups[g].resources[r];
      const network::ResourcePerformance& its = now.components[g].resources[r];
      const bool waited_for = its.mean_queue.estimate > kWorthAsking * inside;
      if (resource.kind == network::ResourceKind::buffer || !waited_for) continue;
      const double capacity = resource.capacity;
      resource.capacity = 2.0 * capacity;
      const auto better = solved(changed);
      resource.capacity = capacity;
      if (!better) return {};
      const double gain = before - mean_response(*better);
      if (gain > kNoticeable * before)
        found.push_back(
            {changed.groups[g].component, resource.label, its.utilization.estimate, gain});
    }
  }
  std::ranges::stable_sort(found, std::greater<>(), &Bottleneck::gain_s);
  return found;
}

Culprit Sensitivity::culprit_of(const Window& window) {
  const Busiest busiest = busiest_resource(window);
  if (!window.simulated.stable) {
    // The utilisation law names the cause; a simulation only sees whose queue grows.
    if (busiest.asked >= 1.0) return {busiest.component, busiest.resource};
    return {window.simulated.unstable_component, window.simulated.unstable_resource};
  }
  const std::vector<Bottleneck>& ranked = bottlenecks(window.offered_rps);
  if (!ranked.empty()) return {ranked.front().component, ranked.front().resource};
  return {busiest.component, busiest.resource};
}

}  // namespace headroom::projection
