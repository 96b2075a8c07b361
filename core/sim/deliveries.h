// Messages that may be handed over more than once. Private to core/sim.
#pragma once

#include <cstdint>
#include <vector>

#include "core/sim/context.h"

namespace headroom::sim {

/// What a buffer does with messages that are not handled.
struct RedeliveryRule {
  std::uint32_t most = 1;         ///< hand-overs of a message
  std::uint32_t lane = kNone;     ///< of the timers after which it is visible again
  std::uint32_t again = kNone;    ///< pc where it comes back
  std::uint32_t dead = kNone;     ///< pc of one that was handed over too often, or none
  std::uint32_t replica = kNone;  ///< of the buffer
};

/// One message of a buffer that redelivers. Several contexts may handle it at a time; at most one
/// waits in the buffer. `owner` stands for it in the world: it is the request, if there is one, and
/// leaves when the first that handles it is done.
struct Message {
  std::uint32_t owner = kNone;    ///< context; kNone when it has been done
  std::uint32_t waiting = kNone;  ///< context in the buffer
  std::uint32_t resting = kNone;  ///< context that failed and waits to be visible again
  const RedeliveryRule* rule = nullptr;
  std::uint32_t handlers = 0;
  std::uint32_t received = 0;
  bool given_up = false;    ///< nobody else gets it: handed over too often, or not kept
  std::uint32_t epoch = 0;  ///< counts what ends a timer, over all uses of this record
  std::uint32_t next = kNone;

  [[nodiscard]] bool done() const { return owner == kNone; }
};

class Deliveries {
 public:
  [[nodiscard]] Message& operator[](std::uint32_t message) { return messages_[message]; }
  /// Whether nothing has ended a timer of this epoch.
  [[nodiscard]] bool timed(std::uint32_t message, std::uint32_t epoch) const {
    return messages_[message].epoch == epoch;
  }
  /// The message of a context that handles it, waits or rests for it.
  [[nodiscard]] std::uint32_t of(std::uint32_t context) const { return of_[context]; }

  /// The context comes into the buffer for the first time.
  std::uint32_t begin(std::uint32_t context) {
    std::uint32_t message = free_;
    if (message == kNone) {
      message = static_cast<std::uint32_t>(messages_.size());
      messages_.emplace_back();
    }
    free_ = messages_[message].next;
    const std::uint32_t epoch = messages_[message].epoch;
    messages_[message] = {.owner = context, .epoch = epoch};
    assign(context, message);
    return message;
  }
  /// The context stands for a further delivery.
  void assign(std::uint32_t context, std::uint32_t message) {
    if (context >= of_.size()) of_.resize(std::size_t{context} + 1, kNone);
    of_[context] = message;
  }
  /// Ends the timer of a message that is done, and forgets it when nobody works on it any more.
  void settle(std::uint32_t message) {
    Message& its = messages_[message];
    if (!its.done()) return;
    ++its.epoch;
    if (its.handlers > 0) return;
    its.next = free_;
    free_ = message;
  }

 private:
  std::vector<Message> messages_;
  std::vector<std::uint32_t> of_;  ///< by context
  std::uint32_t free_ = kNone;
};

}  // namespace headroom::sim
