#include "core/analytic/batches.h"

#include <algorithm>
#include <map>

#include "core/analytic/first_contacts.h"

namespace headroom::analytic {

using network::Network;

std::vector<Batches> batches(const Network& net, const ProgramStructure& structure) {
  std::vector<Batches> result;
  for (std::uint32_t s = 0; s < net.sources.size(); ++s) {
    const random::Distribution& together = net.sources[s].arrivals.together;
    // Batches count by their size: E[X^2]/E[X] - 1.
    const double others = together.mean() - 1.0 + together.variance() / together.mean();
    if (others <= 0.0) continue;
    std::map<std::size_t, double> by_resource;
    for (const auto& [pc, visits] : first_contacts(net, net.sources[s].entry))
      by_resource[structure.blueprint(pc)] += visits;
    for (const auto& [resource, visits] : by_resource)
      result.push_back({resource, s, visits, others * std::min(1.0, visits)});
  }
  return result;
}

double places_behind(double others, double servers) {
  const double size = 1.0 + others;
  return size > servers ? (size - servers) * (size - servers + 1.0) / (2.0 * size) : 0.0;
}

}  // namespace headroom::analytic
