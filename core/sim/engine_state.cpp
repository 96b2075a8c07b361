#include "core/sim/engine_state.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/contracts.h"
#include "core/sim/conservation.h"
#include "core/sim/station_path.h"
#include "core/sim/station_plan.h"

namespace headroom::sim {

using random::Distribution;

namespace {

std::variant<SharedProcessor, PreemptiveProcessor> processor_of(
    const network::Resource& blueprint) {
  if (blueprint.discipline == network::Discipline::preemptive)
    return PreemptiveProcessor(static_cast<std::uint32_t>(blueprint.capacity), blueprint.speed);
  return SharedProcessor(blueprint.capacity, blueprint.speed, blueprint.scalability);
}

/// A rate limit lets as much through wherever it is.
network::Resource at_speed(network::Resource blueprint, double speed) {
  if (blueprint.discipline != network::Discipline::token_bucket) blueprint.speed *= speed;
  return blueprint;
}

bool sheds(const network::Group& group) {
  return std::ranges::any_of(group.resources,
                             [](const network::Resource& resource) { return !!resource.shedding; });
}

bool may_give_up(const network::Network& net) {
  return std::ranges::any_of(net.calls, &network::CallSite::cancels) ||
         std::ranges::any_of(net.groups, sheds) ||
         std::ranges::any_of(
             net.sources,
             [](const network::Source& source) { return source.deadline.value() < kEndOfTime; }) ||
         std::ranges::any_of(net.steps, [](const network::Step& step) {
           return (step.op == network::Op::spawn || step.op == network::Op::fork) &&
                  step.flag == network::kYields;
         });
}

}  // namespace

// ---------------------------------------------------------------- construction

EngineState::EngineState(const network::Network& net, const network::Load& load,
                         const Engine::Settings& settings)
    : network(net), max_contexts(settings.max_contexts), shared_events(1) {
  HEADROOM_EXPECTS(load.sources.size() == net.sources.size());
  HEADROOM_EXPECTS(net.sources.size() <= network::kMaximumClasses);
  if (settings.traced) trace = std::make_unique<Trace>(net);
  for (const network::Group& group : net.groups) add_group(group, settings);
  shared_events = WinnerTree(std::max<std::size_t>(1, shared.size()));
  special_stations = serves_specially();
  gives_up = may_give_up(net);
  for (const network::Balancer& balancer : net.balancers) add_balancer(balancer, settings);
  for (const Seconds timeout : net.timeouts) lanes.emplace_back(timeout.value());
  for (std::uint32_t i = 0; i < net.consumers.size(); ++i) connect(i);
  first_lane = static_cast<std::uint32_t>(net.sources.size());
  first_patience = first_lane + static_cast<std::uint32_t>(lanes.size());
  first_context = first_patience + static_cast<std::uint32_t>(patience.size());
  HEADROOM_EXPECTS(first_context + max_contexts < kMaximumWho / 2);
  tallies.resize(net.sources.size());
  counts_at_reset.resize(net.sources.size());
  for (std::uint32_t i = 0; i < net.sources.size(); ++i) add_source(i, load.sources[i], settings);
  if (settings.events_only || settings.traced) return;
  if (auto plan = plan_stations(net)) stations = std::make_unique<StationPath>(*std::move(plan));
}

EngineState::~EngineState() = default;

Engine::Outcome EngineState::run(std::uint64_t requests, double until,
                                 const std::stop_token& stop) {
  const std::uint64_t before = roots_left;
  if (stations && until == kEndOfTime) stations->advance(*this, requests, stop);
  return run_events(requests - (roots_left - before), until, stop);
}

void EngineState::add_group(const network::Group& group, const Engine::Settings& settings) {
  HEADROOM_EXPECTS(group.first_resource == resources.size() && group.first_site == sites.size());
  first_replica.push_back(replicas.size());
  for (std::uint32_t r = 0; r < group.replicas; ++r) {
    const std::uint32_t replica = replicas.size();
    replicas.add({.resource_base = static_cast<std::uint32_t>(resources.size()),
                  .site_base = static_cast<std::uint32_t>(sites.size())});
    for (const network::Resource& blueprint : group.resources)
      add_resource(at_speed(blueprint, group.speed_of(r)), replica);
    for (const network::Site& site : group.sites)
      sites.emplace_back(site.uniform ? Distribution::uniform(0.0, 1.0) : site.distribution,
                         random::stream_key(settings.seed, settings.replication, group.component, r,
                                            site.purpose));
  }
}

void EngineState::add_resource(const network::Resource& blueprint, std::uint32_t replica) {
  ResourceState state;
  state.capacity = static_cast<std::uint32_t>(blueprint.capacity);
  state.free = state.capacity;
  state.waiting_limit = blueprint.waiting_limit;
  state.lane = blueprint.timeout;
  state.replica = replica;
  state.inverse_speed = 1.0 / blueprint.speed;
  state.order = blueprint.order;
  if (blueprint.order == network::Order::priority)
    state.priorities = priority_lines.emplace_back(std::make_unique<LastOfPriority>()).get();
  if (blueprint.order == network::Order::deadline)
    state.deadlines = deadline_lines.emplace_back(std::make_unique<DeadlineOrder>()).get();
  const std::uint32_t first_site = replicas[replica].site_base;
  if (blueprint.patience != network::kNone) {
    state.patience = static_cast<std::uint32_t>(patience.size());
    patience.emplace_back(first_site + blueprint.patience);
  }
  if (blueprint.set_up != network::kNone)
    state.cold = cold_starts
                     .emplace_back(std::make_unique<ColdStarts>(first_site + blueprint.set_up,
                                                                blueprint.keep_warm.value()))
                     .get();
  if (blueprint.shedding)
    state.shedder =
        shedders.emplace_back(std::make_unique<ControlledDelay>(*blueprint.shedding)).get();
  if (blueprint.batch > 1)
    state.batch = batch_rules
                      .emplace_back(std::make_unique<BatchRule>(
                          BatchRule{.size = blueprint.batch, .lane = blueprint.linger}))
                      .get();
  if (blueprint.redelivers())
    state.redelivery = redelivery_rules
                           .emplace_back(std::make_unique<RedeliveryRule>(
                               RedeliveryRule{.most = blueprint.most_deliveries,
                                              .lane = blueprint.visibility,
                                              .again = blueprint.again,
                                              .dead = blueprint.dead,
                                              .replica = replica}))
                           .get();
  if (blueprint.kind == network::ResourceKind::gate) {
    state.gate = static_cast<std::uint32_t>(gates.size());
    const network::Gate& rule = network.gates[blueprint.gate];
    gates.push_back(gate_state(rule));
    const auto* breaker = std::get_if<network::CircuitBreaker>(&rule);
    if (breaker != nullptr && breaker->times_calls()) attempts.start();
  } else if (blueprint.discipline == network::Discipline::token_bucket) {
    state.bucket = static_cast<std::uint32_t>(buckets.size());
    buckets.emplace_back(blueprint.capacity * blueprint.speed, blueprint.burst);
  } else if (blueprint.kind == network::ResourceKind::station &&
             blueprint.discipline != network::Discipline::fcfs) {
    state.shared = static_cast<std::uint32_t>(shared.size());
    shared.push_back({processor_of(blueprint), static_cast<std::uint32_t>(resources.size())});
  }
  resources.push_back(state);
}

void EngineState::add_balancer(const network::Balancer& balancer,
                               const Engine::Settings& settings) {
  const network::Group& group = network.groups[balancer.group];
  const std::uint32_t first = first_replica[balancer.group];
  if (balancer.policy == network::Policy::least_outstanding)
    replicas.keep_levels(first, group.replicas);
  balancers.push_back(
      {first, group.replicas, balancer.policy, 0,
       random::UniformSite(random::stream_key(settings.seed, settings.replication, balancer.owner,
                                              0, "balance/" + group.component)),
       group.partitions});
}

void EngineState::scale(std::uint32_t group, std::uint32_t count) {
  for (std::size_t b = 0; b < balancers.size(); ++b)
    if (network.balancers[b].group == group) balancers[b].limit_to(count);
}

bool EngineState::serves_specially() const {
  const auto special = [&](const network::Step& step, const network::Group& group) {
    return step.resource < group.resources.size() &&
           resources[group.first_resource + step.resource].special();
  };
  return std::ranges::any_of(network.steps, [&](const network::Step& step) {
    return step.op == network::Op::serve &&
           std::ranges::any_of(network.groups,
                               [&](const network::Group& group) { return special(step, group); });
  });
}

void EngineState::connect(std::uint32_t consumer) {
  const network::Consumer& its = network.consumers[consumer];
  const std::uint32_t first = first_replica[its.group];
  const std::uint32_t fed = network.groups[its.paired ? its.buffer_group : its.group].replicas;
  for (std::uint32_t r = first; r < first + fed; ++r)
    resources[replicas[r].resource_base + its.pool].feed = consumer;
}

void EngineState::add_source(std::uint32_t index, const network::Load::Entry& load,
                             const Engine::Settings& settings) {
  const network::Source& source = network.sources[index];
  SourceState state{0.0,
                    random::DrawSite(source.arrivals.spacing,
                                     random::stream_key(settings.seed, settings.replication,
                                                        source.request_class, 0, "arrivals")),
                    source.balancer,
                    source.entry,
                    source.priority,
                    source.deadline.value()};
  if (source.closed()) {
    state.think_site = network.groups[source.think_group].first_site + source.think_site;
    add_population(index, load.population, sites[state.think_site]);
  } else {
    add_open(index, load, state, settings);
  }
  sources.push_back(std::move(state));
}

void EngineState::add_open(std::uint32_t index, const network::Load::Entry& load,
                           SourceState& state, const Engine::Settings& settings) {
  const network::Source& source = network.sources[index];
  const auto key = [&](const char* purpose) {
    return random::stream_key(settings.seed, settings.replication, source.request_class, 0,
                              purpose);
  };
  HEADROOM_EXPECTS(load.profile.empty() || !source.arrivals.bursts);
  if (!source.arrivals.one_by_one())
    state.together.emplace(source.arrivals.together, key("together"));
  if (source.arrivals.replay) state.replay.emplace(*source.arrivals.replay, key("replay"));
  if (source.arrivals.bursts) state.bursts.emplace(*source.arrivals.bursts, key("bursts"));
  const double size = source.arrivals.together.mean();
  if (!load.profile.empty()) {
    state.varying.emplace(load.profile);
    state.mean_gap = size;
  } else if (load.rate > PerSecond(0.0)) {
    state.mean_gap = size / load.rate.value();
  } else {
    return;
  }
  const double gap = state.gaps.next() * state.mean_gap;
  if (const auto first = state.steady() ? std::optional(gap) : state.bend(gap))
    schedule(*first, index);
}

/// All of a closed class begin by thinking.
void EngineState::add_population(std::uint32_t source, std::uint32_t count,
                                 random::DrawSite& think) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t id =
        contexts.make(static_cast<std::uint16_t>(source), network.sources[source].priority);
    contexts[id].flags = kRoot | kThinking;
    schedule(think.next(), first_context + id);
  }
}

