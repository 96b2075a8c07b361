#include "core/analytic/layers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/analytic/balancing.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::ResourceKind;
using network::Step;

constexpr double kTolerance = 1e-9;
constexpr double kLeast = 1e-6;  ///< share of a station that is left by others, at least

Time scaled(Time time, double factor) {
  return {time.mean * factor, time.variance * factor * factor};
}

/// The shape of `time` with another mean; exponential when there is no shape to keep.
Time with_mean(Time time, double mean) {
  if (time.mean <= 0.0) return {mean, mean * mean};
  return scaled(time, mean / time.mean);
}

/// `share` of the way from one visit to another.
Visit between(Visit from, const Visit& to, double share) {
  const auto move = [share](double& value, double target) { value += share * (target - value); };
  move(from.sharing.stretch, to.sharing.stretch);
  move(from.waiting.refused, to.waiting.refused);
  move(from.waiting.refused_wait, to.waiting.refused_wait);
  move(from.waiting.wait.mean, to.waiting.wait.mean);
  move(from.waiting.wait.variance, to.waiting.wait.variance);
  return from;
}

/// Moves `value` towards `target`; true if they were apart by more than the tolerance of `scale`.
bool approach(double& value, double target, double weight, double scale) {
  const bool apart = std::abs(target - value) > kTolerance * scale;
  value = weight == 1.0 ? target : value + weight * (target - value);
  return apart;
}

double servers_of(const Network& net, std::uint32_t group, std::uint32_t resource) {
  const network::Resource& blueprint = net.groups[group].resources[resource];
  if (blueprint.kind != ResourceKind::buffer)
    return blueprint.capacity * net.groups[group].replicas;
  double consumers = 0.0;
  for (const network::Consumer& consumer : net.consumers)
    if (consumer.buffer_group == group && consumer.buffer == resource)
      consumers += servers_of(net, consumer.group, consumer.pool);
  return consumers;
}

bool shares(const network::Resource& resource) {
  return resource.kind == ResourceKind::station &&
         resource.discipline == network::Discipline::processor_sharing;
}

/// Sharing one line, `copies` processors of less than one server serve as many jobs at once, each
/// as slowly as alone: servers of the speed `capacity`, not fewer of full speed.
Sharing sharing_slow_copies(Line line, double mean_service_s, double capacity,
                            std::uint32_t copies) {
  line.servers = copies;
  Sharing result = sharing(line, mean_service_s / capacity);
  result.alone /= capacity;
  result.stretch /= capacity;
  result.behind /= capacity;
  return result;
}

/// A rate limit is a server of constant times whose customers leave when they begin: they wait
/// less by the time of the tokens that were saved up. The wait has an exponential tail.
Waiting after_savings(Waiting waiting, const network::Resource& resource, double interval) {
  const Time line = waiting.wait;
  if (resource.discipline != network::Discipline::token_bucket || line.mean <= 0.0) return waiting;
  const double of_the_waiting = line.second_moment() / line.mean / 2.0;
  const double left = std::exp(-(resource.burst - 1.0) * interval / of_the_waiting);
  waiting.wait = Time::from_second_moment(line.mean * left, line.second_moment() * left);
  return waiting;
}

/// Of the way to where an iteration points: all of it at first, then less and less against
/// oscillation. Timeouts and retries feed back so strongly that half of the way may still
/// overshoot.
double step_of(int round) {
  constexpr int kFull = 25;
  constexpr int kHalf = 100;
  constexpr int kFifth = 200;
  if (round < kFull) return 1.0;
  if (round < kHalf) return 0.5;
  return round < kFifth ? 0.2 : 0.1;
}

/// Places in the line of so many copies.
std::uint32_t together(std::uint32_t places, std::uint32_t copies) {
  const std::uint64_t all = std::uint64_t{places} * copies;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(all, network::kUnlimited - 1));
}

/// One more flow into what comes already.
void add_flow(double& all_rate, Time& all, double rate, Time service) {
  const double together = all_rate + rate;
  const double mean = (all_rate * all.mean + rate * service.mean) / together;
  const double square =
      (all_rate * all.second_moment() + rate * service.second_moment()) / together;
  all_rate = together;
  all = Time::from_second_moment(mean, square);
}

const network::Resource& buffer_of(const Network& net, const network::Consumer& consumer) {
  return net.groups[consumer.buffer_group].resources[consumer.buffer];
}

