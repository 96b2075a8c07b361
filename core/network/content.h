// What a network and a load are, as bytes: the key under which answers about them can be kept.
#pragma once

#include <string>

#include "core/network/network.h"

namespace headroom::network {

/// Everything of the network, names and purposes of draws included. Two networks with the same
/// content give every solver's answers to the same last bit.
std::string content_of(const Network& network);
std::string content_of(const Load& load);

}  // namespace headroom::network