std::uint32_t EngineState::buffer_of(const network::Consumer& consumer,
                                     std::uint32_t replica) const {
  const network::Group& group = network.groups[consumer.buffer_group];
  const std::uint32_t own = consumer.paired ? replica - first_replica[consumer.group] : 0;
  return group.first_resource + own * static_cast<std::uint32_t>(group.resources.size()) +
         consumer.buffer;
}

/// The replica of the buffer's group that it is in, or kNone.
std::uint32_t EngineState::buffer_replica(const network::Consumer& consumer,
                                          std::uint32_t buffer) const {
  const network::Group& group = network.groups[consumer.buffer_group];
  const auto size = static_cast<std::uint32_t>(group.resources.size());
  if (buffer < group.first_resource) return kNone;
  const std::uint32_t at = buffer - group.first_resource;
  return at / size < group.replicas && at % size == consumer.buffer ? at / size : kNone;
}

EngineState::FreeConsumer EngineState::free_consumer(std::uint32_t buffer) const {
  for (std::uint32_t i = 0; i < network.consumers.size(); ++i) {
    const network::Consumer& consumer = network.consumers[i];
    const std::uint32_t own = buffer_replica(consumer, buffer);
    if (own == kNone) continue;
    const std::uint32_t first = first_replica[consumer.group] + (consumer.paired ? own : 0);
    const std::uint32_t all = consumer.paired ? 1 : network.groups[consumer.group].replicas;
    for (std::uint32_t r = first; r < first + all; ++r)
      if (resources[replicas[r].resource_base + consumer.pool].free > 0) return {r, i};
  }
  return {};
}