/// Consumers beside one replica of a buffer with partitions; all of them where there are none.
double consumers_at(const Network& net, std::uint32_t group, double all) {
  if (net.groups[group].partitions.count == 0) return all;
  const auto its =
      std::find_if(net.consumers.begin(), net.consumers.end(),
                   [&](const auto& consumer) { return consumer.buffer_group == group; });
  return net.groups[its->group].resources[its->pool].capacity;
}

/// Of the messages to a buffer, those of the busiest of its replicas.
double busiest_share(const network::Group& group) {
  double most = 0.0;
  for (std::uint32_t r = 0; r < group.replicas; ++r)
    most = std::max(most, group.partitions.share(r, group.replicas));
  return group.partitions.count == 0 ? 1.0 : most;
}

bool feeds(const Network& net, std::uint32_t group, std::uint32_t resource) {
  return std::any_of(net.consumers.begin(), net.consumers.end(), [&](const auto& consumer) {
    return consumer.group == group && consumer.pool == resource;
  });
}

}  // namespace

Layers::Layers(const Network& network, std::vector<double> rates,
               const std::vector<std::uint32_t>& populations, KnownQueues known, PassedOn passed_on,
               int most_rounds, const std::stop_token& stop)
    : net_(network),
      rates_(std::move(rates)),
      crowds_(crowds(network, populations)),
      known_(std::move(known)),
      passed_on_(std::move(passed_on)),
      flows_(analytic::flows(network, {}, passed_on_)),
      programs_(network, flows_.owner),
      batches_(batches(network, programs_.structure())),
      failure_(network.steps.size(), 0.0),
      batch_sizes_(network.consumers.size(), 1.0) {
  std::size_t blueprints = 0;
  for (const network::Group& group : net_.groups) {
    first_blueprint_.push_back(blueprints);
    blueprints += group.resources.size();
  }
  loads_.resize(blueprints);
  visits_.resize(programs_.structure().visits());
  for (std::size_t i = 0; i < net_.consumers.size(); ++i) {
    const std::size_t buffer = programs_.structure().buffer(net_.consumers[i]);
    batch_sizes_[i] = buffer_of(net_, net_.consumers[i]).batch;
    visits_[buffer].batch = batch_sizes_[i];
  }
  spread_rates();
  choose_policies();
  iterate(most_rounds, stop);
}

void Layers::iterate(int most, const std::stop_token& stop) {
  do {
    const double weight = step_of(rounds_++);
    programs_.update(visits_);
    const bool flows_moved = update_failures(weight);
    update_loads();
    const bool visits_moved = update_visits(weight);
    converged_ = !flows_moved && !visits_moved;
  } while (rounds_ < most && !converged_ && !stop.stop_requested());
}

void Layers::spread_rates() {
  step_rate_.assign(net_.steps.size(), 0.0);
  for (std::size_t s = 0; s < rates_.size(); ++s)
    for (std::size_t pc = 0; pc < step_rate_.size(); ++pc)
      step_rate_[pc] += rates_[s] * flows_.executions[s][pc];
}

void Layers::choose_policies() {
  std::vector<double> through(net_.balancers.size(), 0.0);
  for (std::size_t s = 0; s < rates_.size(); ++s) through[net_.sources[s].balancer] += rates_[s];
  for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc) {
    const Step& step = net_.steps[pc];
    if (step.op == Op::call || step.op == Op::spawn || step.op == Op::send)
      through[net_.calls[step.a].balancer] += step_rate_[pc] * passed_on(pc);
  }
  std::vector<double> most(net_.groups.size(), -1.0);
  policies_.assign(net_.groups.size(), network::Policy::random);
  for (std::size_t b = 0; b < through.size(); ++b) {
    const network::Balancer& balancer = net_.balancers[b];
    if (through[b] <= most[balancer.group]) continue;
    most[balancer.group] = through[b];
    policies_[balancer.group] = balancer.policy;
  }
}

bool Layers::update_failures(double weight) {
  bool moved = false;
  for (std::uint32_t pc = 0; pc < failure_.size(); ++pc)
    moved = approach(failure_[pc], programs_.failure(pc), weight, 1.0) || moved;
  moved = take_batches() || moved;
  if (!moved) return false;
  flows_ = analytic::flows(net_, failure_, passed_on_, batch_sizes_);
  spread_rates();
  return true;
}

