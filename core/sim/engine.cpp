#include "core/sim/engine.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/contracts.h"
#include "core/random/draws.h"
#include "core/sim/conservation.h"
#include "core/sim/event_set.h"
#include "core/sim/processor_sharing.h"
#include "core/sim/state.h"

namespace headroom::sim {

using network::Op;
using network::Policy;
using network::Step;

namespace {

constexpr std::uint64_t kEventsBetweenStopChecks = 1024;
constexpr std::uint64_t kFingerprintFactor = 0x9E37'79B9'7F4A'7C15;  // 2^64 / golden ratio

struct SourceState {
  double mean_gap = 0.0;  ///< seconds between arrivals; 0: no arrivals or closed
  random::DrawSite gaps;
};

struct BalancerState {
  std::uint32_t first_replica = 0;
  std::uint32_t replicas = 1;
  Policy policy = Policy::random;
  std::uint32_t turn = 0;
  random::UniformSite choice;
};

/// First in, first out of contexts woken at the present instant.
class ReadyRing {
 public:
  [[nodiscard]] bool empty() const { return first_ == items_.size(); }
  void push(std::uint32_t context) { items_.push_back(context); }
  std::uint32_t pop() {
    const std::uint32_t context = items_[first_++];
    if (first_ == items_.size()) {
      items_.clear();
      first_ = 0;
    }
    return context;
  }

 private:
  std::vector<std::uint32_t> items_;
  std::size_t first_ = 0;
};

}  // namespace

struct Engine::State {
  State(const network::Network& net, const network::Load& load, const Settings& options);

  Outcome run(std::uint64_t requests, const std::stop_token& stop);
  void reset();
  void check() const;
  [[nodiscard]] std::vector<ResourceTally> completed_resources() const;
  [[nodiscard]] std::vector<ReplicaTally> completed_replicas() const;
  void complete(ResourceTally& tally, const SharedProcessor& processor) const;
  void complete(ResourceTally& tally, const ResourceState& resource) const;

  // Construction.
  void add_group(const network::Group& group, const Settings& options);
  void add_resource(const network::Resource& blueprint, std::uint32_t replica);
  void add_source(std::uint32_t index, const network::Load::Entry& load, const Settings& options);

  // One event.
  void on_context(std::uint32_t id);
  void on_arrival(std::uint32_t source);
  void on_lane(std::uint32_t lane);
  void on_shared(std::uint32_t processor);
  void run_ready();
  void interpret(std::uint32_t id);

  // Steps; true when the context goes on at once.
  bool serve(std::uint32_t id, const Step& step);
  bool acquire(std::uint32_t id, const Step& step);
  void release(std::uint32_t resource);
  bool dispatch(std::uint32_t id, const Step& step);
  bool awaited(std::uint32_t id, std::uint32_t on_failure);
  std::uint32_t start_call(std::uint32_t parent, std::uint32_t call, bool awaited);
  void fork(std::uint32_t parent, std::uint32_t pc);
  void finish(std::uint32_t id);
  void leave_system(std::uint32_t id);
  void deliver(std::uint32_t child);

  // Plumbing.
  std::uint32_t new_context(std::uint32_t request_class);
  void free_context(std::uint32_t id);
  void enter(std::uint32_t id, std::uint32_t balancer, std::uint32_t entry);
  void move_to(std::uint32_t id, std::uint32_t replica, std::uint32_t entry);
  void leave_replica(Context& context);
  std::uint32_t choose(BalancerState& balancer);
  std::uint32_t least_outstanding(BalancerState& balancer);
  bool wait_in(std::uint32_t id, ResourceState& resource, const Step& step);
  std::uint32_t next_waiting(ResourceState& resource);
  void unlink(ResourceState& resource, std::uint32_t id);
  void refuse(std::uint32_t id, ResourceState& resource, const Step& step);
  void child_failed_or_done(std::uint32_t parent, bool failed);
  void begin_service(std::uint32_t id, const Step& step, const ResourceState& resource);
  void schedule_shared(std::uint32_t processor);
  void arm(std::uint32_t lane, std::uint32_t id, bool of_call);
  [[nodiscard]] bool live(const Timer& timer) const;
  void watch(std::uint32_t lane);

