// Run-time state of one station, pool or buffer of one replica. Private to core/sim.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/network/network.h"
#include "core/sim/cold_starts.h"
#include "core/sim/context.h"
#include "core/sim/controlled_delay.h"
#include "core/sim/deliveries.h"
#include "core/sim/engine.h"
#include "core/sim/message_batches.h"
#include "core/sim/waiting_order.h"

namespace headroom::sim {

/// The waiting line is threaded through the contexts. Areas are signed sums of the clock: minus at
/// the start, plus at the end of what they count.
struct ResourceState {
  std::uint32_t free = 0;
  std::uint32_t head = kNone;
  std::uint32_t tail = kNone;
  std::uint32_t waiting = 0;
  std::uint32_t waiting_limit = network::kUnlimited;
  std::uint32_t shared = kNone;  ///< stations without a line of their own: index of the processor
  std::uint32_t lane = kNone;    ///< pools and buffers with a longest wait: lane of its timers
  std::uint32_t feed = kNone;    ///< consumers' pools: index of the consumer
  double inverse_speed = 1.0;
  double busy_area = 0.0;
  std::uint64_t visits = 0;
  double queue_area = 0.0;  // apart from wait_sum: read as a pair it would wait for both stores
  std::uint64_t refused = 0;
  double wait_sum = 0.0;
  std::uint32_t capacity = 0;
  std::uint32_t replica = kNone;
  std::uint32_t bucket = kNone;  ///< rate limits: index of the token bucket
  std::uint32_t gate = kNone;    ///< gates: index of its state
  network::Order order = network::Order::fifo;
  LastOfPriority* priorities = nullptr;  ///< of lines in order of priority
  DeadlineOrder* deadlines = nullptr;    ///< of lines in order of deadlines
  ColdStarts* cold = nullptr;            ///< of pools whose tokens are set up
  ControlledDelay* shedder = nullptr;    ///< of pools that shed load by the age of their line
  std::uint32_t patience = kNone;        ///< of pools with random patience: index of its timers
  BatchRule* batch = nullptr;            ///< of buffers that hand over several at a time
  const RedeliveryRule* redelivery = nullptr;  ///< of buffers that hand over again

  /// Not a station of servers with one line.
  [[nodiscard]] bool special() const { return shared != kNone || bucket != kNone; }
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
    contexts[id].mark = now;
    if (order == network::Order::fifo) [[likely]]
      append(contexts, id);
    else
      insert(contexts, id);
    ++waiting;
    queue_area -= now;
  }
  /// Of a line in order of deadlines: who must be done by the time `due`.
  [[gnu::noinline]] void enqueue_due(ContextPool& contexts, std::uint32_t id, double now,
                                     double due) {
    contexts[id].mark = now;
    insert_behind(contexts, id, deadlines->insert(id, due));
    ++waiting;
    queue_area -= now;
  }
  /// Who is next, or kNone.
  std::uint32_t dequeue(ContextPool& contexts, double now) {
    const std::uint32_t id = head;
    if (id == kNone) return kNone;
    if (order >= network::Order::priority) [[unlikely]]
      leave_order(contexts, id, kNone);
    head = contexts[id].next;
    if (head == kNone) tail = kNone;
    end_wait(contexts[id], now);
    return id;
  }
  /// Takes a context out of the middle of the line.
  void withdraw(ContextPool& contexts, std::uint32_t id, double now) {
    const Context& context = contexts[id];
    const std::uint32_t previous = head == id ? kNone : context.previous;
    if (order >= network::Order::priority) leave_order(contexts, id, previous);
    if (previous == kNone)
      head = context.next;
    else
      contexts[previous].next = context.next;
    if (tail == id)
      tail = previous;
    else
      contexts[context.next].previous = previous;
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
  void append(ContextPool& contexts, std::uint32_t id) {
    Context& context = contexts[id];
    context.next = kNone;
    context.previous = tail;
    if (tail == kNone)
      head = id;
    else
      contexts[tail].next = id;
    tail = id;
  }
  /// At the front, or behind the last of the same or a higher priority.
  [[gnu::noinline]] void insert(ContextPool& contexts, std::uint32_t id) {
    const std::uint8_t priority = contexts[id].priority;
    const std::uint32_t before = priorities == nullptr ? kNone : priorities->before(priority);
    if (priorities != nullptr) priorities->append(priority, id);
    insert_behind(contexts, id, before);
  }
  void insert_behind(ContextPool& contexts, std::uint32_t id, std::uint32_t before) {
    std::uint32_t& link = before == kNone ? head : contexts[before].next;
    contexts[id].previous = before;
    contexts[id].next = link;
    if (link == kNone)
      tail = id;
    else
      contexts[link].previous = id;
    link = id;
  }
  [[gnu::noinline]] void leave_order(const ContextPool& contexts, std::uint32_t id,
                                     std::uint32_t previous) {
    if (priorities != nullptr) priorities->remove(contexts, id, previous);
    if (deadlines != nullptr) deadlines->remove(id);
  }
  void end_wait(Context& context, double now) {
    ++context.ticket;
    --waiting;
    queue_area += now;
    wait_sum += now - context.mark;
  }
};

}  // namespace headroom::sim
