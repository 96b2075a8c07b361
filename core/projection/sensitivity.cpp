#include "core/projection/sensitivity.h"

#include <algorithm>

#include "core/analytic/solve.h"
#include "core/projection/windows.h"

namespace headroom::projection {
namespace {

constexpr double kNoticeable = 1e-3;  // of the mean response: below it a gain is rounding

double mean_response(const network::Network& network, const network::Load& load) {
  return analytic::solve(network, load, analytic::Quantiles::fitted).total.latency.mean.estimate;
}

}  // namespace

std::vector<Bottleneck> bottlenecks(const Model& model, double offered) {
  const network::Load load = model.load_at(offered);
  const network::Performance now =
      analytic::solve(model.network(), load, analytic::Quantiles::fitted);
  std::vector<Bottleneck> found;
  if (!now.stable) return found;
  const double before = now.total.latency.mean.estimate;
  network::Network changed = model.network();
  for (std::size_t g = 0; g < changed.groups.size(); ++g) {
    for (std::size_t r = 0; r < changed.groups[g].resources.size(); ++r) {
      network::Resource& resource = changed.groups[g].resources[r];
      if (resource.kind == network::ResourceKind::buffer) continue;
      const double capacity = resource.capacity;
      resource.capacity = 2.0 * capacity;
      const double gain = before - mean_response(changed, load);
      resource.capacity = capacity;
      if (gain > kNoticeable * before)
        found.push_back({changed.groups[g].component, resource.label,
                         now.components[g].resources[r].utilization.estimate, gain});
    }
  }
  std::ranges::stable_sort(found, std::greater<>(), &Bottleneck::gain_s);
  return found;
}

Culprit culprit_of(const Model& model, const Window& window) {
  const Busiest busiest = busiest_resource(window);
  if (!window.simulated.stable) {
    // The utilisation law names the cause; a simulation only sees whose queue grows.
    if (busiest.asked >= 1.0) return {busiest.component, busiest.resource};
    return {window.simulated.unstable_component, window.simulated.unstable_resource};
  }
  const std::vector<Bottleneck> ranked = bottlenecks(model, window.offered_rps);
  if (!ranked.empty()) return {ranked.front().component, ranked.front().resource};
  return {busiest.component, busiest.resource};
}

}  // namespace headroom::projection
