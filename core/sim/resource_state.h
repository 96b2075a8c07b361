// Run-time state of one station, pool or buffer of one replica. Private to core/sim.
#pragma once

#include <cstdint>

#include "core/network/network.h"
#include "core/sim/context.h"
#include "core/sim/engine.h"

namespace headroom::sim {

/// The waiting line is threaded through the contexts. Areas are signed sums of the clock: minus at
/// the start, plus at the end of what they count.
struct ResourceState {
  std::uint32_t free = 0;
  std::uint32_t head = kNone;
  std::uint32_t tail = kNone;
  std::uint32_t waiting = 0;
  std::uint32_t waiting_limit = network::kUnlimited;
  std::uint32_t shared = kNone;  ///< processor sharing: index of the processor
  std::uint32_t lane = kNone;    ///< pools with a longest wait: lane of its timers
  std::uint32_t feed = kNone;    ///< consumers' pools: index of the consumer
  double inverse_speed = 1.0;
  double busy_area = 0.0;
  std::uint64_t visits = 0;
  double queue_area = 0.0;  // apart from wait_sum: read as a pair it would wait for both stores
  std::uint64_t refused = 0;
  double wait_sum = 0.0;
  std::uint32_t capacity = 0;
  std::uint32_t replica = kNone;

  void seize(double now) {
    --free;
    busy_area -= now;
  }
  void give_back(double now) {
    ++free;
    busy_area += now;
  }
  [[nodiscard]] bool full() const { return waiting >= waiting_limit; }
  void enqueue(ContextPool& contexts, std::uint32_t id, double now) {
    Context& context = contexts[id];
    context.mark = now;
    context.next = kNone;
    context.previous = tail;
    if (tail == kNone)
      head = id;
    else
      contexts[tail].next = id;
    tail = id;
    ++waiting;
    queue_area -= now;
  }
  /// The context that waited longest, or kNone.
  std::uint32_t dequeue(ContextPool& contexts, double now) {
    const std::uint32_t id = head;
    if (id == kNone) return kNone;
    head = contexts[id].next;
    if (head == kNone) tail = kNone;
    end_wait(contexts[id], now);
    return id;
  }
  /// Takes a context out of the middle of the line.
  void withdraw(ContextPool& contexts, std::uint32_t id, double now) {
    const Context& context = contexts[id];
    if (head == id)
      head = context.next;
    else
      contexts[context.previous].next = context.next;
    if (tail == id)
      tail = head == kNone ? kNone : context.previous;
    else
      contexts[context.next].previous = context.previous;
    end_wait(contexts[id], now);
  }
  /// The measured interval begins now: what goes on counts from now.
  void reset(ContextPool& contexts, double now) {
    busy_area = -now * static_cast<double>(capacity - free);
    queue_area = -now * static_cast<double>(waiting);
    wait_sum = 0.0;
    visits = refused = 0;
    for (std::uint32_t id = head; id != kNone; id = contexts[id].next) contexts[id].mark = now;
  }
  /// Completed to `now`: what goes on counts up to here.
  [[nodiscard]] ResourceTally tally(const ContextPool& contexts, double now) const {
    ResourceTally result{.busy_area = busy_area + now * static_cast<double>(capacity - free),
                         .queue_area = queue_area + now * static_cast<double>(waiting),
                         .wait_sum = wait_sum,
                         .visits = visits,
                         .refused = refused,
                         .waiting = static_cast<double>(waiting)};
    for (std::uint32_t id = head; id != kNone; id = contexts[id].next)
      result.wait_sum += now - contexts[id].mark;
    return result;
  }

 private:
  void end_wait(Context& context, double now) {
    ++context.ticket;
    --waiting;
    queue_area += now;
    wait_sum += now - context.mark;
  }
};

}  // namespace headroom::sim
