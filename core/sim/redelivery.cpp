#include "core/sim/redelivery.h"

#include <utility>

namespace headroom::sim {

void Redelivery::come_in(std::uint32_t id, bool again) {
  if (!again) {
    s_.deliveries.begin(id);
    s_.contexts[id].mark_as(kDelivers);
  }
  s_.deliveries[s_.deliveries.of(id)].waiting = id;
}

Timer Redelivery::receive(std::uint32_t id, const RedeliveryRule& rule) {
  const std::uint32_t index = s_.deliveries.of(id);
  Message& message = s_.deliveries[index];
  message.waiting = kNone;
  message.rule = &rule;
  ++message.handlers;
  ++message.received;
  ++message.epoch;
  return {0.0, index, message.epoch, TimerOf::message};
}

std::uint32_t Redelivery::fail(std::uint32_t id) {
  Context& context = s_.contexts[id];
  const std::uint32_t index = s_.deliveries.of(id);
  Message& message = s_.deliveries[index];
  if (message.owner != id) {  // another still stands for it, or it is done
    ++context.pc;
    return id;
  }
  --message.handlers;
  if (message.given_up) return bury(id, index);
  if (message.rule->lane == kNone)
    return message.received < message.rule->most ? come_back(id, message) : bury(id, index);
  message.resting = id;
  s_.replicas.leave(context, now_);
  return kNone;
}

std::uint32_t Redelivery::show_again(std::uint32_t index) {
  Message& message = s_.deliveries[index];
  const std::uint32_t resting = std::exchange(message.resting, kNone);
  if (message.received >= message.rule->most) {
    message.given_up = true;
    return resting == kNone ? kNone : bury(resting, index);
  }
  return come_back(resting == kNone ? copy_of(index) : resting, message);
}

std::uint32_t Redelivery::end(std::uint32_t id) {
  Context& context = s_.contexts[id];
  context.clear(kDelivers);
  const std::uint32_t index = s_.deliveries.of(id);
  Message& message = s_.deliveries[index];
  if (message.waiting == id) return give_up_waiting(id, message);
  --message.handlers;
  if (!message.done() && !context.is(kFailed)) complete(id, message);
  s_.deliveries.settle(index);
  return kNone;
}

/// The buffer has not kept it: nobody gets it any more. Who still works on it may yet succeed.
std::uint32_t Redelivery::give_up_waiting(std::uint32_t id, Message& message) {
  const std::uint32_t index = s_.deliveries.of(id);
  message.waiting = kNone;
  message.given_up = true;
  if (message.owner == id) message.owner = kNone;
  const std::uint32_t resting = std::exchange(message.resting, kNone);
  if (resting != kNone) return bury(resting, index);
  s_.deliveries.settle(index);
  return kNone;
}

/// The first to handle it ends it for all, as the request that it came with.
void Redelivery::complete(std::uint32_t id, Message& message) {
  const std::uint32_t owner = std::exchange(message.owner, kNone);
  if (owner != id) {
    Context& context = s_.contexts[id];
    Context& other = s_.contexts[owner];
    context.born = other.born;
    if (other.is(kRoot)) context.mark_as(kRoot);
    other.clear(kRoot);
    if (s_.trace) s_.trace->abandon(owner);
  }
  withdraw_copies(message);
}

/// Into the buffer.
std::uint32_t Redelivery::come_back(std::uint32_t id, Message& message) {
  Context& context = s_.contexts[id];
  go_to_queue(id, message.rule->again, message.rule->replica);
  context.clear(kFailed | kTimedOut);  // only now: the replica has counted the failure
  return id;
}

/// It was handed over too often.
std::uint32_t Redelivery::bury(std::uint32_t id, std::uint32_t index) {
  Context& context = s_.contexts[id];
  Message& message = s_.deliveries[index];
  const RedeliveryRule& rule = *message.rule;
  message.owner = kNone;
  withdraw_copies(message);
  s_.deliveries.settle(index);
  context.clear(kDelivers);
  if (rule.dead == kNone)
    ++context.pc;
  else
    go_to_queue(id, rule.dead, rule.replica);
  return id;
}

/// One more delivery, while others still work on it.
std::uint32_t Redelivery::copy_of(std::uint32_t index) {
  const std::uint32_t owner = s_.deliveries[index].owner;
  const Context& original = s_.contexts[owner];
  const std::uint32_t copy = s_.contexts.make(original.request_class, original.priority);
  s_.deliveries.assign(copy, index);
  s_.contexts[copy].mark_as(kDelivers);
  if (s_.trace) s_.trace->copy(copy, owner, now_);
  return copy;
}

void Redelivery::go_to_queue(std::uint32_t id, std::uint32_t entry, std::uint32_t replica) {
  if (s_.trace) s_.trace->come_back(id, now_);
  s_.move_to(s_.contexts[id], replica, entry, now_);
}

void Redelivery::withdraw_copies(Message& message) {
  const std::uint32_t waiting = std::exchange(message.waiting, kNone);
  if (waiting != kNone) {
    Context& context = s_.contexts[waiting];
    ResourceState& buffer =
        s_.resources[context.resource_base + s_.network.steps[context.pc].resource];
    buffer.withdraw(s_.contexts, waiting, now_);
    if (buffer.batch != nullptr) buffer.batch->taken(context);
    vanish(waiting);
  }
  const std::uint32_t resting = std::exchange(message.resting, kNone);
  if (resting != kNone) vanish(resting);
}

void Redelivery::vanish(std::uint32_t id) {
  s_.replicas.leave(s_.contexts[id], now_);
  if (s_.trace) s_.trace->abandon(id);
  s_.contexts.free(id);
}

}  // namespace headroom::sim
