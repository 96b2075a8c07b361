// The loop: takes the earliest event, lets its context go on through its program until it blocks,
// then the contexts it woke. Every event passes here.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/base/contracts.h"
#include "core/sim/engine_state.h"
#include "core/sim/flow.h"

namespace headroom::sim {
namespace {

using network::Op;
using network::Step;

constexpr std::uint32_t kEventsBetweenLooks = 1024;  // at the stop token and the limit of contexts

class EventLoop : private Flow {
 public:
  explicit EventLoop(EngineState& state) : Flow(state) {}

  Engine::Outcome run(std::uint64_t requests, double until, const std::stop_token& stop) {
    const std::uint64_t target = roots_left_ + requests;
    const Key last = make_key(until, kMaximumSequence, kMaximumWho);
    Engine::Outcome outcome = Engine::Outcome::reached;
    for (std::uint32_t until_look = 1; roots_left_ < target;) {
      if (--until_look == 0) {
        until_look = kEventsBetweenLooks;
        outcome = look(stop);
        if (outcome != Engine::Outcome::reached) break;
      }
      const Key event = s_.events.top();
      const Key shared = s_.shared_events.top();
      if (std::min(event, shared) > last) {
        outcome = nothing_more(until);
        break;
      }
      run_from(event < shared ? on_event(event) : on_shared(shared));
    }
    save();
    return outcome;
  }

 private:
  // ---------------------------------------------------------------- events

  [[nodiscard]] Engine::Outcome look(const std::stop_token& stop) const {
    if (stop.stop_requested()) return Engine::Outcome::stopped;
    if (s_.contexts.size() > s_.max_contexts) return Engine::Outcome::too_many_contexts;
    return Engine::Outcome::reached;
  }

  // Each returns the context that goes on, or kNone.

  /// No event is left up to `until`: the clock goes there, unless that is never.
  Engine::Outcome nothing_more(double until) {
    if (until == kEndOfTime) return Engine::Outcome::idle;
    now_ = until;
    return Engine::Outcome::reached;
  }

  std::uint32_t on_event(Key event) {
    advance_to(event);
    s_.events.pop();
    const std::uint32_t who = who_of(event);
    if (who >= s_.first_context) [[likely]]
      return on_context(who - s_.first_context);
    return who < s_.first_lane ? on_arrival(who) : on_lane(who - s_.first_lane);
  }

  std::uint32_t on_arrival(std::uint32_t index) {
    schedule_arrival(s_.sources[index], index);
    if (s_.sources[index].together) [[unlikely]]
      return arrive_together(index);
    return new_request(index);
  }

  /// The first of them; the others follow in their order.
  std::uint32_t arrive_together(std::uint32_t index) {
    const double count = s_.sources[index].together->next();
    const std::uint32_t first = new_request(index);
    for (double i = 1.0; i < count && s_.contexts.size() <= s_.max_contexts; i += 1.0)
      wake(new_request(index));
    return first;
  }

  std::uint32_t new_request(std::uint32_t index) {
    const std::uint32_t id = s_.contexts.make(index);
    begin_request(s_.contexts[id]);
    return id;
  }

  void schedule_arrival(SourceState& source, std::uint32_t index) {
    const double gap = source.gaps.next() * source.mean_gap;
    if (source.steady()) [[likely]]
      return schedule(gap, index);
    if (const auto at = source.bend(gap)) schedule_at(*at, index);
  }

  std::uint32_t on_context(std::uint32_t id) {
    Context& context = s_.contexts[id];
    const Step& step = steps_[context.pc];
    switch (step.op) {
      case Op::serve:
        end_service(context, step);
        return id;
      case Op::arrive:
        arrive(context);
        return id;
      case Op::reply:
        return deliver(id);
      default:  // the end of a delay
        ++context.pc;
        return id;
    }
  }

  std::uint32_t on_shared(Key event) {
    advance_to(event);
    const std::uint32_t index = who_of(event);
    SharedStation& station = s_.shared[index];
    const std::uint32_t id = station.processor.finish(now_);
    schedule_shared(index);
    ++s_.resources[station.resource].visits;
    ++s_.contexts[id].pc;
    return id;
  }

  std::uint32_t on_lane(std::uint32_t index) {
    TimerLane& lane = s_.lanes[index];
    std::uint32_t woken = kNone;
    if (const auto timer = lane.expired(now_, s_.contexts)) woken = time_out(*timer);
    if (const auto next = lane.next_event(s_.contexts)) schedule_at(*next, s_.first_lane + index);
    return woken;
  }

  std::uint32_t time_out(const Timer& timer) {
    Context& context = s_.contexts[timer.context];
    if (timer.of_call) {
      // The callee works on for nobody.
      const std::uint32_t parent = std::exchange(context.parent, kNone);
      answer(parent, context, true);
      return kNone;
    }
    const Step& step = steps_[context.pc];
    ResourceState& pool = resource_of(context, step);
    pool.withdraw(s_.contexts, timer.context, now_);
    refuse(context, pool, step);
    return timer.context;
  }

  // ---------------------------------------------------------------- the interpreter

