// What becomes of messages that were handed over and not handled. Private to core/sim; apart from
// the event loop, which has no registers to spare for what is rare.
#pragma once

#include <cstdint>

#include "core/sim/engine_state.h"

namespace headroom::sim {

/// At one instant. Functions that return a context return the one that goes on, or kNone.
class Redelivery {
 public:
  Redelivery(EngineState& state, double now) : s_(state), now_(now) {}

  /// A context comes into a buffer that redelivers: for the first time, or again.
  void come_in(std::uint32_t id, bool again);
  /// A consumer has it. The timer to be set after which it is visible again; its lane may be kNone.
  [[nodiscard]] Timer receive(std::uint32_t id, const RedeliveryRule& rule);
  /// Its handling has failed.
  std::uint32_t fail(std::uint32_t id);
  /// The time in which nobody else may take a message is over.
  std::uint32_t show_again(std::uint32_t message);
  /// The context is about to end, handled or not kept.
  std::uint32_t end(std::uint32_t id);

 private:
  std::uint32_t give_up_waiting(std::uint32_t id, Message& message);
  void complete(std::uint32_t id, Message& message);
  std::uint32_t come_back(std::uint32_t id, Message& message);
  std::uint32_t bury(std::uint32_t id, std::uint32_t message);
  std::uint32_t copy_of(std::uint32_t message);
  void go_to_queue(std::uint32_t id, std::uint32_t entry, std::uint32_t replica);
  void withdraw_copies(Message& message);
  void vanish(std::uint32_t id);

  EngineState& s_;
  double now_;
};

}  // namespace headroom::sim