  void schedule(double time, std::uint32_t who) {
    const Key key = make_key(time, sequence_++, who);
    if (hole_) {
      events_.replace_top(key);
      hole_ = false;
    } else {
      events_.push(key);
    }
  }
  void schedule_context(double delay, std::uint32_t id) {
    schedule(now_ + delay, first_context_ + id);
  }
  double draw(std::uint32_t base, std::uint32_t site) { return sites_[base + site].next(); }

  const network::Network* net_;
  const Step* steps_;
  double now_ = 0.0;
  double from_ = 0.0;
  std::uint64_t sequence_ = 0;
  bool hole_ = false;
  EventSet events_;
  WinnerTree shared_events_;
  std::vector<SharedProcessor> processors_;
  std::vector<std::uint32_t> processor_resource_;
  std::vector<Context> contexts_;
  std::uint32_t free_list_ = kNone;
  std::uint64_t live_contexts_ = 0;
  std::uint64_t max_contexts_;
  std::uint32_t first_context_ = 0;
  std::uint32_t first_lane_ = 0;
  std::vector<ResourceState> resources_;
  std::vector<ReplicaState> replicas_;
  std::vector<std::uint32_t> first_replica_;  ///< by group
  std::vector<random::DrawSite> sites_;
  std::vector<BalancerState> balancers_;
  std::vector<SourceState> sources_;
  std::vector<Lane> lanes_;
  ReadyRing ready_;
  std::uint64_t roots_left_ = 0;
  std::uint64_t roots_inside_ = 0;
  std::uint64_t backlog_ = 0;
  std::uint64_t events_seen_ = 0;
  std::uint64_t fingerprint_ = 0;
  std::vector<ClassCounts> counts_;
  std::vector<ClassTally> tallies_;
};

// ---------------------------------------------------------------- construction

Engine::State::State(const network::Network& net, const network::Load& load,
                     const Settings& options)
    : net_(&net), steps_(net.steps.data()), shared_events_(1), max_contexts_(options.max_contexts) {
  HEADROOM_EXPECTS(load.sources.size() == net.sources.size());
  for (const network::Group& group : net.groups) add_group(group, options);
  shared_events_ = WinnerTree(std::max<std::size_t>(1, processors_.size()));
  for (std::size_t i = 0; i < net.balancers.size(); ++i) {
    const network::Balancer& b = net.balancers[i];
    const std::string purpose = "balance/" + net.groups[b.group].component;
    balancers_.push_back({first_replica_[b.group], net.groups[b.group].replicas, b.policy, 0,
                          random::UniformSite(random::stream_key(options.seed, options.replication,
                                                                 b.owner, 0, purpose))});
  }
  for (const Seconds timeout : net.timeouts) lanes_.emplace_back(timeout.value());
  for (std::size_t i = 0; i < net.consumers.size(); ++i) {
    const network::Consumer& consumer = net.consumers[i];
    const network::Group& group = net.groups[consumer.group];
    for (std::uint32_t r = 0; r < group.replicas; ++r) {
      const auto base = replicas_[first_replica_[consumer.group] + r].resource_base;
      resources_[base + consumer.pool].feed = static_cast<std::uint32_t>(i);
    }
  }
  first_lane_ = static_cast<std::uint32_t>(net.sources.size());
  first_context_ = first_lane_ + static_cast<std::uint32_t>(lanes_.size());
  HEADROOM_EXPECTS(first_context_ + max_contexts_ < kMaximumWho / 2);
  counts_.resize(net.sources.size());
  tallies_.resize(net.sources.size());
  for (std::uint32_t i = 0; i < net.sources.size(); ++i) add_source(i, load.sources[i], options);
}

void Engine::State::add_group(const network::Group& group, const Settings& options) {
  HEADROOM_EXPECTS(group.first_resource == resources_.size() && group.first_site == sites_.size());
  first_replica_.push_back(static_cast<std::uint32_t>(replicas_.size()));
  for (std::uint32_t r = 0; r < group.replicas; ++r) {
    const auto replica = static_cast<std::uint32_t>(replicas_.size());
    replicas_.push_back(
        {static_cast<std::uint32_t>(resources_.size()), static_cast<std::uint32_t>(sites_.size())});
    for (const network::Resource& blueprint : group.resources) add_resource(blueprint, replica);
    for (const network::Site& site : group.sites) {
      const auto key =
          random::stream_key(options.seed, options.replication, group.component, r, site.purpose);
      sites_.emplace_back(
          site.uniform ? random::Distribution::uniform(0.0, 1.0) : site.distribution, key);
    }
  }
}

void Engine::State::add_resource(const network::Resource& blueprint, std::uint32_t replica) {
  ResourceState state;
  state.capacity = static_cast<std::uint32_t>(blueprint.capacity);
  state.free = state.capacity;
  state.waiting_limit = blueprint.waiting_limit;
  state.lane = blueprint.timeout;
  state.replica = replica;
  state.inverse_speed = 1.0 / blueprint.speed;
  if (blueprint.kind == network::ResourceKind::station &&
      blueprint.discipline == network::Discipline::processor_sharing) {
    state.shared = static_cast<std::uint32_t>(processors_.size());
    processors_.emplace_back(blueprint.capacity, blueprint.speed);
    processor_resource_.push_back(static_cast<std::uint32_t>(resources_.size()));
  }
  resources_.push_back(state);
}

void Engine::State::add_source(std::uint32_t index, const network::Load::Entry& load,
                               const Settings& options) {
  const network::Source& source = net_->sources[index];
  const auto key =
      random::stream_key(options.seed, options.replication, source.request_class, 0, "arrivals");
  const bool open = !source.closed() && load.rate > PerSecond(0.0);
  sources_.push_back({open ? 1.0 / load.rate.value() : 0.0,
                      random::DrawSite(random::Distribution::exponential(1.0), key)});
  if (open) schedule(sources_.back().gaps.next() * sources_.back().mean_gap, index);
  if (!source.closed()) return;
  const std::uint32_t site = net_->groups[source.think_group].first_site;
  for (std::uint32_t i = 0; i < load.population; ++i) {
    const std::uint32_t id = new_context(index);
    contexts_[id].flags = kRoot | kThinking;
    schedule_context(draw(site, source.think_site), id);
  }
}

// ---------------------------------------------------------------- the loop

Engine::Outcome Engine::State::run(std::uint64_t requests, const std::stop_token& stop) {
  const std::uint64_t target = roots_left_ + requests;
  while (roots_left_ < target) {
    const Key event = events_.top();
    const Key shared = shared_events_.top();
    const Key next = std::min(event, shared);
    if (next == kNever) return Outcome::idle;
    if (++events_seen_ % kEventsBetweenStopChecks == 0 && stop.stop_requested())
      return Outcome::stopped;
    if (live_contexts_ > max_contexts_) return Outcome::too_many_contexts;
    const double time = time_of(next);
    HEADROOM_ENSURES(time >= now_);
    now_ = time;
    fingerprint_ =
        (fingerprint_ ^ static_cast<std::uint64_t>(next >> 64) ^ who_of(next)) * kFingerprintFactor;
    const std::uint32_t who = who_of(next);
    hole_ = event < shared;
    if (!hole_) {
      on_shared(who);
    } else if (who >= first_context_) {
      on_context(who - first_context_);
    } else if (who < first_lane_) {
      on_arrival(who);
    } else {
      on_lane(who - first_lane_);
    }
    run_ready();
    if (hole_) events_.pop();
    hole_ = false;
  }
  return Outcome::reached;
}

void Engine::State::run_ready() {
  while (!ready_.empty()) interpret(ready_.pop());
}

void Engine::State::on_arrival(std::uint32_t index) {
  SourceState& source = sources_[index];
  schedule(now_ + source.gaps.next() * source.mean_gap, index);
  const std::uint32_t id = new_context(index);
  Context& context = contexts_[id];
  context.flags = kRoot;
  context.born = now_;
  ++counts_[index].arrivals;
  ++tallies_[index].arrivals;
  ++roots_inside_;
  ++backlog_;
  enter(id, net_->sources[index].balancer, net_->sources[index].entry);
  ready_.push(id);
}

void Engine::State::on_context(std::uint32_t id) {
  Context& context = contexts_[id];
  if ((context.flags & kThinking) != 0) {
    const std::uint32_t index = context.request_class;
    context.flags = kRoot;
    context.born = now_;
    ++counts_[index].arrivals;
    ++tallies_[index].arrivals;
    ++roots_inside_;
    ++backlog_;
    enter(id, net_->sources[index].balancer, net_->sources[index].entry);
    ready_.push(id);
    return;
  }
  const Step& step = steps_[context.pc];
  switch (step.op) {
    case Op::serve: {
      ResourceState& station = resources_[context.resource_base + step.resource];
      ++station.visits;
      const std::uint32_t waiting = next_waiting(station);
      if (waiting == kNone) {
        ++station.free;
        station.busy_area += now_;
      } else {
        begin_service(waiting, steps_[contexts_[waiting].pc], station);
      }
      ++context.pc;
      break;
    }
    case Op::arrive: {
      const network::CallSite& call = net_->calls[context.call];
      enter(id, call.balancer, call.entry);
      break;
    }
    case Op::reply:
      deliver(id);
      return;
    default:  // delay
      ++context.pc;
      break;
  }
  ready_.push(id);
}

void Engine::State::on_shared(std::uint32_t processor) {
  const std::uint32_t id = processors_[processor].finish(now_);
  schedule_shared(processor);
  ++resources_[processor_resource_[processor]].visits;
  ++contexts_[id].pc;
  ready_.push(id);
}

void Engine::State::on_lane(std::uint32_t index) {
  const Timer timer = lanes_[index].front();
  lanes_[index].pop();
  if (live(timer)) {
    Context& context = contexts_[timer.context];
    if (timer.of_call) {
      const std::uint32_t parent = std::exchange(context.parent, kNone);
      ++backlog_;
      child_failed_or_done(parent, true);
    } else {
      const Step& step = steps_[context.pc];
      ResourceState& pool = resources_[context.resource_base + step.resource];
      unlink(pool, timer.context);
      refuse(timer.context, pool, step);
      ready_.push(timer.context);
    }
  }
  watch(index);
}

// ---------------------------------------------------------------- the interpreter

void Engine::State::interpret(std::uint32_t id) {
  for (;;) {
    Context& context = contexts_[id];
    const Step& step = steps_[context.pc];
    switch (step.op) {
      case Op::serve:
        if (!serve(id, step)) return;
        break;
      case Op::delay:
        schedule_context(draw(context.site_base, step.site), id);
        return;
      case Op::acquire:
        if (!acquire(id, step)) return;
        break;
      case Op::release:
        release(context.resource_base + step.resource);
        ++context.pc;
        break;
      case Op::branch:
        context.pc = draw(context.site_base, step.site) < static_cast<double>(step.probability)
                         ? step.a
                         : context.pc + 1;
        break;
      case Op::jump:
        context.pc = step.a;
        break;
      case Op::call: {
        if ((context.state & 1U) != 0) {  // woken: the reply is here
          context.state = 0;
          if (!awaited(id, net_->calls[step.a].on_failure)) return;
          break;
        }
        context.state = 1;
        context.flags |= kBlocked;
        const std::uint32_t child = start_call(id, step.a, true);
        if (child == kNone) return;
        id = child;
        break;
      }
      case Op::spawn: {
        ++context.pc;
        const std::uint32_t child = start_call(id, step.a, true);
        if (child != kNone) ready_.push(child);
        break;
      }
      case Op::fork:
        ++context.pc;
        fork(id, step.a);
        break;
      case Op::join:
        if (!awaited(id, step.a)) return;
        break;
      case Op::send: {
        ++context.pc;
        const std::uint32_t child = start_call(id, step.a, false);
        if (child != kNone) ready_.push(child);
        break;
      }
      case Op::dispatch:
        if (!dispatch(id, step)) return;
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
        finish(id);
        return;
    }
  }
}

bool Engine::State::serve(std::uint32_t id, const Step& step) {
  Context& context = contexts_[id];
  ResourceState& station = resources_[context.resource_base + step.resource];
  if (station.shared != kNone) {
    const double demand = draw(context.site_base, step.site);
    processors_[station.shared].start(now_, demand, sequence_++, id);
    schedule_shared(station.shared);
    return false;
  }
  if (station.free > 0) {
    --station.free;
    station.busy_area -= now_;
    begin_service(id, step, station);
    return false;
  }
  return !wait_in(id, station, step);
}

bool Engine::State::acquire(std::uint32_t id, const Step& step) {
  Context& context = contexts_[id];
  ResourceState& pool = resources_[context.resource_base + step.resource];
  if (pool.free > 0) {
    --pool.free;
    pool.busy_area -= now_;
    ++pool.visits;
    ++context.pc;
    return true;
  }
  if (!wait_in(id, pool, step)) return true;
  if (pool.lane != kNone) arm(pool.lane, id, false);
  return false;
}

void Engine::State::release(std::uint32_t index) {
  ResourceState& pool = resources_[index];
  if (pool.feed != kNone) {
    const network::Consumer& consumer = net_->consumers[pool.feed];
    const std::uint32_t base = net_->groups[consumer.buffer_group].first_resource;
    const std::uint32_t message = next_waiting(resources_[base + consumer.buffer]);
    if (message != kNone) {
      ++pool.visits;
      move_to(message, pool.replica, consumer.entry);
      ready_.push(message);
      return;
    }
  }
  const std::uint32_t waiting = next_waiting(pool);
  if (waiting == kNone) {
    ++pool.free;
    pool.busy_area += now_;
    return;
  }
  ++pool.visits;
  ++contexts_[waiting].pc;
  ready_.push(waiting);
}

bool Engine::State::dispatch(std::uint32_t id, const Step& step) {
  const std::uint32_t index = contexts_[id].resource_base + step.resource;
  for (const network::Consumer& consumer : net_->consumers) {
    const network::Group& group = net_->groups[consumer.group];
    if (net_->groups[consumer.buffer_group].first_resource + consumer.buffer != index) continue;
    for (std::uint32_t r = 0; r < group.replicas; ++r) {
      const std::uint32_t replica = first_replica_[consumer.group] + r;
      ResourceState& pool = resources_[replicas_[replica].resource_base + consumer.pool];
      if (pool.free == 0) continue;
      --pool.free;
      pool.busy_area -= now_;
      ++pool.visits;
      ++resources_[index].visits;
      move_to(id, replica, consumer.entry);
      return true;
    }
  }
  return !wait_in(id, resources_[index], step);
}

/// True when all children have replied; then the context stands after the step, or at its failure.
bool Engine::State::awaited(std::uint32_t id, std::uint32_t on_failure) {
  Context& context = contexts_[id];
  if (context.children > 0) {
    context.flags |= kBlocked;
    return false;
  }
  if ((context.flags & kChildFailed) != 0) {
    context.flags = static_cast<std::uint8_t>((context.flags & ~kChildFailed) | kFailed);
    context.pc = on_failure;
  } else {
    ++context.pc;
  }
  return true;
}

/// The child, ready to run, or kNone while it is on its way.
std::uint32_t Engine::State::start_call(std::uint32_t parent, std::uint32_t index,
                                        bool is_awaited) {
  const network::CallSite& call = net_->calls[index];
  const std::uint32_t child = new_context(contexts_[parent].request_class);
  Context& context = contexts_[child];
  context.call = index;
  context.born = now_;
  if (is_awaited) {
    context.parent = parent;
    ++contexts_[parent].children;
    if (call.timeout != kNone) arm(call.timeout, child, true);
  } else {
    ++backlog_;
  }
  if (call.hop_out == kNone) {
    enter(child, call.balancer, call.entry);
    return child;
  }
  context.pc = 0;
  schedule_context(draw(contexts_[parent].site_base, call.hop_out), child);
  return kNone;
}

void Engine::State::fork(std::uint32_t parent, std::uint32_t pc) {
  const std::uint32_t child = new_context(contexts_[parent].request_class);
  Context& context = contexts_[child];
  Context& owner = contexts_[parent];
  context.parent = parent;
  context.resource_base = owner.resource_base;
  context.site_base = owner.site_base;
  context.pc = pc;
  context.born = now_;
  context.flags = kShared;
  ++owner.children;
  ready_.push(child);
}

void Engine::State::finish(std::uint32_t id) {
  Context& context = contexts_[id];
  leave_replica(context);
  if ((context.flags & kRoot) != 0) {
    leave_system(id);
    return;
  }
  if (context.parent == kNone) {
    --backlog_;
    free_context(id);
    return;
  }
  const bool travels = context.call != kNone && net_->calls[context.call].hop_back != kNone;
  if (!travels) {
    deliver(id);
    return;
  }
  context.pc = 1;
  schedule_context(draw(contexts_[context.parent].site_base, net_->calls[context.call].hop_back),
                   id);
}

void Engine::State::leave_system(std::uint32_t id) {
  Context& context = contexts_[id];
  const std::uint32_t index = context.request_class;
  if ((context.flags & kFailed) != 0) {
    ++counts_[index].failed;
    ++tallies_[index].failed;
  } else {
    ++counts_[index].succeeded;
    tallies_[index].response_s.record(now_ - context.born);
  }
  ++roots_left_;
  --roots_inside_;
  --backlog_;
  const network::Source& source = net_->sources[index];
  if (!source.closed()) {
    free_context(id);
    return;
  }
  context.flags = kRoot | kThinking;
  schedule_context(draw(net_->groups[source.think_group].first_site, source.think_site), id);
}

void Engine::State::deliver(std::uint32_t child) {
  const Context& context = contexts_[child];
  const std::uint32_t parent = context.parent;
  const bool failed = (context.flags & kFailed) != 0;
  free_context(child);
  if (parent == kNone)
    --backlog_;
  else
    child_failed_or_done(parent, failed);
}

void Engine::State::child_failed_or_done(std::uint32_t parent, bool failed) {
  Context& context = contexts_[parent];
  if (failed) context.flags |= kChildFailed;
  if (--context.children > 0 || (context.flags & kBlocked) == 0) return;
  context.flags = static_cast<std::uint8_t>(context.flags & ~kBlocked);
  ready_.push(parent);
}

// ---------------------------------------------------------------- plumbing

std::uint32_t Engine::State::new_context(std::uint32_t request_class) {
  ++live_contexts_;
  std::uint32_t id = free_list_;
  if (id == kNone) {
    id = static_cast<std::uint32_t>(contexts_.size());
    contexts_.emplace_back();
  } else {
    free_list_ = contexts_[id].next;
    const std::uint32_t generation = contexts_[id].generation;
    contexts_[id] = Context{};
    contexts_[id].generation = generation;
  }
  contexts_[id].request_class = request_class;
  return id;
}

void Engine::State::free_context(std::uint32_t id) {
  --live_contexts_;
  contexts_[id].flags = kFree;
  ++contexts_[id].generation;
  contexts_[id].next = free_list_;
  free_list_ = id;
}

void Engine::State::enter(std::uint32_t id, std::uint32_t balancer, std::uint32_t entry) {
  move_to(id, choose(balancers_[balancer]), entry);
}

void Engine::State::move_to(std::uint32_t id, std::uint32_t replica, std::uint32_t entry) {
  Context& context = contexts_[id];
  leave_replica(context);
  ReplicaState& state = replicas_[replica];
  ++state.outstanding;
  state.inside_area -= now_;
  context.replica = replica;
  context.resource_base = state.resource_base;
  context.site_base = state.site_base;
  context.pc = entry;
}

void Engine::State::leave_replica(Context& context) {
  if (context.replica == kNone) return;
  ReplicaState& replica = replicas_[context.replica];
  --replica.outstanding;
  replica.inside_area += now_;
  ++replica.ended;
  if ((context.flags & kFailed) != 0) ++replica.failed;
  context.replica = kNone;
}

std::uint32_t Engine::State::choose(BalancerState& b) {
  if (b.replicas == 1) return b.first_replica;
  switch (b.policy) {
    case Policy::round_robin: {
      const std::uint32_t turn = b.turn;
      b.turn = turn + 1 == b.replicas ? 0 : turn + 1;
      return b.first_replica + turn;
    }
    case Policy::random:
      return b.first_replica + static_cast<std::uint32_t>(b.choice.next_below(b.replicas));
    case Policy::least_outstanding:
      return least_outstanding(b);
    case Policy::power_of_two: {
      const auto one = static_cast<std::uint32_t>(b.choice.next_below(b.replicas));
      auto two = static_cast<std::uint32_t>(b.choice.next_below(b.replicas - 1));
      if (two >= one) ++two;  // two different replicas
      const bool second = replicas_[b.first_replica + two].outstanding <
                          replicas_[b.first_replica + one].outstanding;
      return b.first_replica + (second ? two : one);
    }
  }
  return b.first_replica;
}

/// Random among the least loaded.
std::uint32_t Engine::State::least_outstanding(BalancerState& b) {
  std::uint32_t least = kNone;
  std::uint32_t ties = 0;
  for (std::uint32_t r = 0; r < b.replicas; ++r) {
    const std::uint32_t outstanding = replicas_[b.first_replica + r].outstanding;
    if (outstanding < least) {
      least = outstanding;
      ties = 0;
    }
    if (outstanding == least) ++ties;
  }
  auto pick = static_cast<std::uint32_t>(b.choice.next_below(ties));
  for (std::uint32_t r = b.first_replica;; ++r) {
    if (replicas_[r].outstanding == least && pick-- == 0) return r;
  }
}

/// False when the waiting room is full: the context then stands at its failure.
bool Engine::State::wait_in(std::uint32_t id, ResourceState& resource, const Step& step) {
  if (resource.waiting >= resource.waiting_limit) {
    refuse(id, resource, step);
    return false;
  }
  Context& context = contexts_[id];
  context.mark = now_;
  context.next = kNone;
  context.previous = resource.tail;
  ++context.ticket;
  (resource.tail == kNone ? resource.head : contexts_[resource.tail].next) = id;
  resource.tail = id;
  ++resource.waiting;
  resource.queue_area -= now_;
  return true;
}

std::uint32_t Engine::State::next_waiting(ResourceState& resource) {
  const std::uint32_t id = resource.head;
  if (id != kNone) unlink(resource, id);
  return id;
}

void Engine::State::unlink(ResourceState& resource, std::uint32_t id) {
  Context& context = contexts_[id];
  (context.previous == kNone ? resource.head : contexts_[context.previous].next) = context.next;
  (context.next == kNone ? resource.tail : contexts_[context.next].previous) = context.previous;
  ++context.ticket;
  --resource.waiting;
  resource.queue_area += now_;
  resource.wait_sum += now_ - std::max(context.mark, from_);
}

void Engine::State::refuse(std::uint32_t id, ResourceState& resource, const Step& step) {
  ++resource.refused;
  contexts_[id].flags |= kFailed;
  contexts_[id].pc = step.a;
}

void Engine::State::begin_service(std::uint32_t id, const Step& step,
                                  const ResourceState& resource) {
  schedule_context(draw(contexts_[id].site_base, step.site) * resource.inverse_speed, id);
}

void Engine::State::schedule_shared(std::uint32_t index) {
  const SharedProcessor& processor = processors_[index];
  shared_events_.set(index, processor.jobs() == 0
                                ? kNever
                                : make_key(processor.next_end(now_), sequence_++, index));
}

void Engine::State::arm(std::uint32_t index, std::uint32_t id, bool of_call) {
  Lane& lane = lanes_[index];
  const Context& context = contexts_[id];
  const bool first = lane.empty();
  lane.push({now_ + lane.timeout(), sequence_++, id, context.generation, context.ticket, of_call});
  if (first) watch(index);
}

bool Engine::State::live(const Timer& timer) const {
  const Context& context = contexts_[timer.context];
  if (context.generation != timer.generation) return false;
  return timer.of_call ? context.parent != kNone : context.ticket == timer.ticket;
}

/// Puts the first live timer of the lane into the event set.
void Engine::State::watch(std::uint32_t index) {
  Lane& lane = lanes_[index];
  while (!lane.empty() && !live(lane.front())) lane.pop();
  if (!lane.empty()) schedule(lane.front().expiry, first_lane_ + index);
}

// ---------------------------------------------------------------- statistics

void Engine::State::check() const {
  std::vector<std::uint64_t> inside(counts_.size());
  std::uint64_t unawaited = 0;
  for (const Context& context : contexts_) {
    if ((context.flags & (kFree | kThinking)) != 0 || context.parent != kNone) continue;
    ++unawaited;
    if ((context.flags & kRoot) != 0) ++inside[context.request_class];
  }
  HEADROOM_ENSURES(unawaited == backlog_);
  for (std::size_t i = 0; i < counts_.size(); ++i) check_flow(counts_[i], inside[i]);
  const std::vector<ResourceTally> tallies = completed_resources();
  std::size_t resource = 0;
  for (const network::Group& group : net_->groups)
    for (std::uint32_t r = 0; r < group.replicas; ++r)
      for (const network::Resource& blueprint : group.resources)
        check_resource(tallies[resource++], blueprint.capacity, {from_, now_});
}

void Engine::State::reset() {
  from_ = now_;
  for (ClassTally& tally : tallies_) tally = {};
  for (ResourceState& resource : resources_) {
    resource.busy_area = -now_ * static_cast<double>(resource.capacity - resource.free);
    resource.queue_area = -now_ * static_cast<double>(resource.waiting);
    resource.wait_sum = 0.0;
    resource.visits = 0;
    resource.refused = 0;
  }
  for (SharedProcessor& processor : processors_) processor.reset(now_);
  for (ReplicaState& replica : replicas_) {
    replica.inside_area = -now_ * static_cast<double>(replica.outstanding);
    replica.ended = 0;
    replica.failed = 0;
  }
}

std::vector<ResourceTally> Engine::State::completed_resources() const {
  std::vector<ResourceTally> tallies;
  tallies.reserve(resources_.size());
  for (const ResourceState& resource : resources_) {
    ResourceTally tally{.visits = resource.visits, .refused = resource.refused};
    if (resource.shared != kNone)
      complete(tally, processors_[resource.shared]);
    else
      complete(tally, resource);
    tallies.push_back(tally);
  }
  return tallies;
}

void Engine::State::complete(ResourceTally& tally, const SharedProcessor& processor) const {
  tally.busy_area = processor.busy_area(now_);
  tally.queue_area = processor.queue_area(now_);
  tally.wait_sum = processor.wait_sum(now_);
  tally.waiting = processor.waiting();
}

void Engine::State::complete(ResourceTally& tally, const ResourceState& resource) const {
  tally.busy_area =
      resource.busy_area + now_ * static_cast<double>(resource.capacity - resource.free);
  tally.waiting = static_cast<double>(resource.waiting);
  tally.queue_area = resource.queue_area + now_ * tally.waiting;
  tally.wait_sum = resource.wait_sum;
  for (std::uint32_t id = resource.head; id != kNone; id = contexts_[id].next)
    tally.wait_sum += now_ - std::max(contexts_[id].mark, from_);
}

std::vector<ReplicaTally> Engine::State::completed_replicas() const {
  std::vector<ReplicaTally> tallies;
  tallies.reserve(replicas_.size());
  for (const ReplicaState& replica : replicas_)
    tallies.push_back({replica.ended, replica.failed,
                       replica.inside_area + now_ * static_cast<double>(replica.outstanding)});
  return tallies;
}

// ---------------------------------------------------------------- the public face

Engine::Engine(const network::Network& network, const network::Load& load, const Settings& settings)
    : state_(std::make_unique<State>(network, load, settings)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Engine::Outcome Engine::run(std::uint64_t requests, std::stop_token stop) {
  return state_->run(requests, stop);
}
void Engine::reset_statistics() {
  check_conservation();
  state_->reset();
}
void Engine::check_conservation() const { state_->check(); }
double Engine::clock() const { return state_->now_; }
double Engine::measured_from() const { return state_->from_; }
std::uint64_t Engine::inside() const { return state_->roots_inside_; }
std::uint64_t Engine::backlog() const { return state_->backlog_; }
std::uint64_t Engine::contexts() const { return state_->live_contexts_; }
const std::vector<ClassCounts>& Engine::counts() const { return state_->counts_; }
const std::vector<ClassTally>& Engine::classes() const { return state_->tallies_; }
std::vector<ResourceTally> Engine::resources() const { return state_->completed_resources(); }
std::vector<ReplicaTally> Engine::replicas() const { return state_->completed_replicas(); }
std::uint64_t Engine::fingerprint() const { return state_->fingerprint_; }

}  // namespace headroom::sim
