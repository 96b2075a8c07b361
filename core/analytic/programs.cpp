#include "core/analytic/programs.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analytic/flows.h"
#include "core/analytic/fork_join.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::Step;

/// E[1{A}], E[T 1{A}], E[T^2 1{A}] for one kind A of end.
struct Parts {
  double probability = 0.0;
  double first = 0.0;
  double second = 0.0;

  void add(double p, Time x, const Parts& rest) {
    probability += p * rest.probability;
    first += p * (x.mean * rest.probability + rest.first);
    second += p * (x.second_moment() * rest.probability + 2.0 * x.mean * rest.first + rest.second);
  }
  [[nodiscard]] Time time() const {
    if (probability <= 0.0) return {};
    return Time::from_second_moment(first / probability, second / probability);
  }
};

struct Endings {
  Parts succeeded;
  Parts failed;
};

constexpr double kSweepTolerance = 1e-15;  // relative, of the moments of a program with loops

bool differ(const Parts& a, const Parts& b) {
  const auto far = [](double x, double y) {
    return std::abs(x - y) > kSweepTolerance * std::abs(y);
  };
  return far(a.probability, b.probability) || far(a.first, b.first) || far(a.second, b.second);
}

/// What is left to come after taking a way.
Endings after(const std::vector<Endings>& endings, std::uint32_t next) {
  if (next == Node::kSucceeded) return {{1.0, 0.0, 0.0}, {}};
  if (next == Node::kFailed) return {{}, {1.0, 0.0, 0.0}};
  return endings[next];
}

/// One of two times, in proportion to the weights.
Time either(double weight_a, Time a, double weight_b, Time b) {
  const double all = weight_a + weight_b;
  if (all <= 0.0) return {};
  return Time::from_second_moment(
      (weight_a * a.mean + weight_b * b.mean) / all,
      (weight_a * a.second_moment() + weight_b * b.second_moment()) / all);
}

/// Equal branches are counted together: half the integration for two equal calls.
void add_branch(std::vector<Branches>& branches, Time time) {
  for (Branches& same : branches) {
    if (same.time.mean != time.mean || same.time.variance != time.variance) continue;
    same.count += 1.0;
    return;
  }
  branches.push_back({time, 1.0});
}

}  // namespace

void Use::add(double times, const Use& other) {
  for (std::size_t k = 0; k < visits.size(); ++k) {
    visits[k] += times * other.visits[k];
    work_s[k] += times * other.work_s[k];
  }
}

Time Outcome::any() const { return either(success, succeeded, 1.0 - success, failed); }

// ---------------------------------------------------------------- what never changes

Programs::Programs(const Network& network, const std::vector<std::uint32_t>& owner)
    : net_(network), owner_(owner) {
  std::size_t blueprints = 0;
  for (const network::Group& group : net_.groups) {
    first_blueprint_.push_back(blueprints);
    blueprints += group.resources.size();
    draws_.emplace_back();
    for (const network::Site& site : group.sites)
      draws_.back().push_back({site.distribution.mean(), site.distribution.variance()});
  }
  for (const network::Source& source : net_.sources)
    add_program(source.entry, net_.balancers[source.balancer].group);
  for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc) {
    const Step& step = net_.steps[pc];
    if (owner_[pc] == kNone) continue;
    if (step.op == Op::send) add_call(step.a);
    if (step.op == Op::acquire) holdings_[pc] = chain_from(net_, pc + 1, step.resource);
  }
  for (const network::Consumer& consumer : net_.consumers)
    if (owner_[consumer.entry] != kNone)
      holdings_[consumer.entry] = chain_from(net_, consumer.entry, consumer.pool);
}

void Programs::add_call(std::uint32_t call) {
  const network::CallSite& site = net_.calls[call];
  add_program(site.entry, net_.balancers[site.balancer].group);
}

/// Synchronous calls never form a cycle, so the recursion ends.
void Programs::add_program(std::uint32_t entry, std::uint32_t group) {
  if (outcomes_.count(entry) != 0) return;
  outcomes_[entry] = {};
  Chain chain = chain_from(net_, entry);
  for (const Node& node : chain.nodes) add_callees(node.pc, group);
  programs_.push_back({entry, std::move(chain)});
}

/// The programs whose time the step waits for.
void Programs::add_callees(std::uint32_t pc, std::uint32_t group) {
  const Step& step = net_.steps[pc];
  if (step.op == Op::call || step.op == Op::spawn) add_call(step.a);
  if (step.op == Op::fork) add_program(step.a, group);
  if (step.op == Op::spawn || step.op == Op::fork) {
    std::vector<std::uint32_t>& started = started_[join_after(net_, pc)];
    if (std::find(started.begin(), started.end(), pc) == started.end()) started.push_back(pc);
  }
  if (step.op != Op::dispatch) return;
  for (const network::Consumer& consumer : net_.consumers)
    if (consumer.buffer_group == group && consumer.buffer == step.resource)
      add_program(consumer.entry, consumer.group);
}

