// Where a network that cannot carry its load is limited.
#pragma once

#include <cstdint>
#include <optional>

#include "core/analytic/layers.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// A resource that is asked for all it has, or more, and turns nobody away.
struct Bottleneck {
  std::uint32_t group = 0;
  std::uint32_t resource = 0;
  double offered = 1.0;  ///< arrivals / the arrivals it can serve

  /// Share of what is asked for that it can carry.
  [[nodiscard]] double carried() const { return 1.0 / offered; }
};

/// The most overloaded station; a pool, or the consumers of a buffer, only if no station is: tokens
/// held during calls become scarce because of what is called. nullopt if the network is stable.
std::optional<Bottleneck> find_bottleneck(const network::Network& network, const Layers& layers);

/// Whether requests of the source come to the bottleneck.
bool comes_to(const network::Network& network, const Layers& layers, std::size_t source,
              const Bottleneck& bottleneck);

}  // namespace headroom::analytic
