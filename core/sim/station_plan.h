// Whether the stations of a network can be simulated one after the other, and in which order.
// Private to core/sim.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/network/network.h"

namespace headroom::sim {

/// The programs of a network with all calls written out: what a request does from its arrival to
/// its end, as a graph without cycles.
struct StationPlan {
  static constexpr std::size_t kSlots = 5;  ///< choices of a replica that a request remembers
  static constexpr std::uint8_t kNoSlot = 255;

  /// One call within the calls that led to it; the first of a class is the request itself.
  struct Frame {
    std::uint32_t parent = network::kNone;
    std::uint32_t call = network::kNone;     ///< call site
    std::uint32_t call_pc = network::kNone;  ///< of the caller
    std::uint32_t group = 0;
    std::uint32_t balancer = 0;
    std::uint32_t replica = 0;    ///< run-time replica if the group has only one
    std::uint8_t slot = kNoSlot;  ///< otherwise where the request remembers it
    std::uint8_t first_free = 0;  ///< of the slots
    std::uint16_t request_class = 0;
  };

  enum class Kind : std::uint8_t { branch, enter, leave, exit, station };
  struct Node {
    Kind kind = Kind::exit;
    std::uint8_t slot = kNoSlot;  ///< of its frame
    std::uint16_t request_class = 0;
    std::uint32_t replica = 0;  ///< of its frame if it has no slot
    std::uint32_t next = network::kNone;
    std::uint32_t other = network::kNone;   ///< branches: where it jumps to
    std::uint32_t object = network::kNone;  ///< branches: site; enter: balancer; stations: stage
    std::uint32_t site = network::kNone;    ///< stations: of the time
    float probability = 0.0F;
    std::uint32_t frame = 0;
    std::uint32_t pc = 0;
  };

  /// One resource of all replicas of a group: a station, or a pool whose holders do nothing but let
  /// a time pass, which is the same.
  struct Stage {
    std::uint32_t group = 0;
    std::uint16_t resource = 0;  ///< relative to the replica
    bool pool = false;

    friend auto operator<=>(const Stage&, const Stage&) = default;
  };

  std::vector<Frame> frames;
  std::vector<Node> nodes;
  std::vector<Stage> stages;           ///< each after all that lead to it
  std::vector<std::uint32_t> entries;  ///< by source: its first node
  /// By (frame, pc): of a station where a context waits for it and where it is served.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> places;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> callees;  ///< (frame, call)
  std::uint32_t depth = 1;  ///< most frames within each other
};

/// The plan, if it gives the same requests as the event loop. It does where
/// - all classes are open and arrive one by one;
/// - requests are only served at stations of whole servers, first in first out with unlimited
///   waiting rooms (or hold a token of such a pool for one time), branch, and call operations one
///   after the other without network time, timeout or deadline;
/// - replicas are chosen at random or in turn, not by their state;
/// - no request comes back to a station, directly or by way of others;
/// - what is drawn at one place is drawn after one station, so that the order is known.
/// Whatever else a step, a resource, a call or a source may say makes the answer nullopt.
std::optional<StationPlan> plan_stations(const network::Network& network);

}  // namespace headroom::sim