// ---------------------------------------------------------------- moments

void Programs::update(std::vector<Visit> visits) {
  visits_ = std::move(visits);
  for (const Program& program : programs_) {
    const std::vector<Ways> ways = all_ways(program.chain);
    outcomes_[program.entry] = solve(program.chain, ways);
    uses_[program.entry] = use(program.chain, ways);
  }
  for (const auto& [pc, chain] : holdings_) {
    const std::vector<Ways> ways = all_ways(chain);
    held_[pc] = solve(chain, ways).any();
    uses_while_held_[pc] = use(chain, ways);
  }
}

std::vector<Programs::Ways> Programs::all_ways(const Chain& chain) const {
  std::vector<Ways> result;
  result.reserve(chain.nodes.size());
  for (const Node& node : chain.nodes) result.push_back(ways(node.pc));
  return result;
}

/// Gauss-Seidel from the last step to the first: one sweep is exact unless the program loops.
Outcome Programs::solve(const Chain& chain, const std::vector<Ways>& ways) {
  std::vector<Endings> endings(chain.nodes.size());
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
      Endings sum;
      for (std::size_t way = 0; way < kWays; ++way) {
        const Way& taken = ways[n][way];
        if (taken.probability <= 0.0) continue;
        HEADROOM_EXPECTS(chain.nodes[n].next[way] != Node::kNowhere);
        const Endings rest = after(endings, chain.nodes[n].next[way]);
        sum.succeeded.add(taken.probability, taken.time, rest.succeeded);
        sum.failed.add(taken.probability, taken.time, rest.failed);
      }
      changed = changed || differ(sum.succeeded, endings[n].succeeded) ||
                differ(sum.failed, endings[n].failed);
      endings[n] = sum;
    }
  }
  const Endings& start = endings[chain.start];
  return {start.succeeded.probability, start.succeeded.time(), start.failed.time()};
}

/// Follows one execution's worth of contexts from the start until hardly any is left inside.
Use Programs::use(const Chain& chain, const std::vector<Ways>& ways) const {
  std::vector<double> coming(chain.nodes.size(), 0.0);
  coming[chain.start] = 1.0;
  Use result;
  result.visits.assign(visits_.size(), 0.0);
  result.work_s.assign(visits_.size(), 0.0);
  for (double inside = 1.0; inside > kSweepTolerance;) {
    inside = 0.0;
    for (std::size_t n = chain.nodes.size(); n-- > 0;) {
      const double times = std::exchange(coming[n], 0.0);
      if (times <= 0.0) continue;
      add_use(result, chain.nodes[n], times);
      for (std::size_t way = 0; way < kWays; ++way) {
        const std::uint32_t next = chain.nodes[n].next[way];
        if (next >= Node::kFailed) continue;
        coming[next] += times * ways[n][way].probability;
        if (next >= n) inside += times * ways[n][way].probability;
      }
    }
  }
  return result;
}

void Programs::add_use(Use& use, const Node& node, double times) const {
  const Step& step = net_.steps[node.pc];
  if (step.op == Op::call || step.op == Op::spawn)
    use.add(times, uses_.at(net_.calls[step.a].entry));
  if (step.op == Op::fork) use.add(times, uses_.at(step.a));
  if (step.op != Op::serve) return;
  const std::uint32_t group = owner_[node.pc];
  const std::size_t station = first_blueprint_[group] + step.resource;
  const double served = times * (1.0 - visits_[station].waiting.refused);
  use.visits[station] += served;
  use.work_s[station] +=
      served * draw(group, step.site).mean / net_.groups[group].resources[step.resource].speed;
}

// ---------------------------------------------------------------- steps

Programs::Ways Programs::ways(std::uint32_t pc) const {
  const Step& step = net_.steps[pc];
  switch (step.op) {
    case Op::branch: {
      const auto taken = static_cast<double>(step.probability);
      return {{{1.0 - taken, {}}, {taken, {}}}};
    }
    case Op::delay:
      return {{{1.0, draw(owner_[pc], step.site)}}};
    case Op::serve:
      return served(pc);
    case Op::acquire:
      return admitted(pc);
    case Op::call:
      return answered(pc);
    case Op::join:
      return joined(pc);
    case Op::dispatch:
      return consumed(pc);
    default:
      return {{{1.0, {}}}};
  }
}

