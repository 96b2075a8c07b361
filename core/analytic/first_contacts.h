// Where an execution first comes.
#pragma once

#include <cstdint>
#include <map>

#include "core/network/network.h"

namespace headroom::analytic {

/// Steps (serve or acquire) that an execution from `entry` meets before any of them has taken time,
/// as far as nobody waits: with the probability that it meets them so. Forwards only: what comes
/// after a loop is not the first; nor is what follows a delay or a service.
std::map<std::uint32_t, double> first_contacts(const network::Network& network,
                                               std::uint32_t entry);

}  // namespace headroom::analytic