/// As large as the visits of the buffers say.
bool Layers::take_batches() {
  bool moved = false;
  for (std::size_t i = 0; i < batch_sizes_.size(); ++i) {
    const double size = visits_[programs_.structure().buffer(net_.consumers[i])].batch;
    moved = approach(batch_sizes_[i], size, 1.0, size) || moved;
  }
  return moved;
}

void Layers::update_loads() {
  levels_.assign(loads_.size(), std::vector<PriorityFlow>(programs_.structure().levels()));
  for (std::uint32_t g = 0; g < net_.groups.size(); ++g)
    for (std::uint32_t r = 0; r < net_.groups[g].resources.size(); ++r)
      loads_[index(g, r)] =
          ResourceLoad{.service = {}, .servers = servers_of(net_, g, r), .use = {}};
  for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc) {
    const Step& step = net_.steps[pc];
    const std::uint32_t group = flows_.owner[pc];
    if (group == kNone || step_rate_[pc] <= 0.0) continue;
    if (step.op == Op::serve)
      ask(index(group, step.resource), step_rate_[pc],
          scaled(programs_.draw(group, step.site),
                 1.0 / net_.groups[group].resources[step.resource].full_speed()),
          programs_.structure().level(pc));
    if (step.op == Op::acquire)
      ask_token(index(group, step.resource), step_rate_[pc], pc, programs_.structure().level(pc));
    if (step.op == Op::serve || step.op == Op::acquire)
      loads_[index(group, step.resource)].burstiness += burstiness(pc);
    if (step.op == Op::dispatch) ask_consumers(pc);
  }
  add_companions();
}

/// The variability of batches counts in the burstiness already.
void Layers::add_companions() {
  for (const Batches& each : batches_)
    loads_[each.resource].companions += rates_[each.source] * each.visits * each.others;
  for (const auto& [join, groups] : programs_.structure().siblings())
    for (const SiblingGroup& group : groups) add_siblings(group);
}

/// Parallel calls are batches.
void Layers::add_siblings(const SiblingGroup& group) {
  const auto others = static_cast<double>(group.children.size()) - 1.0;
  for (const std::uint32_t contact : group.contacts) {
    ResourceLoad& load = loads_[programs_.structure().blueprint(contact)];
    for (const std::uint32_t child : group.children) {
      load.companions += step_rate_[child] * others;
      load.burstiness += step_rate_[child] * others;
    }
  }
}

/// How those who come at the same moment meet at a resource.
Meeting Layers::meeting(std::uint32_t group, std::uint32_t resource, const Visit& visit) const {
  const network::Resource& blueprint = net_.groups[group].resources[resource];
  const std::uint32_t replicas = net_.groups[group].replicas;
  Meeting result;
  result.servers = shares(blueprint) ? blueprint.capacity : std::floor(blueprint.capacity);
  result.load = std::max(visit.waiting.load, visit.sharing.load);
  result.service = loads_[index(group, resource)].service;
  result.copies = replicas;
  result.evenly = policies_[group] != network::Policy::random;
  return result;
}

/// Mean number of others that come to one line at the same moment, if `copies` replicas share it.
double Layers::companions_at(std::uint32_t group, const ResourceLoad& load,
                             std::uint32_t copies) const {
  const double share = static_cast<double>(copies) / net_.groups[group].replicas;
  const double all = load.companions / load.attempts_per_s;
  return policies_[group] == network::Policy::round_robin ? std::max(0.0, (1.0 + all) * share - 1.0)
                                                          : all * share;
}

/// Of a stream that is split at random a part p keeps p times the excess over Poisson. [Whitt 1983]
double Layers::burstiness(std::uint32_t pc) const {
  double sum = 0.0;
  for (std::size_t s = 0; s < rates_.size(); ++s) {
    const double visits = flows_.executions[s][pc];
    if (rates_[s] > 0.0 && visits > 0.0)
      sum += rates_[s] * visits * std::min(1.0, visits) *
             (net_.sources[s].arrivals.dispersion(rates_[s]) - 1.0);
  }
  return sum;
}

void Layers::ask(std::size_t resource, double rate, Time service, std::uint32_t level) {
  add_flow(loads_[resource].attempts_per_s, loads_[resource].service, rate, service);
  if (level == kNone) return;
  PriorityFlow& its = levels_[resource][level];
  add_flow(its.arrival_rate, its.service, rate, service);
}

