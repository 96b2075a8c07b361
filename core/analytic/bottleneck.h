// Where a network that cannot carry its load is limited.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/analytic/layers.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// A resource that is asked for all it has, or more, and turns nobody away.
struct Bottleneck {
  std::uint32_t group = 0;
  std::uint32_t resource = 0;
  double offered = 1.0;  ///< arrivals / the arrivals it can serve
  /// The blueprint resource whose line overflows (see blueprint_index): of consumers, their buffer.
  std::size_t line = 0;
};

/// The most overloaded station; a pool, or the consumers of a buffer, only if no station is: tokens
/// held during calls become scarce because of what is called. nullopt if the network is stable.
std::optional<Bottleneck> find_bottleneck(const network::Network& network, const Layers& layers);

/// Whether the line of the bottleneck still overflows.
bool overflows(const Layers& layers, const Bottleneck& bottleneck);

/// Whether a resource that turns nobody away would need more servers or tokens than it has even if
/// nobody waited while holding one (`idle`: the programs without waits). The line of a fixed number
/// of users does not overflow, so it cannot tell. [Asymptotic bounds, Denning & Buzen 1978]
bool asks_too_much(const network::Network& network, const Layers& layers, const Programs& idle);

/// Where what a bottleneck cannot carry piles up.
struct Inflow {
  /// By source: whether its requests come to the bottleneck themselves, before they are answered.
  std::vector<bool> sources;
  /// Sends and dispatches whose messages come to it before they are handed over again: nobody
  /// waits for these.
  std::vector<std::uint32_t> handovers;
};
Inflow inflow(const network::Network& network, const Layers& layers, const Bottleneck& bottleneck);

}  // namespace headroom::analytic