  void run_from(std::uint32_t id) {
    for (;;) {
      if (id == kNone) {
        id = s_.ready.pop();
        if (id == kNone) return;
      }
      Context& context = s_.contexts[id];
      const Step& step = steps_[context.pc];
      switch (step.op) {
        case Op::serve:
          id = serve(id, context, step);
          break;
        case Op::delay:
          schedule_context(draw(context, step.site), id);
          id = kNone;
          break;
        case Op::acquire:
          id = acquire(id, context, step);
          break;
        case Op::release:
          ++context.pc;
          release(resource_of(context, step));
          break;
        case Op::branch:
          context.pc = draw(context, step.site) < static_cast<double>(step.probability)
                           ? step.a
                           : context.pc + 1;
          break;
        case Op::jump:
          context.pc = step.a;
          break;
        case Op::call:
          id = start_call(id, step.a, id, kAwaited);
          break;
        case Op::spawn:
          ++context.pc;
          ++context.children;
          wake(start_call(id, step.a, id, 0));
          break;
        case Op::fork:
          ++context.pc;
          ++context.children;
          wake(start_branch(id, step.a));
          break;
        case Op::join:
          id = join(id, context, step);
          break;
        case Op::send:
          ++context.pc;
          wake(start_call(id, step.a, kNone, 0));
          break;
        case Op::dispatch:
          id = dispatch(id, context, step);
          break;
        case Op::fail:
          context.flags |= kFailed;
          context.pc = step.a;
          break;
        case Op::recover:
          context.flags = static_cast<std::uint8_t>(context.flags & ~kFailed);
          ++context.pc;
          break;
        case Op::end:
        case Op::arrive:
        case Op::reply:
          id = finish(id, context);
          break;
      }
    }
  }

  // ---------------------------------------------------------------- resources

  std::uint32_t serve(std::uint32_t id, Context& context, const Step& step) {
    ResourceState& station = resource_of(context, step);
    if (station.shared != kNone) {
      s_.shared[station.shared].processor.start(now_, draw(context, step.site), sequence_++, id);
      schedule_shared(station.shared);
      return kNone;
    }
    if (station.free > 0) {
      station.seize(now_);
      begin_service(id, context, step, station);
      return kNone;
    }
    return wait_or_fail(id, context, step, station);
  }

  void begin_service(std::uint32_t id, const Context& context, const Step& step,
                     const ResourceState& station) {
    schedule_context(draw(context, step.site) * station.inverse_speed, id);
  }

  void end_service(Context& context, const Step& step) {
    ResourceState& station = resource_of(context, step);
    ++station.visits;
    ++context.pc;
    const std::uint32_t next = station.dequeue(s_.contexts, now_);
    if (next == kNone)
      station.give_back(now_);
    else
      begin_service(next, s_.contexts[next], steps_[s_.contexts[next].pc], station);
  }

  std::uint32_t acquire(std::uint32_t id, Context& context, const Step& step) {
    ResourceState& pool = resource_of(context, step);
    if (pool.free > 0) {
      pool.seize(now_);
      ++pool.visits;
      ++context.pc;
      return id;
    }
    const std::uint32_t next = wait_or_fail(id, context, step, pool);
    if (next == kNone && pool.lane != kNone) arm(pool.lane, {0.0, id, context.ticket, false});
    return next;
  }

  void release(ResourceState& pool) {
    if (pool.feed != kNone && feed(pool)) return;
    const std::uint32_t next = pool.dequeue(s_.contexts, now_);
    if (next == kNone) {
      pool.give_back(now_);
      return;
    }
    ++pool.visits;
    ++s_.contexts[next].pc;
    wake(next);
  }

  /// The consumer that this token stands for takes the next message, if there is one.
  bool feed(ResourceState& pool) {
    const network::Consumer& consumer = s_.network.consumers[pool.feed];
    ResourceState& buffer =
        s_.resources[s_.network.groups[consumer.buffer_group].first_resource + consumer.buffer];
    const std::uint32_t message = buffer.dequeue(s_.contexts, now_);
    if (message == kNone) return false;
    ++buffer.visits;
    ++pool.visits;
    move_to(s_.contexts[message], pool.replica, consumer.entry);
    wake(message);
    return true;
  }

  std::uint32_t dispatch(std::uint32_t id, Context& context, const Step& step) {
    const std::uint32_t index = context.resource_base + step.resource;
    const EngineState::FreeConsumer free = s_.free_consumer(index);
    if (free.replica == kNone) return wait_or_fail(id, context, step, s_.resources[index]);
    const network::Consumer& consumer = s_.network.consumers[free.consumer];
    ResourceState& pool = s_.resources[s_.replicas[free.replica].resource_base + consumer.pool];
    pool.seize(now_);
    ++pool.visits;
    ++s_.resources[index].visits;
    move_to(context, free.replica, consumer.entry);
    return id;
  }

  /// kNone while it waits; the context itself, at its failure, when the waiting room is full.
  std::uint32_t wait_or_fail(std::uint32_t id, Context& context, const Step& step,
                             ResourceState& resource) {
    if (!resource.full()) {
      resource.enqueue(s_.contexts, id, now_);
      return kNone;
    }
    refuse(context, resource, step);
    return id;
  }

  static void refuse(Context& context, ResourceState& resource, const Step& step) {
    ++resource.refused;
    context.flags |= kFailed;
    context.pc = step.a;
  }
};

}  // namespace

Engine::Outcome EngineState::run(std::uint64_t requests, double until,
                                 const std::stop_token& stop) {
  return EventLoop(*this).run(requests, until, stop);
}

}  // namespace headroom::sim