void EngineState::move_to(Context& context, std::uint32_t replica, std::uint32_t entry, double at) {
  replicas.leave(context, at);
  replicas.enter(context, replica, at);
  context.pc = entry;
}

// Not within the event loop, which has no registers to spare.

double SharedStation::start(double now, double demand, const Context& context,
                            std::uint64_t sequence, std::uint32_t id) {
  if (auto* sharing = std::get_if<SharedProcessor>(&processor)) [[likely]] {
    sharing->start(now, demand, sequence, id);
    return sharing->next_end(now);
  }
  auto& preemptive = std::get<PreemptiveProcessor>(processor);
  preemptive.start(now, demand, context.priority, sequence, id);
  return preemptive.next_end(now);
}

SharedStation::Ended SharedStation::finish(double now) {
  const auto finish = [now](auto& its) {
    const std::uint32_t context = its.finish(now);
    return Ended{context, its.jobs() == 0 ? kEndOfTime : its.next_end(now)};
  };
  return std::visit(finish, processor);
}

// ---------------------------------------------------------------- statistics

std::vector<std::uint64_t> EngineState::roots_inside() const {
  std::vector<std::uint64_t> inside(tallies.size());
  for (const Context& context : contexts)
    if ((context.flags & (kFree | kRoot | kThinking)) == kRoot) ++inside[context.request_class];
  return inside;
}