/// `held`: the acquire, or the entry of a consumer.
void Layers::ask_token(std::size_t resource, double rate, std::uint32_t held, std::uint32_t level) {
  ResourceLoad& load = loads_[resource];
  const double before = load.attempts_per_s / (load.attempts_per_s + rate);
  Use mixed;
  if (before > 0.0) mixed.add(before, load.use);
  mixed.add(1.0 - before, programs_.use_while_held(held));
  load.use = mixed;
  ask(resource, rate, programs_.holding(held), level);
}

void Layers::ask_consumers(std::uint32_t pc) {
  const std::uint32_t group = flows_.owner[pc];
  const std::size_t buffer = index(group, net_.steps[pc].resource);
  const double accepted = 1.0 - visits_[buffer].waiting.refused;
  for (const network::Consumer& consumer : net_.consumers) {
    if (consumer.buffer_group != group || consumer.buffer != net_.steps[pc].resource) continue;
    const double rate =
        step_rate_[pc] * passed_on(pc) * consumer_share(net_, consumer) / visits_[buffer].batch;
    const std::uint32_t level = programs_.structure().level(pc);
    ask_token(buffer, rate, consumer.entry, level);
    ask_token(index(consumer.group, consumer.pool), rate * accepted, consumer.entry, level);
  }
}

// ---------------------------------------------------------------- lines

bool Layers::update_visits(double weight) {
  bool moved = false;
  for (std::uint32_t g = 0; g < net_.groups.size(); ++g)
    for (std::uint32_t r = 0; r < net_.groups[g].resources.size(); ++r)
      // Messages wait for consumers in their buffer, not at the consumers.
      if (loads_[index(g, r)].busy() > 0.0 && !feeds(net_, g, r))
        moved = update_line(g, r, weight) || moved;
  return moved;
}

bool Layers::update_line(std::uint32_t group, std::uint32_t resource, double weight) {
  const bool moved = update_visit(group, resource, weight);
  return update_levels(group, resource, weight) || moved;
}

/// Each priority waits for its own time, the mean over all stays that of the line.
bool Layers::update_levels(std::uint32_t group, std::uint32_t resource, double weight) {
  const ProgramStructure& structure = programs_.structure();
  if (structure.levels() < 2 || !serves_by_priority(net_.groups[group].resources[resource]))
    return false;
  const std::size_t all = index(group, resource);
  const std::vector<double> ratios = level_ratios(group, resource);
  bool moved = false;
  for (std::uint32_t level = 0; level < structure.levels(); ++level) {
    Visit& own = visits_[structure.visit(all, level)];
    const Time before = own.waiting.wait;
    const Time target = scaled(visits_[all].waiting.wait, ratios[level]);
    own = visits_[all];
    own.waiting.wait = before;
    Time& wait = own.waiting.wait;
    moved =
        approach(wait.mean, target.mean, weight, target.mean + loads_[all].service.mean) || moved;
    approach(wait.variance, target.variance, weight, 1.0);
  }
  return moved;
}

/// Of one copy. Where some are turned away, or more come than can be served, all wait alike.
std::vector<double> Layers::level_ratios(std::uint32_t group, std::uint32_t resource) const {
  const network::Resource& blueprint = net_.groups[group].resources[resource];
  const std::size_t all = index(group, resource);
  const ResourceLoad& load = loads_[all];
  const Waiting& waiting = visits_[all].waiting;
  std::vector<PriorityFlow> flows = levels_[all];
  if (waiting.load >= 1.0 || waiting.refused > 0.0 || load.busy() <= 0.0)
    return std::vector<double>(flows.size(), 1.0);
  const bool buffer = blueprint.kind == ResourceKind::buffer;
  const double servers =
      buffer ? consumers_at(net_, group, load.servers) : std::floor(blueprint.capacity);
  const double copies = load.servers / servers;
  // What holds tokens may come back slower than their number says.
  const double slower = waiting.load / load.offered();
  for (PriorityFlow& flow : flows) {
    flow.arrival_rate /= copies;
    flow.service = scaled(flow.service, slower);
  }
  return wait_ratios(flows, static_cast<int>(servers),
                     blueprint.discipline == network::Discipline::preemptive);
}

