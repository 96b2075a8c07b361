// How requests come, call, branch, answer and leave. Private to event_loop.cpp, with internal
// linkage: so the compiler may put all of it into the one loop.
#pragma once

#include <cstdint>

#include "core/network/network.h"
#include "core/sim/engine_state.h"
#include "core/sim/present.h"

namespace headroom::sim {
namespace {

constexpr std::uint32_t kArriveStep = 0;  // the engine's own steps of every network
constexpr std::uint32_t kReplyStep = 1;

/// Functions that return a context return the one that goes on at once, or kNone. Those of an end
/// (finish, deliver, answer) return the context that it wakes, or kNone: the caller says when.
class Flow : protected Present {
 protected:
  using CallSite = network::CallSite;

  using Present::Present;

  void begin_request(Context& context) {
    const std::uint32_t index = context.request_class;
    context.flags = kRoot;
    context.born = now_;
    ++s_.tallies[index].arrivals;
    enter(context, s_.sources[index].balancer, s_.sources[index].entry);
  }

  /// The end of a hop to the callee, or of a think time.
  void arrive(Context& context) {
    if (context.is(kThinking)) {
      begin_request(context);
      return;
    }
    const CallSite& call = s_.network.calls[context.call];
    enter(context, call.balancer, call.entry);
  }

  /// Begins a call site's operation for `parent`, or for nobody. The child, if it can go on at
  /// once; kNone while it is on its way.
  template <bool kTraced>
  std::uint32_t start_call(std::uint32_t caller, std::uint32_t index, std::uint32_t parent,
                           unsigned flags) {
    const CallSite& call = s_.network.calls[index];
    const std::uint32_t child = child_of(s_.contexts[caller]);
    Context& context = s_.contexts[child];
    context.call = index;
    context.parent = parent;
    context.mark_as(flags);
    if constexpr (kTraced) s_.trace->call(child, caller, index, parent != kNone, now_);
    if ((flags & kRacing) != 0) [[unlikely]]
      context.born = s_.contexts[parent].ticket;
    if (parent != kNone && call.timeout != kNone)
      arm(call.timeout, {0.0, child, context.generation, TimerOf::call});
    if (call.hop_out != kNone) {
      schedule_context(draw(s_.contexts[caller], call.hop_out), child);
      return kNone;
    }
    enter(context, call.balancer, call.entry);
    return child;
  }

  static unsigned flags_of(std::uint8_t race) {
    if (race == network::kNoRace) [[likely]]
      return 0;
    return race == network::kYields ? kRacing | kYielding : kRacing;
  }

  /// A child in the same replica, at `pc`.
  template <bool kTraced>
  std::uint32_t start_branch(std::uint32_t parent, std::uint32_t pc, unsigned flags) {
    const std::uint32_t child = child_of(s_.contexts[parent]);
    Context& context = s_.contexts[child];
    const Context& owner = s_.contexts[parent];
    context.parent = parent;
    context.mark_as(flags);
    if ((flags & kRacing) != 0) [[unlikely]]
      context.born = owner.ticket;
    context.pc = pc;
    context.resource_base = owner.resource_base;
    context.site_base = owner.site_base;
    if constexpr (kTraced) s_.trace->branch(child, parent, now_);
    return child;
  }

  /// A branch that goes on for nobody.
  template <bool kTraced>
  std::uint32_t start_detached(std::uint32_t origin, std::uint32_t pc) {
    const std::uint32_t child = start_branch<kTraced>(origin, pc, 0);
    s_.contexts[child].parent = kNone;
    if constexpr (kTraced) s_.trace->abandon(child);
    return child;
  }

  std::uint32_t finish(std::uint32_t id, Context& context) {
    s_.replicas.leave(context, now_);
    if (context.is(kRoot)) return leave_system(id, context);
    const std::uint32_t hop_back = context.parent == kNone || context.call == kNone
                                       ? kNone
                                       : s_.network.calls[context.call].hop_back;
    if (hop_back == kNone || comes_late(context)) return deliver(id);
    context.pc = kReplyStep;
    schedule_context(draw(s_.contexts[context.parent], hop_back), id);
    return kNone;
  }

