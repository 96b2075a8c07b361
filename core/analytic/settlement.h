// What a network lets in where more is asked for than it can do.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/analytic/bottleneck.h"
#include "core/analytic/layers.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// What is let in so that everything is stable.
struct Admitted {
  std::vector<double> rates;  ///< by source, requests per second
  PassedOn passed_on;
};

struct Settlement {
  Admitted admitted;
  std::unique_ptr<const Layers> layers;    ///< at what is admitted
  std::unique_ptr<const Layers> overload;  ///< at what was asked for, if that is more
  std::optional<Bottleneck> bottleneck;    ///< the first to overflow
};

enum class Slowed {
  everyone,
  messages  ///< stops before a bottleneck that requests come to themselves; it then overflows still
};

/// Lets in less of what comes to overloaded resources until nothing overflows. Requests that come
/// there themselves are let in less often; of requests that only send messages there the messages
/// stay behind. All that comes to a bottleneck loses the same share. `rates`, `populations` as for
/// Layers. Once stopped, what it has is no answer.
Settlement settle(const network::Network& network, const std::vector<double>& rates,
                  const std::vector<std::uint32_t>& populations, Slowed slowed,
                  const std::stop_token& stop);

}  // namespace headroom::analytic
