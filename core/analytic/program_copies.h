// Copies of programs that lie further behind in the same network.
#pragma once

#include <cstdint>

#include "core/network/network.h"

namespace headroom::analytic {

/// Moves a position, unless it is network::kNone.
void shift(std::uint32_t& position, std::uint32_t by);

/// A copy of a step for programs that lie `pcs` steps and call sites that lie `calls` further.
network::Step shifted(network::Step step, std::uint32_t pcs, std::uint32_t calls);

}  // namespace headroom::analytic
