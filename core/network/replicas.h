// Numbers of replicas, and where their resources and sites stand at run time.
#pragma once

#include <cstdint>
#include <span>

#include "core/network/network.h"

namespace headroom::network {

/// Gives every replica its resources and draw sites, group after group.
void lay_out(Network& network);

/// The same network with other numbers of replicas, by group, each at least 1. What stands for one
/// replica each (partitions) must keep its number.
Network with_replicas(Network network, std::span<const std::uint32_t> replicas);

/// As many as there may ever be.
std::uint32_t most_replicas(const Group& group);

/// Whether an autoscaler changes the number of replicas of a group.
bool scales(const Network& network);

}  // namespace headroom::network
