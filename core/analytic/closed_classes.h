// Closed classes of product-form networks: users of a fixed number, by exact algorithms where they
// apply.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analytic/layers.h"
#include "core/analytic/mva.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// What closed product-form algorithms say of a network with users.
struct UsersAnswer {
  std::vector<double> rate;        ///< by source: throughput of closed ones, the given rate of open
  std::vector<double> response_s;  ///< by source
  KnownQueues queues;              ///< means over all visits
  bool exact = true;
};

/// Needs a product-form network (see Exactness). Open classes take their share of single servers
/// first [Lazowska et al. 1984, 7.4]; nullopt when open and closed classes meet at a station with
/// several servers, or open ones saturate one.
std::optional<UsersAnswer> solve_users(const network::Network& network, const network::Load& load);

/// The users' network: every replica a station, what takes time elsewhere is added to thinking.
/// Without open classes it says of any network what requests ask for.
ClosedNetwork closed_network(const network::Network& network, const network::Load& load);

/// Mean time that users of the source think between two requests.
double think_time(const network::Network& network, const network::Source& source);

}  // namespace headroom::analytic
