#include "core/analytic/layers.h"

#include <algorithm>
#include <cmath>
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
constexpr int kIterations = 400;
constexpr int kFullSteps = 25;  ///< of the iteration; then halved against oscillation

/// Mixture of times in proportion to rates.
class Mixture {
 public:
  void add(double rate, Time time) {
    rate_ += rate;
    first_ += rate * time.mean;
    second_ += rate * time.second_moment();
  }
  [[nodiscard]] double rate() const { return rate_; }
  [[nodiscard]] Time time() const {
    if (rate_ <= 0.0) return {};
    return Time::from_second_moment(first_ / rate_, second_ / rate_);
  }

 private:
  double rate_ = 0.0;
  double first_ = 0.0;
  double second_ = 0.0;
};

Time scaled(Time time, double factor) {
  return {time.mean * factor, time.variance * factor * factor};
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

bool feeds(const Network& net, std::uint32_t group, std::uint32_t resource) {
  return std::any_of(net.consumers.begin(), net.consumers.end(), [&](const auto& consumer) {
    return consumer.group == group && consumer.pool == resource;
  });
}

}  // namespace

Layers::Layers(const Network& network, std::vector<double> rates)
    : net_(network),
      rates_(std::move(rates)),
      flows_(analytic::flows(network)),
      programs_(network, flows_.owner),
      failure_(network.steps.size(), 0.0) {
  std::size_t blueprints = 0;
  for (const network::Group& group : net_.groups) {
    first_blueprint_.push_back(blueprints);
    blueprints += group.resources.size();
  }
  loads_.resize(blueprints);
  visits_.resize(blueprints);
  spread_rates();
  choose_policies();
  iterate();
}

void Layers::iterate() {
  for (int i = 0; i < kIterations; ++i) {
    const double weight = i < kFullSteps ? 1.0 : 0.5;
    programs_.update(visits_);
    const bool failures_moved = update_failures(weight);
    update_loads();
    const bool visits_moved = update_visits(weight);
    converged_ = !failures_moved && !visits_moved;
    if (converged_) return;
  }
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
      through[net_.calls[step.a].balancer] += step_rate_[pc];
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
  if (!moved) return false;
  flows_ = analytic::flows(net_, failure_);
  spread_rates();
  return true;
}

void Layers::update_loads() {
  std::vector<Mixture> asked(loads_.size());
  for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc) {
    const Step& step = net_.steps[pc];
    const std::uint32_t group = flows_.owner[pc];
    if (group == kNone) continue;
    if (step.op == Op::serve)
      asked[index(group, step.resource)].add(
          step_rate_[pc], scaled(programs_.draw(group, step.site),
                                 1.0 / net_.groups[group].resources[step.resource].speed));
    if (step.op == Op::acquire)
      asked[index(group, step.resource)].add(step_rate_[pc], programs_.holding(pc));
    if (step.op != Op::dispatch) continue;
    const std::size_t buffer = index(group, step.resource);
    const double accepted = step_rate_[pc] * (1.0 - visits_[buffer].waiting.refused);
    for (const network::Consumer& consumer : net_.consumers) {
      if (consumer.buffer_group != group || consumer.buffer != step.resource) continue;
      const double share = consumer_share(net_, consumer);
      const Time held = programs_.holding(consumer.entry);
      asked[buffer].add(step_rate_[pc] * share, held);
      asked[index(consumer.group, consumer.pool)].add(accepted * share, held);
    }
  }
  for (std::uint32_t g = 0; g < net_.groups.size(); ++g)
    for (std::uint32_t r = 0; r < net_.groups[g].resources.size(); ++r)
      loads_[index(g, r)] = {asked[index(g, r)].rate(), asked[index(g, r)].time(),
                             servers_of(net_, g, r)};
}

bool Layers::update_visits(double weight) {
  bool moved = false;
  for (std::uint32_t g = 0; g < net_.groups.size(); ++g) {
    for (std::uint32_t r = 0; r < net_.groups[g].resources.size(); ++r) {
      const network::Resource& resource = net_.groups[g].resources[r];
      const ResourceLoad& load = loads_[index(g, r)];
      Visit& visit = visits_[index(g, r)];
      if (load.attempts_per_s <= 0.0 || feeds(net_, g, r)) continue;
      Line whole{load.attempts_per_s, load.service, 1.0, resource.capacity, resource.waiting_limit};
      if (resource.timeout != kNone) whole.patience_s = net_.timeouts[resource.timeout].value();
      if (resource.kind == ResourceKind::buffer) whole.servers = load.servers;
      const Line line = resource.kind == ResourceKind::buffer
                            ? whole
                            : line_of_replica(whole, net_.groups[g].replicas, policies_[g]);
      if (resource.kind == ResourceKind::station &&
          resource.discipline == network::Discipline::processor_sharing) {
        const double before = visit.sharing.stretch;
        visit.sharing = sharing(line.offered(), line.servers);
        moved = std::abs(visit.sharing.stretch - before) > kTolerance * before || moved;
        continue;
      }
      const Waiting target = waiting(line);
      const double scale = target.wait.mean + load.service.mean;
      visit.waiting.overloaded = target.overloaded;
      moved = approach(visit.waiting.refused, target.refused, weight, 1.0) || moved;
      moved = approach(visit.waiting.wait.mean, target.wait.mean, weight, scale) || moved;
      moved = approach(visit.waiting.refused_wait, target.refused_wait, weight, scale) || moved;
      approach(visit.waiting.wait.variance, target.wait.variance, weight, scale * scale);
    }
  }
  return moved;
}

}  // namespace headroom::analytic