  /// Of a child with a parent: whether that has gone on without it.
  [[nodiscard]] bool comes_late(const Context& child) const {
    return child.is(kRacing) && s_.contexts[child.parent].ticket != child.born;
  }

  /// Whether nobody wants its work any more.
  [[nodiscard]] bool unwanted(const Context& context) const {
    for (const Context* at = &context;; at = &s_.contexts[at->parent]) {
      if (at->is(kBatched)) return false;  // the others may be wanted
      if (at->is(kAbandoned)) return true;
      if (at->is(kRoot)) return now_ - at->born > s_.sources[at->request_class].deadline;
      if (at->parent == kNone) return false;
      if (comes_late(*at)) return at->is(kYielding);
    }
  }

  /// Of a request that ends now.
  [[nodiscard]] bool fails(const Context& request) const {
    return request.is(kFailed) || now_ - request.born > s_.sources[request.request_class].deadline;
  }

  /// When the request for whose sake it works must be done.
  [[nodiscard]] double due(const Context& context) const {
    for (const Context* at = &context;; at = &s_.contexts[at->parent]) {
      if (at->is(kRoot)) return at->born + s_.sources[at->request_class].deadline;
      if (at->parent == kNone || comes_late(*at)) return kEndOfTime;
    }
  }

  std::uint32_t leave_system(std::uint32_t id, Context& context) {
    ++roots_left_;
    ClassTally& tally = s_.tallies[context.request_class];
    const SourceState& source = s_.sources[context.request_class];
    if (fails(context))
      ++tally.failed;
    else
      tally.response_s.record(now_ - context.born);
    if (source.think_site == kNone) {
      s_.contexts.free(id);
      return kNone;
    }
    context.flags = kRoot | kThinking;
    context.pc = kArriveStep;
    schedule_context(s_.sites[source.think_site].next(), id);
    return kNone;
  }

  std::uint32_t deliver(std::uint32_t id) {
    const Context& context = s_.contexts[id];
    const std::uint32_t woken =
        context.parent == kNone ? kNone : answer(context.parent, context, context.is(kFailed));
    s_.contexts.free(id);
    return woken;
  }

  /// The caller learns the outcome of a child: of a call it only waits for, or of one of several.
  std::uint32_t answer(std::uint32_t parent, const Context& child, bool failed) {
    Context& caller = s_.contexts[parent];
    if (child.is(kAwaited)) {
      go_on(caller, failed, s_.network.calls[child.call].on_failure);
    } else if (child.is(kRacing)) [[unlikely]] {
      if (child.born != caller.ticket || !decides(caller, failed)) return kNone;
    } else {
      if (failed) caller.mark_as(kChildFailed);
      if (--caller.children > 0 || !caller.is(kJoining)) return kNone;
      caller.clear(kJoining);
    }
    return parent;
  }

  /// Whether the end of one more racer decides the race: `children` are the successes that are
  /// missing. Who comes after that finds the ticket changed.
  static bool decides(Context& caller, bool failed) {
    if (failed && caller.tolerated > 0) {
      --caller.tolerated;
      return false;
    }
    if (!failed && --caller.children > 0) return false;
    if (failed) caller.mark_as(kChildFailed);
    caller.children = 0;
    ++caller.ticket;
    caller.clear(kJoining);
    return true;
  }

  std::uint32_t join(std::uint32_t id, Context& context, const Step& step) {
    if (context.children > 0) {
      context.mark_as(kJoining);
      if (step.site != kNone) [[unlikely]] {
        context.tolerated = static_cast<std::uint8_t>(context.children - step.site);
        context.children = static_cast<std::uint16_t>(step.site);
      }
      return kNone;
    }
    const bool failed = context.is(kChildFailed);
    context.clear(kChildFailed);
    go_on(context, failed, step.a);
    return id;
  }

  std::uint32_t child_of(const Context& context) {
    return s_.contexts.make(context.request_class, context.priority);
  }

  static void go_on(Context& context, bool failed, std::uint32_t on_failure) {
    if (!failed) {
      ++context.pc;
      return;
    }
    context.mark_as(kFailed);
    context.clear(kTimedOut);
    context.pc = on_failure;
  }
};

}  // namespace
}  // namespace headroom::sim
