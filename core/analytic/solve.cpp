#include "core/analytic/solve.h"

#include <algorithm>
#include <cmath>

#include "core/analytic/demands.h"
#include "core/analytic/queueing.h"

namespace headroom::analytic {
namespace {

double total_rate(const network::Load& load) {
  double rate = 0.0;
  for (const network::Load::Entry& entry : load.sources) rate += entry.rate.value();
  return rate;
}

/// Mean residence per visit at a station that is busy to `utilization`.
double residence(const network::Resource& resource, double utilization, double service_s) {
  const int servers = std::max(1, static_cast<int>(std::lround(resource.capacity)));
  return mmc(utilization * servers / service_s, 1.0 / service_s, servers).mean_response_s;
}

}  // namespace

network::Performance solve(const network::Network& network, const network::Load& load) {
  const Demands demand = demands(network);
  const std::vector<double> offered = offered_utilization(network, demand, load);
  const double rate = total_rate(load);
  network::Performance result;
  result.method = network::Method::approximation;
  double mean = 0.0;
  for (const network::Group& group : network.groups) {
    network::ComponentPerformance component;
    component.name = group.component;
    for (const network::Resource& resource : group.resources) {
      const std::size_t index =
          blueprint_index(network, static_cast<std::uint32_t>(&group - network.groups.data()),
                          static_cast<std::uint32_t>(&resource - group.resources.data()));
      network::ResourcePerformance station;
      station.label = resource.label;
      station.capacity = resource.capacity * group.replicas;
      station.offered_utilization = offered[index];
      station.utilization = Estimate::exact(std::min(1.0, offered[index]));
      if (offered[index] >= 1.0) result.stable = false;
      double visits = 0.0;
      double work = 0.0;
      for (std::size_t s = 0; s < load.sources.size(); ++s) {
        visits += load.sources[s].rate.value() * demand.visits[s][index];
        work += load.sources[s].rate.value() * demand.work_s[s][index];
      }
      if (result.stable && work > 0.0 && rate > 0.0)
        mean += visits / rate * residence(resource, offered[index], work / visits);
      component.resources.push_back(station);
    }
    result.components.push_back(component);
  }
  if (result.stable) result.total.latency.mean = Estimate::exact(mean);
  for (const network::Source& source : network.sources) {
    result.classes.emplace_back();
    result.classes.back().name = source.request_class;
  }
  return result;
}

}  // namespace headroom::analytic