Programs::Ways Programs::served(std::uint32_t pc) const {
  const Step& step = net_.steps[pc];
  const network::Resource& station = net_.groups[owner_[pc]].resources[step.resource];
  Time service = draw(owner_[pc], step.site);
  service = {service.mean / station.speed, service.variance / (station.speed * station.speed)};
  Ways result = admitted(pc);
  result[0].time = station.discipline == network::Discipline::processor_sharing
                       ? shared_residence(service, visit(pc).sharing)
                       : result[0].time + service;
  return result;
}

Programs::Ways Programs::admitted(std::uint32_t pc) const {
  const Waiting& waiting = visit(pc).waiting;
  return {{{1.0 - waiting.refused, waiting.wait}, {waiting.refused, {waiting.refused_wait, 0.0}}}};
}

/// The timer of a call runs from before the hop out to after the hop back; a late reply is ignored.
Programs::Ways Programs::answered(std::uint32_t pc) const {
  const network::CallSite& call = net_.calls[net_.steps[pc].a];
  const Outcome& callee = outcomes_.at(call.entry);
  Time hops;
  for (const std::uint32_t hop : {call.hop_out, call.hop_back})
    if (hop != kNone) hops = hops + draw(owner_[pc], hop);
  const Time success = hops + callee.succeeded;
  const Time failure = hops + callee.failed;
  const double failed = 1.0 - callee.success;
  if (call.timeout == kNone) return {{{callee.success, success}, {failed, failure}}};
  const double limit = net_.timeouts[call.timeout].value();
  const Truncated in_time = gamma_truncated(success, limit);
  const double late = callee.success * (1.0 - in_time.probability);
  const Time early_failure = gamma_truncated(failure, limit).time;
  return {{{callee.success * in_time.probability, in_time.time},
           {failed + late, either(failed, early_failure, late, {limit, 0.0})}}};
}

/// Waits for the slowest of the children, as if all had started at the join.
Programs::Ways Programs::joined(std::uint32_t pc) const {
  const auto started = started_.find(pc);
  if (started == started_.end()) return {{{1.0, {}}}};
  std::vector<Branches> branches;
  double success = 1.0;
  for (const std::uint32_t child : started->second) {
    const Step& step = net_.steps[child];
    Ways ends{};
    if (step.op == Op::fork) {
      const Outcome& branch = outcomes_.at(step.a);
      ends = {{{branch.success, branch.succeeded}, {1.0 - branch.success, branch.failed}}};
    } else {
      ends = answered(child);
    }
    success *= ends[0].probability;
    add_branch(branches,
               either(ends[0].probability, ends[0].time, ends[1].probability, ends[1].time));
  }
  const Time all = longest(branches);
  return {{{success, all}, {1.0 - success, all}}};
}

/// The message waits for a consumer and goes on as the consumer's program.
Programs::Ways Programs::consumed(std::uint32_t pc) const {
  const Waiting& waiting = visit(pc).waiting;
  double success = 0.0;
  Time succeeded;
  Time failed;
  double so_far = 0.0;
  for (const network::Consumer& consumer : net_.consumers) {
    if (consumer.buffer_group != owner_[pc] || consumer.buffer != net_.steps[pc].resource) continue;
    const Outcome& handled = outcomes_.at(consumer.entry);
    const double share = consumer_share(net_, consumer);
    succeeded = either(success, succeeded, share * handled.success, handled.succeeded);
    failed = either(so_far - success, failed, share * (1.0 - handled.success), handled.failed);
    success += share * handled.success;
    so_far += share;
  }
  const double accepted = 1.0 - waiting.refused;
  return {{{accepted * success, waiting.wait + succeeded},
           {waiting.refused, {}},
           {accepted * (so_far - success), waiting.wait + failed}}};
}

const Visit& Programs::visit(std::uint32_t pc) const {
  return visits_[first_blueprint_[owner_[pc]] + net_.steps[pc].resource];
}

// ---------------------------------------------------------------- answers

const Outcome& Programs::outcome(std::uint32_t entry) const { return outcomes_.at(entry); }
Time Programs::holding(std::uint32_t pc) const { return held_.at(pc); }
const Use& Programs::use_while_held(std::uint32_t pc) const { return uses_while_held_.at(pc); }
Time Programs::draw(std::uint32_t group, std::uint32_t site) const { return draws_[group][site]; }

double Programs::failure(std::uint32_t pc) const {
  if (owner_[pc] == kNone || net_.steps[pc].op == Op::branch) return 0.0;
  return ways(pc)[1].probability;
}

}  // namespace headroom::analytic
