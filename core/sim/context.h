// Everything that is on its way: requests, calls, branches and messages. Private to core/sim.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/network/network.h"

namespace headroom::sim {

inline constexpr std::uint32_t kNone = network::kNone;

/// One request, call, branch or message in flight: one cache line.
struct alignas(64) Context {
  std::uint32_t pc = 0;
  std::uint16_t request_class = 0;
  std::uint16_t children = 0;  ///< spawned calls and branches to be waited for still
  std::uint32_t resource_base = 0;
  std::uint32_t site_base = 0;
  double born = 0.0;               ///< roots: arrival; racers: the caller's ticket at their start
  double mark = 0.0;               ///< start of the current wait, or of the measured interval
  std::uint32_t next = kNone;      ///< waiting line or free list
  std::uint32_t previous = kNone;  ///< waiting line; of its first context without meaning
  std::uint32_t parent = kNone;    ///< kNone: root, message or given up by the caller
  std::uint32_t call = kNone;      ///< call site, kNone for roots and branches
  std::uint32_t replica = kNone;   ///< run-time replica whose operations include this one
  std::uint32_t generation = 0;    ///< counts uses of this record: an old timer finds it changed
  std::uint32_t ticket = 0;        ///< counts waits, over all uses of this record: likewise
  std::uint16_t flags = 0;
  std::uint8_t priority = 0;   ///< that of its class: 0 goes first
  std::uint8_t tolerated = 0;  ///< failures of racers that the join can still do without

  [[nodiscard]] bool is(unsigned mask) const { return (flags & mask) != 0; }
  void mark_as(unsigned mask) { flags = static_cast<std::uint16_t>(flags | mask); }
  void clear(unsigned mask) { flags = static_cast<std::uint16_t>(flags & ~mask); }
};
static_assert(sizeof(Context) == 64);

enum Flag : std::uint16_t {
  kFree = 1,          ///< on the free list
  kRoot = 2,          ///< a request of a source
  kThinking = 4,      ///< a root between two requests of a closed class
  kFailed = 8,        ///< this context failed
  kAwaited = 16,      ///< a call whose caller does nothing else
  kJoining = 32,      ///< waits for children
  kChildFailed = 64,  ///< one of the joined children failed
  kServed = 128,      ///< its service is over when its event comes
  kRacing = 256,      ///< its caller may go on without it
  kYielding = 512,    ///< and then it gives up
  kAbandoned = 1024,  ///< its caller has told it to give up
  kTimedOut = 2048,   ///< the last call of it that failed had timed out
  kRipe = 4096,       ///< a message that waited so long for others that it is handed over with few
  kBatched = 8192,    ///< one of several messages that are handled together
  kHadTurn = 16384,   ///< that one of them for which the present steps have run
  kDelivers = 32768   ///< stands for a message that may be handed over again
};

class ContextPool {
 public:
  [[nodiscard]] Context& operator[](std::uint32_t id) { return contexts_[id]; }
  [[nodiscard]] const Context& operator[](std::uint32_t id) const { return contexts_[id]; }
  /// The most that were in flight at once.
  [[nodiscard]] std::size_t size() const { return contexts_.size(); }
  [[nodiscard]] auto begin() const { return contexts_.begin(); }
  [[nodiscard]] auto end() const { return contexts_.end(); }

  /// A fresh context. References to others may end here.
  std::uint32_t make(std::uint16_t request_class, std::uint8_t priority) {
    const std::uint32_t id = free_;
    if (id == kNone) [[unlikely]]
      return append(request_class, priority);
    Context& context = contexts_[id];
    free_ = context.next;
    const std::uint32_t generation = context.generation;
    const std::uint32_t ticket = context.ticket;
    context = Context{};
    context.request_class = request_class;
    context.priority = priority;
    context.generation = generation;
    context.ticket = ticket;
    return id;
  }
  void free(std::uint32_t id) {
    Context& context = contexts_[id];
    context.flags = kFree;
    ++context.generation;
    context.next = free_;
    free_ = id;
  }

 private:
  [[gnu::noinline]] std::uint32_t append(std::uint16_t request_class, std::uint8_t priority) {
    Context& context = contexts_.emplace_back();
    context.request_class = request_class;
    context.priority = priority;
    return static_cast<std::uint32_t>(contexts_.size() - 1);
  }

  std::vector<Context> contexts_;
  std::uint32_t free_ = kNone;
};

/// First in, first out of contexts woken at the present instant: a ring, doubled when full.
class ReadyLine {
 public:
  [[nodiscard]] bool empty() const { return first_ == end_; }
  void push(std::uint32_t context) {
    ring_[end_++ & mask_] = context;
    if (end_ - first_ > mask_) [[unlikely]]
      grow();
  }
  /// kNone when empty.
  std::uint32_t pop() { return empty() ? kNone : ring_[first_++ & mask_]; }

 private:
  [[gnu::noinline]] void grow() {
    std::vector<std::uint32_t> larger(2 * ring_.size());
    for (std::uint64_t i = first_; i < end_; ++i) larger[i - first_] = ring_[i & mask_];
    end_ -= first_;
    first_ = 0;
    mask_ = larger.size() - 1;
    ring_ = std::move(larger);
  }

  std::vector<std::uint32_t> ring_ = std::vector<std::uint32_t>(64);
  std::uint64_t mask_ = ring_.size() - 1;
  std::uint64_t first_ = 0;  ///< counts all that were taken
  std::uint64_t end_ = 0;    ///< counts all that were put in
};

}  // namespace headroom::sim