bool Layers::update_visit(std::uint32_t group, std::uint32_t resource, double weight) {
  Visit& present = visits_[index(group, resource)];
  const Visit target = expected(group, resource);
  const double service = loads_[index(group, resource)].service.mean;
  const double scale = target.waiting.wait.mean + service;
  bool moved = approach(present.sharing.stretch, target.sharing.stretch, weight, 1.0);
  present.sharing.alone = target.sharing.alone;
  present.sharing.behind = target.sharing.behind;
  present.sharing.load = target.sharing.load;
  present.sharing.overloaded = target.sharing.overloaded;
  present.waiting.behind = target.waiting.behind;
  present.meeting = meeting(group, resource, target);
  Waiting& waiting = present.waiting;
  waiting.load = target.waiting.load;
  waiting.overloaded = target.waiting.overloaded;
  moved = approach(present.batch, target.batch, weight, target.batch) || moved;
  moved = approach(waiting.refused, target.waiting.refused, weight, 1.0) || moved;
  moved = approach(waiting.wait.mean, target.waiting.wait.mean, weight, scale) || moved;
  moved = approach(waiting.refused_wait, target.waiting.refused_wait, weight, scale) || moved;
  approach(waiting.wait.variance, target.waiting.wait.variance, weight, scale * scale);
  return moved;
}

Visit Layers::expected(std::uint32_t group, std::uint32_t resource) const {
  const std::uint32_t replicas = net_.groups[group].replicas;
  const bool buffer = net_.groups[group].resources[resource].kind == ResourceKind::buffer;
  const bool one_line = buffer && net_.groups[group].partitions.count == 0;
  Visit visit = visit_of(group, resource, one_line ? replicas : 1);
  if (!buffer && replicas > 1 && looks_at_queues(policies_[group])) {
    const double load = std::max(visit.waiting.load, visit.sharing.load);
    visit = between(visit_of(group, resource, replicas), visit,
                    distance_from_pooling(replicas, policies_[group], load));
  }
  const auto wait = known_.wait_s.find(index(group, resource));
  if (wait != known_.wait_s.end()) visit.waiting.wait = with_mean(visit.waiting.wait, wait->second);
  const auto stretch = known_.stretch.find(index(group, resource));
  if (stretch != known_.stretch.end()) visit.sharing.stretch = stretch->second;
  return visit;
}

/// If `copies` replicas share a line.
Visit Layers::visit_of(std::uint32_t group, std::uint32_t resource, std::uint32_t copies) const {
  const network::Resource& blueprint = net_.groups[group].resources[resource];
  const double service = loads_[index(group, resource)].service.mean;
  const Line at = line(group, resource, copies);
  Visit visit;
  if (!shares(blueprint))
    visit.waiting = after_savings(waiting(at), blueprint, service);
  else if (blueprint.capacity < 1.0)
    visit.sharing = sharing_slow_copies(at, service, blueprint.capacity, copies);
  else
    visit.sharing = sharing(at, service);
  if (blueprint.batch > 1) take_together(group, resource, visit);
  return visit;
}

void Layers::take_together(std::uint32_t group, std::uint32_t resource, Visit& visit) const {
  const network::Resource& blueprint = net_.groups[group].resources[resource];
  const ResourceLoad& load = loads_[index(group, resource)];
  const double linger = blueprint.linger == kNone ? 0.0 : net_.timeouts[blueprint.linger].value();
  const double messages = load.attempts_per_s * visits_[index(group, resource)].batch;
  const BulkService taken =
      bulk_service({messages * busiest_share(net_.groups[group]), load.service,
                    consumers_at(net_, group, load.servers), blueprint.batch, linger});
  visit.batch = taken.batch;
  visit.waiting.wait = visit.waiting.overloaded ? Time{} : taken.wait;
}

