#include "core/network/replicas.h"

#include <algorithm>

#include "core/base/contracts.h"

namespace headroom::network {

void lay_out(Network& network) {
  network.resource_count = network.site_count = 0;
  for (Group& group : network.groups) {
    group.first_resource = network.resource_count;
    group.first_site = network.site_count;
    network.resource_count += group.replicas * static_cast<std::uint32_t>(group.resources.size());
    network.site_count += group.replicas * static_cast<std::uint32_t>(group.sites.size());
  }
}

Network with_replicas(Network network, std::span<const std::uint32_t> replicas) {
  HEADROOM_EXPECTS(replicas.size() == network.groups.size());
  for (std::size_t g = 0; g < replicas.size(); ++g) {
    HEADROOM_EXPECTS(replicas[g] >= 1);
    network.groups[g].replicas = replicas[g];
  }
  lay_out(network);
  return network;
}

std::uint32_t most_replicas(const Group& group) {
  return group.scaling ? group.scaling->most : group.replicas;
}

bool scales(const Network& network) {
  return std::ranges::any_of(network.groups,
                             [](const Group& group) { return group.scaling.has_value(); });
}

}  // namespace headroom::network
