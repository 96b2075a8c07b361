// The loop: takes the earliest event, lets its context go on through its program until it blocks,
// then the contexts it woke. Every event passes here.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "core/base/contracts.h"
#include "core/sim/engine_state.h"
#include "core/sim/flow.h"
#include "core/sim/redelivery.h"

namespace headroom::sim {
namespace {

using network::Op;
using network::Step;

constexpr std::uint32_t kEventsBetweenLooks = 1024;  // at the stop token and the limit of contexts

/// `kSpecial`: the network has shared processors, with events of their own, or rate limits.
/// `kGivesUp`: a context may learn that nobody wants its work any more, or that it waited too long.
/// `kTraced`: the state has a trace, which is told of everything that takes a request's time.
template <bool kSpecial, bool kGivesUp, bool kTraced>
class EventLoop : private Flow {
 public:
  explicit EventLoop(EngineState& state) : Flow(state) {}

  /// Flattened: as one function it keeps the clock and the counters in registers.
  [[gnu::flatten]] Engine::Outcome run(std::uint64_t requests, double until,
                                       const std::stop_token& stop) {
    const std::uint64_t target = roots_left_ + requests;
    const std::uint64_t last = std::bit_cast<std::uint64_t>(until);
    Engine::Outcome outcome = Engine::Outcome::reached;
    for (std::uint32_t until_look = 1; roots_left_ < target;) {
      if (--until_look == 0) {
        until_look = kEventsBetweenLooks;
        outcome = look(stop);
        if (outcome != Engine::Outcome::reached) break;
      }
      Key event = s_.events.top();
      const bool shared = kSpecial && s_.shared_events.top() < event;
      if constexpr (kSpecial) event = std::min(event, s_.shared_events.top());
      if (time_bits(event) > last) [[unlikely]] {
        outcome = nothing_more(until);
        break;
      }
      advance_to(event);
      run_from(shared ? on_shared(who_of(event)) : on_event(who_of(event)));
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

  std::uint32_t on_event(std::uint32_t who) {
    s_.events.pop();
    if (who >= s_.first_context) [[likely]]
      return who - s_.first_context;
    if (who < s_.first_lane) return on_arrival(who);
    return who < s_.first_patience ? on_lane(who - s_.first_lane)
                                   : on_patience(who - s_.first_patience);
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
    const std::uint32_t id =
        s_.contexts.make(static_cast<std::uint16_t>(index), s_.sources[index].priority);
    begin_request(s_.contexts[id]);
    if constexpr (kTraced) s_.trace->begin(id, index, now_);
    return id;
  }

  void schedule_arrival(SourceState& source, std::uint32_t index) {
    const double gap = source.gaps.next() * source.mean_gap;
    if (source.steady()) [[likely]]
      return schedule(gap, index);
    if (const auto at = source.bend(gap)) schedule_at(*at, index);
  }

  std::uint32_t on_shared(std::uint32_t index) {
    SharedStation& station = s_.shared[index];
    const SharedStation::Ended ended = station.finish(now_);
    schedule_shared(index, ended.next_end);
    ++s_.resources[station.resource].visits;
    ++s_.contexts[ended.context].pc;
    return ended.context;
  }

  std::uint32_t on_lane(std::uint32_t index) {
    TimerLane& lane = s_.lanes[index];
    std::uint32_t woken = kNone;
    if (const auto timer = lane.expired(now_, watched())) woken = time_out(*timer);
    if (const auto next = lane.next_event(watched())) schedule_at(*next, s_.first_lane + index);
    return woken;
  }

  [[gnu::noinline]] std::uint32_t on_patience(std::uint32_t index) {
    PatienceTimers& timers = s_.patience[index];
    std::uint32_t woken = kNone;
    if (const auto timer = timers.expired(now_, watched())) woken = time_out(*timer);
    if (const auto next = timers.next_event(watched()))
      schedule_at(*next, s_.first_patience + index);
    return woken;
  }

  std::uint32_t time_out(const Timer& timer) {
    if (timer.of == TimerOf::message) return redelivery().show_again(timer.context);
    Context& context = s_.contexts[timer.context];
    if (timer.of == TimerOf::batch) return ripen(timer.context);
    if (timer.of == TimerOf::call) {
      // The callee works on for nobody, unless it is told.
      const std::uint32_t parent = std::exchange(context.parent, kNone);
      if (s_.network.calls[context.call].cancels) context.mark_as(kAbandoned);
      const std::uint32_t woken = answer(parent, context, true);
      if (context.is(kAwaited)) s_.contexts[parent].mark_as(kTimedOut);
      return given_up(timer.context, context.call, parent, woken);
    }
    const Step& step = steps_[context.pc];
    ResourceState& pool = resource_of(context, step);
    pool.withdraw(s_.contexts, timer.context, now_);
    if (pool.batch != nullptr) pool.batch->taken(context);
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
      if constexpr (kTraced) s_.trace->step(id, context, step, now_);
      switch (step.op) {
        case Op::serve:
          id = serve(id, context, step);
          break;
        case Op::delay:
          id = delay(id, context, step);
          break;
        case Op::acquire:
          id = acquire(id, context, step);
          break;
        case Op::release:
          id = release_step(id, context, step);
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
          id = call(id, context, step);
          break;
        case Op::spawn:
        case Op::send:
          ++context.pc;
          start_aside(id, context, step);
          break;
        case Op::fork:
          ++context.pc;
          ++context.children;
          wake(start_branch<kTraced>(id, step.a, flags_of(step.flag)));
          break;
        case Op::detach:
          ++context.pc;
          wake(start_detached<kTraced>(id, step.a));
          break;
        case Op::join:
          id = join(id, context, step);
          break;
        case Op::dispatch:
          id = dispatch(id, context, step);
          break;
        case Op::redeliver:
          id = redeliver(id, context);
          break;
        case Op::turn:
          id = turn(id, context, step);
          break;
        case Op::fail:
          context.mark_as(kFailed);
          context.pc = step.a;
          break;
        case Op::recover:
          context.clear(kFailed);
          ++context.pc;
          break;
        case Op::admit:
          ask_gate(id, context, step);
          break;
        case Op::report:
          tell_gate(id, context, step);
          break;
        case Op::end:
          id = follow_with(end(id, context));
          break;
        case Op::arrive:
          end_hop(id, context);
          break;
        case Op::reply:
          id = follow_with(hop_back(id, context.parent));
          break;
        default:
          __builtin_unreachable();
      }
    }
  }

  // ---------------------------------------------------------------- told to the trace

  std::uint32_t end(std::uint32_t id, Context& context) {
    if (context.is(kBatched | kDelivers)) [[unlikely]]
      end_messages(id, context);
    if constexpr (kTraced) {
      if (context.is(kRoot)) s_.trace->leave(id, context, fails(context), now_);
    }
    const std::uint32_t parent = context.parent;
    return told(id, parent, finish(id, context));
  }

  /// A child woke its caller, or nobody.
  std::uint32_t told(std::uint32_t child, std::uint32_t caller, std::uint32_t woken) {
    if constexpr (kTraced) {
      if (woken != kNone) s_.trace->answer(caller, child, now_);
    }
    return woken;
  }

  std::uint32_t hop_back(std::uint32_t id, std::uint32_t caller) {
    return told(id, caller, deliver(id));
  }

  /// A caller no longer waits.
  std::uint32_t given_up(std::uint32_t child, std::uint32_t call, std::uint32_t caller,
                         std::uint32_t woken) {
    if constexpr (kTraced) {
      s_.trace->abandon(child);
      if (woken != kNone) s_.trace->give_up(caller, call, now_);
    }
    return woken;
  }

  void end_hop(std::uint32_t id, Context& context) {
    const bool thinking = context.is(kThinking);
    arrive(context);
    if constexpr (kTraced) {
      if (thinking) s_.trace->begin(id, context.request_class, now_);
    }
  }

  void move_to(std::uint32_t id, std::uint32_t replica, const network::Consumer& consumer) {
    if constexpr (kTraced) s_.trace->move(id, consumer.group, consumer.entry, now_);
    s_.move_to(s_.contexts[id], replica, consumer.entry, now_);
  }

  // ---------------------------------------------------------------- resources

  static Attempt attempt_of(const Context& context, const Step& step) {
    return {.retry = (step.flag & network::kRetry) != 0,
            .after_timeout = context.is(kTimedOut),
            .succeeded = (step.flag & network::kSucceeded) != 0};
  }

  [[gnu::noinline]] void ask_gate(std::uint32_t id, Context& context, const Step& step) {
    ResourceState& gate = resource_of(context, step);
    s_.attempts.begin(id, now_);
    if (!admit(s_.gates[gate.gate], now_, attempt_of(context, step)))
      return refuse(context, gate, step);
    ++gate.visits;
    ++context.pc;
  }

  [[gnu::noinline]] void tell_gate(std::uint32_t id, Context& context, const Step& step) {
    Attempt attempt = attempt_of(context, step);
    attempt.seconds = s_.attempts.seconds(id, now_);
    report(s_.gates[resource_of(context, step).gate], now_, attempt);
    ++context.pc;
  }

  /// A call that the context does not wait for here.
  void start_aside(std::uint32_t id, Context& context, const Step& step) {
    const bool joined = step.op == Op::spawn;
    if (joined) ++context.children;
    wake(start_call<kTraced>(id, step.a, joined ? id : kNone, flags_of(step.flag)));
  }

  /// The callee, if it can begin at once.
  std::uint32_t call(std::uint32_t id, Context& context, const Step& step) {
    if (gives_up(context, step.site)) return id;
    return start_call<kTraced>(id, step.a, id, kAwaited);
  }

  /// Whether the context leaves by `exit` instead of beginning what nobody wants any more.
  bool gives_up(Context& context, std::uint32_t exit) {
    if constexpr (kGivesUp) {
      if (exit == kNone || !unwanted(context)) return false;
      fail_to(context, exit);
      return true;
    }
    return false;
  }

  /// The event finds the context at the step that follows.
  std::uint32_t delay(std::uint32_t id, Context& context, const Step& step) {
    if constexpr (kTraced) s_.trace->step(id, context, step, now_);
    ++context.pc;
    schedule_context(draw(context, step.site), id);
    return kNone;
  }

  std::uint32_t serve(std::uint32_t id, Context& context, const Step& step) {
    ResourceState& station = resource_of(context, step);
    if (context.is(kServed)) {
      end_service(context, station);
      return id;
    }
    if (gives_up(context, step.a)) return id;
    if constexpr (kSpecial) {
      if (station.shared != kNone) {
        join_processor(id, context, step, station.shared);
        return kNone;
      }
      if (station.bucket != kNone) return pass(id, context, step, station);
    }
    if (station.free > 0) {
      station.seize(now_);
      begin_service(id, context, step, station);
      return kNone;
    }
    return wait_or_fail(id, context, step, station);
  }

  /// A rate limit: at once, after a wait, or not at all.
  std::uint32_t pass(std::uint32_t id, Context& context, const Step& step, ResourceState& limit) {
    TokenBucket& bucket = s_.buckets[limit.bucket];
    const double tokens = draw(context, step.site);
    const double wait = bucket.wait(now_, tokens);
    if (wait > 0.0 && limit.full()) {
      refuse(context, limit, step);
      return id;
    }
    bucket.take(now_, tokens);
    if (wait > 0.0) {
      context.mark_as(kServed);
      limit.enqueue(s_.contexts, id, now_);
      schedule_context(wait, id);
      return kNone;
    }
    ++limit.visits;
    ++context.pc;
    return id;
  }

  void join_processor(std::uint32_t id, const Context& context, const Step& step,
                      std::uint32_t index) {
    const double demand = draw(context, step.site);
    if constexpr (kTraced) s_.trace->share(id, demand * resource_of(context, step).inverse_speed);
    schedule_shared(index, s_.shared[index].start(now_, demand, context, sequence_++, id));
  }

  void begin_service(std::uint32_t id, Context& context, const Step& step,
                     const ResourceState& station) {
    context.mark_as(kServed);
    if constexpr (kTraced) s_.trace->serve(id, now_);
    schedule_context(draw(context, step.site) * station.inverse_speed, id);
  }

  void end_service(Context& context, ResourceState& station) {
    context.clear(kServed);
    ++station.visits;
    ++context.pc;
    if constexpr (kSpecial) {
      if (station.bucket != kNone) {
        station.dequeue(s_.contexts, now_);  // itself: nobody overtakes
        return;
      }
    }
    const std::uint32_t next = next_in_line(station);
    if (next == kNone)
      station.give_back(now_);
    else
      begin_service(next, s_.contexts[next], steps_[s_.contexts[next].pc], station);
  }

  /// Who is next of those that are still wanted.
  std::uint32_t next_in_line(ResourceState& resource) {
    std::uint32_t next = resource.dequeue(s_.contexts, now_);
    if constexpr (kGivesUp) {
      while (next != kNone && leaves(s_.contexts[next], resource)) {
        if (resource.batch != nullptr) resource.batch->taken(s_.contexts[next]);
        wake(next);
        next = resource.dequeue(s_.contexts, now_);
      }
    }
    return next;
  }

  /// Whether it leaves the line when its turn comes.
  bool leaves(Context& context, ResourceState& resource) {
    const Step& step = steps_[context.pc];
    if (gives_up(context, step.a)) return true;
    if (resource.shedder == nullptr || !resource.shedder->sheds(now_, now_ - context.mark))
      return false;
    refuse(context, resource, step);
    return true;
  }

  std::uint32_t acquire(std::uint32_t id, Context& context, const Step& step) {
    if (gives_up(context, step.a)) return id;
    ResourceState& pool = resource_of(context, step);
    if (pool.free > 0) {
      if constexpr (kGivesUp) {
        if (pool.shedder != nullptr) pool.shedder->sheds(now_, 0.0);
      }
      pool.seize(now_);
      ++pool.visits;
      const Step& next = steps_[++context.pc];
      if (pool.cold != nullptr && !pool.cold->take(now_)) [[unlikely]]
        return set_up(id, context, *pool.cold);
      return next.op == Op::delay ? delay(id, context, next) : id;
    }
    const std::uint32_t next = wait_or_fail(id, context, step, pool);
    if (next == kNone && pool.lane != kNone) arm(pool.lane, {0.0, id, context.ticket});
    if (next == kNone && pool.patience != kNone) [[unlikely]]
      lose_patience(pool.patience, {0.0, id, context.ticket});
    return next;
  }

  [[gnu::noinline]] void lose_patience(std::uint32_t index, Timer timer) {
    PatienceTimers& timers = s_.patience[index];
    timer.expiry = now_ + s_.sites[timers.site()].next();
    if (timers.add(timer, watched())) schedule_at(timer.expiry, s_.first_patience + index);
  }

  /// It has the token, which is cold.
  [[gnu::noinline]] std::uint32_t set_up(std::uint32_t id, const Context& context,
                                         const ColdStarts& cold) {
    if constexpr (kTraced)
      s_.trace->pause(id, context, cold.site() - context.site_base, now_);
    else
      static_cast<void>(context);
    schedule_context(s_.sites[cold.site()].next(), id);
    return kNone;
  }

  /// With the end that often follows.
  std::uint32_t release_step(std::uint32_t id, Context& context, const Step& step) {
    const std::uint32_t next = release(resource_of(context, step));
    if (steps_[++context.pc].op != Op::end) {
      wake(next);
      return id;
    }
    const std::uint32_t parent = end(id, context);
    if (next == kNone) return follow_with(parent);
    const std::uint32_t first = follow_with(next);
    wake(parent);
    if (first == kNone) return kNone;
    // Nearly all that get a token begin to work.
    Context& woken = s_.contexts[first];
    const Step& work = steps_[woken.pc];
    return work.op == Op::delay ? delay(first, woken, work) : first;
  }

  /// The context to be woken by it, or kNone.
  std::uint32_t release(ResourceState& pool) {
    if (pool.feed != kNone) [[unlikely]] {
      const std::uint32_t message = feed(pool);
      if (message != kNone) return message;
    }
    const std::uint32_t next = next_in_line(pool);
    if (next == kNone) {
      pool.give_back(now_);
      if (pool.cold != nullptr) [[unlikely]]
        pool.cold->rest(now_);
      return kNone;
    }
    ++pool.visits;
    ++s_.contexts[next].pc;
    return next;
  }

  /// The next message, if there is one, for the consumer that this token stands for.
  std::uint32_t feed(ResourceState& pool) {
    const network::Consumer& consumer = s_.network.consumers[pool.feed];
    ResourceState& buffer = s_.resources[s_.buffer_of(consumer, pool.replica)];
    if (buffer.batch != nullptr) [[unlikely]]
      return buffer.batch->ready(buffer.waiting) ? take_batch(buffer, pool, consumer) : kNone;
    const std::uint32_t message = next_in_line(buffer);
    if (message == kNone) return kNone;
    ++pool.visits;
    hand(message, buffer, pool, consumer);
    return message;
  }

  /// The message goes to a consumer.
  void hand(std::uint32_t message, ResourceState& buffer, const ResourceState& pool,
            const network::Consumer& consumer) {
    ++buffer.visits;
    move_to(message, pool.replica, consumer);
    if (buffer.redelivery != nullptr) [[unlikely]]
      receive(message, *buffer.redelivery);
  }

  std::uint32_t dispatch(std::uint32_t id, Context& context, const Step& step) {
    const std::uint32_t index = context.resource_base + step.resource;
    if (s_.resources[index].redelivery != nullptr) [[unlikely]]
      redelivery().come_in(id, step.flag == network::kAgain);
    if (gives_up(context, step.a)) return id;
    if (s_.resources[index].batch != nullptr) [[unlikely]]
      return collect(id, context, step, index);
    const EngineState::FreeConsumer free = s_.free_consumer(index);
    if (free.replica == kNone) return keep(id, context, step, s_.resources[index]);
    const network::Consumer& consumer = s_.network.consumers[free.consumer];
    ResourceState& pool = s_.resources[s_.replicas[free.replica].resource_base + consumer.pool];
    pool.seize(now_);
    ++pool.visits;
    hand(id, s_.resources[index], pool, consumer);
    return id;
  }

  /// A message that no consumer takes now, for as long as the buffer retains it.
  std::uint32_t keep(std::uint32_t id, Context& context, const Step& step, ResourceState& buffer) {
    const std::uint32_t next = wait_or_fail(id, context, step, buffer);
    if (next == kNone && buffer.lane != kNone) [[unlikely]]
      arm(buffer.lane, {0.0, id, context.ticket});
    return next;
  }

  // ---------------------------------------------------------------- messages handled together

  /// A message waits for others, for a consumer, or goes on with those that wait.
  [[gnu::noinline]] std::uint32_t collect(std::uint32_t id, Context& context, const Step& step,
                                          std::uint32_t index) {
    ResourceState& buffer = s_.resources[index];
    const std::uint32_t refused = keep(id, context, step, buffer);
    if (refused != kNone) return refused;
    if (buffer.batch->lane != kNone)
      arm(buffer.batch->lane, {0.0, id, context.ticket, TimerOf::batch});
    return hand_over(index);
  }

  /// The message no longer waits for others.
  [[gnu::noinline]] std::uint32_t ripen(std::uint32_t id) {
    Context& context = s_.contexts[id];
    const std::uint32_t index = context.resource_base + steps_[context.pc].resource;
    context.mark_as(kRipe);
    ++s_.resources[index].batch->ripe;
    return hand_over(index);
  }

  std::uint32_t hand_over(std::uint32_t index) {
    ResourceState& buffer = s_.resources[index];
    if (!buffer.batch->ready(buffer.waiting)) return kNone;
    const EngineState::FreeConsumer free = s_.free_consumer(index);
    if (free.replica == kNone) return kNone;
    const network::Consumer& consumer = s_.network.consumers[free.consumer];
    ResourceState& pool = s_.resources[s_.replicas[free.replica].resource_base + consumer.pool];
    pool.seize(now_);
    const std::uint32_t first = take_batch(buffer, pool, consumer);
    if (first == kNone) pool.give_back(now_);
    return first;
  }

  /// The first of the messages that a consumer takes; kNone if none is wanted any more.
  [[gnu::noinline]] std::uint32_t take_batch(ResourceState& buffer, ResourceState& pool,
                                             const network::Consumer& consumer) {
    const std::uint32_t first = take(buffer, pool, consumer);
    if (first == kNone) return kNone;
    ++pool.visits;
    s_.batches.begin(first);
    std::uint32_t last = first;
    for (std::uint32_t n = 1; n < buffer.batch->size; ++n) {
      const std::uint32_t next = take(buffer, pool, consumer);
      if (next == kNone) break;
      ride(next, consumer);
      s_.batches.append(first, last, next);
      last = next;
    }
    if (last != first) s_.contexts[first].mark_as(kBatched);
    return first;
  }

  std::uint32_t take(ResourceState& buffer, const ResourceState& pool,
                     const network::Consumer& consumer) {
    const std::uint32_t message = next_in_line(buffer);
    if (message == kNone) return kNone;
    buffer.batch->taken(s_.contexts[message]);
    hand(message, buffer, pool, consumer);
    return message;
  }

  /// Waits from now on for the one of its batch that the program runs for.
  void ride(std::uint32_t id, const network::Consumer& consumer) {
    s_.contexts[id].mark_as(kBatched);
    if constexpr (kTraced) s_.trace->ride(id, consumer.group, consumer.pool, now_);
  }

  /// The message that the steps before have not run for yet; after the last, that one goes on.
  [[gnu::noinline]] std::uint32_t turn(std::uint32_t id, Context& context, const Step& step) {
    ++context.pc;
    if (!context.is(kBatched)) return id;
    context.mark_as(kHadTurn);
    const std::uint32_t next = s_.batches.next(id);
    if (!s_.contexts[next].is(kHadTurn)) {
      ride(id, s_.network.consumers[step.site]);
      if constexpr (kTraced) s_.trace->resume(next, now_);
      s_.contexts[next].pc = step.a;
      return next;
    }
    for (std::uint32_t at = next; at != id; at = s_.batches.next(at))
      s_.contexts[at].clear(kHadTurn);
    context.clear(kHadTurn);
    return id;
  }

  /// All messages of a batch share its fate.
  [[gnu::noinline]] void end_others(std::uint32_t id, Context& context) {
    const bool failed = context.is(kFailed);
    for (std::uint32_t at = s_.batches.next(id); at != id;) {
      const std::uint32_t other = at;
      at = s_.batches.next(at);
      if (failed) s_.contexts[other].mark_as(kFailed);
      s_.contexts[other].clear(kBatched | kHadTurn);
      if constexpr (kTraced) s_.trace->resume(other, now_);
      wake(end(other, s_.contexts[other]));
    }
    context.clear(kBatched | kHadTurn);
  }

  // ---------------------------------------------------------------- messages handed over again

  [[nodiscard]] Redelivery redelivery() const { return {s_, now_}; }

  [[gnu::noinline]] void receive(std::uint32_t id, const RedeliveryRule& rule) {
    const Timer timer = redelivery().receive(id, rule);
    if (rule.lane != kNone) arm(rule.lane, timer);
  }

  /// The handling has failed.
  [[gnu::noinline]] std::uint32_t redeliver(std::uint32_t id, Context& context) {
    if (!context.is(kDelivers)) {
      ++context.pc;
      return id;
    }
    if (context.is(kBatched)) fail_apart(id, context);
    return redelivery().fail(id);
  }

  /// Each of a batch that failed goes its own way.
  void fail_apart(std::uint32_t id, Context& context) {
    for (std::uint32_t at = s_.batches.next(id); at != id; at = s_.batches.next(at)) {
      Context& other = s_.contexts[at];
      other.clear(kBatched | kHadTurn);
      other.mark_as(kFailed);
      other.pc = context.pc;
      wake(at);
    }
    context.clear(kBatched | kHadTurn);
  }

  /// Before the end of one that stands for messages.
  [[gnu::noinline]] void end_messages(std::uint32_t id, Context& context) {
    if (context.is(kBatched)) end_others(id, context);
    if (context.is(kDelivers)) wake(redelivery().end(id));
  }

  /// kNone while it waits; the context itself, at its failure, when the waiting room is full.
  std::uint32_t wait_or_fail(std::uint32_t id, Context& context, const Step& step,
                             ResourceState& resource) {
    if (!resource.full()) {
      if (resource.deadlines != nullptr) [[unlikely]]
        resource.enqueue_due(s_.contexts, id, now_, due(context));
      else
        resource.enqueue(s_.contexts, id, now_);
      return kNone;
    }
    refuse(context, resource, step);
    return id;
  }

  static void refuse(Context& context, ResourceState& resource, const Step& step) {
    ++resource.refused;
    fail_to(context, step.a);
  }

  static void fail_to(Context& context, std::uint32_t exit) {
    context.mark_as(kFailed);
    context.pc = exit;
  }
};

}  // namespace

Engine::Outcome EngineState::run_events(std::uint64_t requests, double until,
                                        const std::stop_token& stop) {
  using Yes = std::true_type;
  using No = std::false_type;
  const auto run_as = [&](auto special, auto gives_up_too, auto traced) {
    return EventLoop<special, gives_up_too, traced>(*this).run(requests, until, stop);
  };
  if (trace) return run_as(Yes(), Yes(), Yes());
  if (gives_up) return special_stations ? run_as(Yes(), Yes(), No()) : run_as(No(), Yes(), No());
  return special_stations ? run_as(Yes(), No(), No()) : run_as(No(), No(), No());
}

}  // namespace headroom::sim
