// The steps that one context can meet between a start and the end of its program (or the release of
// a pool), as the states of a Markov chain.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/network/network.h"

namespace headroom::analytic {

/// A step leads on in up to three ways: success, failure (for a branch: not taken, taken), and for
/// a message handed to a consumer whose program fails.
inline constexpr std::size_t kWays = 3;

struct Node {
  static constexpr std::uint32_t kNowhere = network::kNone;
  static constexpr std::uint32_t kSucceeded = network::kNone - 1;
  static constexpr std::uint32_t kFailed = network::kNone - 2;

  std::uint32_t pc = 0;
  bool failed = false;  ///< whether the context carries the failure mark here
  /// Position of the next node by way, or one of the marks above.
  std::array<std::uint32_t, kWays> next{kNowhere, kNowhere, kNowhere};
};

struct Chain {
  std::uint32_t start = 0;  ///< position of the first node
  std::vector<Node> nodes;  ///< later steps first: programs mostly run forwards
};

/// From the step `start` to the end of its program; if `released` is a resource, at most to its
/// release.
Chain chain_from(const network::Network& network, std::uint32_t start,
                 std::uint32_t released = network::kNone);

/// Whether the program is over at this step.
bool ends(network::Op op);

/// The join that waits for what the spawn or fork at `pc` starts; network::kNone if none follows.
std::uint32_t join_after(const network::Network& network, std::uint32_t pc);

}  // namespace headroom::analytic
