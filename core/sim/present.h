// The present instant of a run: its clock and what can be done at it. Private to event_loop.cpp,
// with internal linkage: so the compiler may put all of it into the one loop.
#pragma once

#include <cstdint>

#include "core/base/contracts.h"
#include "core/network/network.h"
#include "core/sim/engine_state.h"

namespace headroom::sim {
namespace {

/// Draws, schedules and places contexts. Clock and sequence are copies while the loop runs.
class Present {
 protected:
  using Step = network::Step;

  explicit Present(EngineState& state)
      : s_(state),
        steps_(state.network.steps.data()),
        now_(state.now),
        sequence_(state.sequence),
        fingerprint_(state.fingerprint),
        roots_left_(state.roots_left) {}

  void save() {
    s_.now = now_;
    s_.sequence = sequence_;
    s_.fingerprint = fingerprint_;
    s_.roots_left = roots_left_;
  }

  void advance_to(Key event) {
    const double time = time_of(event);
    HEADROOM_ENSURES(time >= now_);
    now_ = time;
    fingerprint_ += fingerprint_of(time_bits(event));
  }

  void enter(Context& context, std::uint32_t balancer, std::uint32_t entry) {
    context.pc = entry;
    s_.replicas.enter(context, s_.balancers[balancer].choose(s_.replicas), now_);
  }

  ResourceState& resource_of(const Context& context, const Step& step) {
    return s_.resources[context.resource_base + step.resource];
  }
  double draw(const Context& context, std::uint32_t site) {
    return s_.sites[context.site_base + site].next();
  }
  void wake(std::uint32_t id) {
    if (id != kNone) s_.ready.push(id);
  }
  /// Wakes `id` when the running context has blocked: it goes on at once if no other is ready.
  std::uint32_t follow_with(std::uint32_t id) {
    if (s_.ready.empty()) return id;
    wake(id);
    return kNone;
  }
  void schedule_at(double time, std::uint32_t who) {
    s_.events.push(make_key(time, sequence_++, who));
  }
  void schedule(double delay, std::uint32_t who) { schedule_at(now_ + delay, who); }
  void schedule_context(double delay, std::uint32_t id) { schedule(delay, s_.first_context + id); }
  void schedule_shared(std::uint32_t index, double end) {
    s_.shared_events.set(index, end == kEndOfTime ? kNever : make_key(end, sequence_++, index));
  }
  [[nodiscard]] Watched watched() const { return {s_.contexts, s_.deliveries}; }
  void arm(std::uint32_t index, Timer timer) {
    TimerLane& lane = s_.lanes[index];
    timer.expiry = now_ + lane.timeout();
    if (lane.add(timer, watched())) schedule_at(timer.expiry, s_.first_lane + index);
  }

  EngineState& s_;
  const Step* steps_;
  double now_;
  std::uint64_t sequence_;
  std::uint64_t fingerprint_;
  std::uint64_t roots_left_;
};

}  // namespace
}  // namespace headroom::sim
