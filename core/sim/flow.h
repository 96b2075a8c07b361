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
    if ((context.flags & kThinking) != 0) {
      begin_request(context);
      return;
    }
    const CallSite& call = s_.network.calls[context.call];
    enter(context, call.balancer, call.entry);
  }

  /// Begins a call site's operation for `parent`, or for nobody. The child, if it can go on at
  /// once; kNone while it is on its way.
  std::uint32_t start_call(std::uint32_t caller, std::uint32_t index, std::uint32_t parent,
                           std::uint8_t flags) {
    const CallSite& call = s_.network.calls[index];
    const std::uint32_t child = child_of(s_.contexts[caller]);
    Context& context = s_.contexts[child];
    context.call = index;
    context.parent = parent;
    context.flags = flags;
    if (parent != kNone && call.timeout != kNone)
      arm(call.timeout, {0.0, child, context.generation, true});
    if (call.hop_out != kNone) {
      schedule_context(draw(s_.contexts[caller], call.hop_out), child);
      return kNone;
    }
    enter(context, call.balancer, call.entry);
    return child;
  }

  /// A child in the same replica, at `pc`.
  std::uint32_t start_branch(std::uint32_t parent, std::uint32_t pc) {
    const std::uint32_t child = child_of(s_.contexts[parent]);
    Context& context = s_.contexts[child];
    const Context& owner = s_.contexts[parent];
    context.parent = parent;
    context.pc = pc;
    context.resource_base = owner.resource_base;
    context.site_base = owner.site_base;
    return child;
  }

  /// A branch that goes on for nobody.
  std::uint32_t start_detached(std::uint32_t origin, std::uint32_t pc) {
    const std::uint32_t child = start_branch(origin, pc);
    s_.contexts[child].parent = kNone;
    return child;
  }

  std::uint32_t finish(std::uint32_t id, Context& context) {
    s_.replicas.leave(context, now_);
    if ((context.flags & kRoot) != 0) return leave_system(id, context);
    const std::uint32_t hop_back = context.parent == kNone || context.call == kNone
                                       ? kNone
                                       : s_.network.calls[context.call].hop_back;
    if (hop_back == kNone) return deliver(id);
    context.pc = kReplyStep;
    schedule_context(draw(s_.contexts[context.parent], hop_back), id);
    return kNone;
  }

  std::uint32_t leave_system(std::uint32_t id, Context& context) {
    ++roots_left_;
    ClassTally& tally = s_.tallies[context.request_class];
    if ((context.flags & kFailed) != 0)
      ++tally.failed;
    else
      tally.response_s.record(now_ - context.born);
    const std::uint32_t think_site = s_.sources[context.request_class].think_site;
    if (think_site == kNone) {
      s_.contexts.free(id);
      return kNone;
    }
    context.flags = kRoot | kThinking;
    context.pc = kArriveStep;
    schedule_context(s_.sites[think_site].next(), id);
    return kNone;
  }

  std::uint32_t deliver(std::uint32_t id) {
    const Context& context = s_.contexts[id];
    const std::uint32_t woken =
        context.parent == kNone ? kNone
                                : answer(context.parent, context, (context.flags & kFailed) != 0);
    s_.contexts.free(id);
    return woken;
  }

  /// The caller learns the outcome of a child: of a call it only waits for, or of one of several.
  std::uint32_t answer(std::uint32_t parent, const Context& child, bool failed) {
    Context& caller = s_.contexts[parent];
    if ((child.flags & kAwaited) != 0) {
      go_on(caller, failed, s_.network.calls[child.call].on_failure);
    } else {
      if (failed) caller.flags |= kChildFailed;
      if (--caller.children > 0 || (caller.flags & kJoining) == 0) return kNone;
      caller.flags = static_cast<std::uint8_t>(caller.flags & ~kJoining);
    }
    return parent;
  }

  std::uint32_t join(std::uint32_t id, Context& context, const Step& step) {
    if (context.children > 0) {
      context.flags |= kJoining;
      return kNone;
    }
    const bool failed = (context.flags & kChildFailed) != 0;
    context.flags = static_cast<std::uint8_t>(context.flags & ~kChildFailed);
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
    context.flags |= kFailed;
    context.pc = on_failure;
  }
};

}  // namespace
}  // namespace headroom::sim