Line Layers::line(std::uint32_t group, std::uint32_t resource, std::uint32_t copies) const {
  const network::Resource& blueprint = net_.groups[group].resources[resource];
  const ResourceLoad& load = loads_[index(group, resource)];
  const Crowd& crowd = crowds_[index(group, resource)];
  const bool buffer = blueprint.kind == ResourceKind::buffer;
  const std::uint32_t replicas = net_.groups[group].replicas;
  Line line;
  line.arrival_rate = buffer ? load.attempts_per_s * busiest_share(net_.groups[group])
                             : load.attempts_per_s * copies / replicas;
  line.servers = buffer ? consumers_at(net_, group, load.servers) : blueprint.capacity * copies;
  line.arrival_scv =
      buffer ? 1.0 : arrival_scv(replicas / copies, policies_[group], load.dispersion());
  line.companions = companions_at(group, load, copies);
  if (!buffer && crowd.remote > 0.0) line.lines = static_cast<double>(replicas) / copies;
  line.crowding = {crowd.remote + crowd.local * copies / replicas, crowd.users};
  if (blueprint.waiting_limit != network::kUnlimited)
    line.waiting_limit = together(blueprint.waiting_limit, copies);
  if (blueprint.patience != kNone)
    line.impatience_per_s = 1.0 / programs_.draw(group, blueprint.patience).mean;
  if (blueprint.timeout != kNone) line.patience_s = net_.timeouts[blueprint.timeout].value();
  line.service_scv = load.service.variance / (load.service.mean * load.service.mean);
  if (!shares(blueprint)) line.servers = std::floor(line.servers);
  line.completions = Completions(line.servers, load.service.mean);
  if (blueprint.kind != ResourceKind::station) hold(group, resource, copies, line);
  if (blueprint.shedding && line.arrival_rate >= line.full_rate())
    line.patience_s = 2.0 * blueprint.shedding->target.value();
  return line;
}

/// A token comes back as fast as what is done with it: the stations below decide, and they do not
/// get faster by being asked for more at once.
void Layers::hold(std::uint32_t group, std::uint32_t resource, std::uint32_t copies,
                  Line& line) const {
  const ResourceLoad& load = loads_[index(group, resource)];
  Enclosure enclosure;
  enclosure.elsewhere_s = load.service.mean;
  double most = std::numeric_limits<double>::infinity();
  double scv = line.service_scv;
  for (const Use::Part& part : load.use.parts) {
    if (part.work_s <= 0.0) continue;
    enclosure.elsewhere_s -= residence(part);
    enclosure.stations.push_back(enclosed(part.group, part.resource, part.work_s, line.arrival_rate,
                                          own_copies(group, resource, part.group, copies)));
    const EnclosedStation& station = enclosure.stations.back();
    if (station.capacity / station.work_s >= most) continue;
    most = station.capacity / station.work_s;
    const Time service = loads_[part.station].service;
    scv = service.variance / (service.mean * service.mean) / std::max(1.0, part.visits);
  }
  if (enclosure.stations.empty()) return;
  enclosure.elsewhere_s = std::max(0.0, enclosure.elsewhere_s);
  line.completions = flow_equivalent(enclosure, line.arrival_rate, line.servers);
  const double limited_by_station = line.completions.rate(line.servers) / most;
  line.service_scv = limited_by_station * scv + (1.0 - limited_by_station) * line.service_scv;
}

/// Copies of `other` that work for the line of a resource alone: those beside its tokens.
std::uint32_t Layers::own_copies(std::uint32_t group, std::uint32_t resource, std::uint32_t other,
                                 std::uint32_t copies) const {
  if (net_.groups[group].resources[resource].kind != ResourceKind::buffer)
    return other == group ? copies : 0;
  const bool consumes = std::any_of(net_.consumers.begin(), net_.consumers.end(),
                                    [&](const network::Consumer& consumer) {
                                      return consumer.buffer_group == group &&
                                             consumer.buffer == resource && consumer.group == other;
                                    });
  return !consumes ? 0 : net_.groups[group].partitions.count > 0 ? 1 : net_.groups[other].replicas;
}

double Layers::residence(const Use::Part& part) const {
  const Visit& visit = visits_[part.station];
  return part.work_s * visit.sharing.stretch + part.visits * visit.waiting.wait.mean;
}

/// A station as the holders on one line see it: `work` of one holding, `rate` of holdings, and what
/// others leave of its servers. `local`: copies that the line has to itself; 0 for other groups.
EnclosedStation Layers::enclosed(std::uint32_t group, std::uint32_t resource, double work,
                                 double rate, std::uint32_t local) const {
  const double capacity = net_.groups[group].resources[resource].capacity;
  const std::uint32_t replicas = net_.groups[group].replicas;
  const double busy = loads_[index(group, resource)].busy();
  const double together = local > 0 ? local : looks_at_queues(policies_[group]) ? replicas : 1;
  const double lines = local > 0 ? 1.0 : replicas / together;
  const double others = busy * together / replicas - rate * work / lines;
  const double left = capacity * together - std::max(0.0, others);
  const double speed = std::min(1.0, capacity);
  return {work / lines / speed, std::max(left, kLeast * capacity) / speed, lines};
}

}  // namespace headroom::analytic