std::uint64_t EngineState::inside() const {
  std::uint64_t inside = 0;
  for (const ClassCounts& all : counts()) inside += all.arrivals - all.succeeded - all.failed;
  return inside;
}

std::uint64_t EngineState::backlog() const {
  return static_cast<std::uint64_t>(
      std::count_if(contexts.begin(), contexts.end(), [](const Context& context) {
        return context.parent == kNone && (context.flags & (kFree | kThinking)) == 0;
      }));
}

std::vector<ClassCounts> EngineState::counts() const {
  std::vector<ClassCounts> result = counts_at_reset;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    result[i].arrivals += tallies[i].arrivals;
    result[i].succeeded += tallies[i].response_s.count();
    result[i].failed += tallies[i].failed;
  }
  return result;
}

void EngineState::check() const {
  const std::vector<std::uint64_t> inside = roots_inside();
  const std::vector<ClassCounts> flows = counts();
  for (std::size_t i = 0; i < flows.size(); ++i) check_flow(flows[i], inside[i]);
  const std::vector<ResourceTally> tallies_now = resource_tallies();
  std::size_t resource = 0;
  for (const network::Group& group : network.groups)
    for (std::uint32_t r = 0; r < group.replicas; ++r)
      for (const network::Resource& blueprint : group.resources)
        check_resource(tallies_now[resource++], blueprint.capacity, {from, now});
}

void EngineState::reset() {
  from = now;
  counts_at_reset = counts();
  for (ClassTally& tally : tallies) tally = {};
  for (ResourceState& resource : resources) resource.reset(contexts, now);
  for (TokenBucket& bucket : buckets) bucket.reset(now);
  for (SharedStation& station : shared)
    std::visit([this](auto& processor) { processor.reset(now); }, station.processor);
  replicas.reset(now);
  if (trace) trace->reset();
}

std::vector<ResourceTally> EngineState::resource_tallies() const {
  std::vector<ResourceTally> result;
  result.reserve(resources.size());
  for (const ResourceState& resource : resources) result.push_back(tally_of(resource));
  return result;
}

ResourceTally EngineState::tally_of(const ResourceState& resource) const {
  if (resource.shared != kNone) return shared_tally(resource);
  ResourceTally result = resource.tally(contexts, now);
  if (resource.bucket != kNone) result.busy_area = buckets[resource.bucket].busy_area(now);
  return result;
}

ResourceTally EngineState::shared_tally(const ResourceState& resource) const {
  const auto tally = [&](const auto& processor) {
    return ResourceTally{.busy_area = processor.busy_area(now),
                         .queue_area = processor.queue_area(now),
                         .wait_sum = processor.wait_sum(now),
                         .visits = resource.visits,
                         .refused = resource.refused,
                         .waiting = processor.waiting()};
  };
  return std::visit(tally, shared[resource.shared].processor);
}

std::vector<ReplicaTally> EngineState::replica_tallies() const {
  std::vector<ReplicaTally> result;
  result.reserve(replicas.size());
  for (const Replica& replica : replicas)
    result.push_back({replica.begun(), replica.ended, replica.failed,
                      replica.inside_area + now * static_cast<double>(replica.outstanding)});
  return result;
}

}  // namespace headroom::sim
