#include "core/report/anatomy.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/architecture/notation.h"
#include "core/base/contracts.h"
#include "core/report/numbers.h"

namespace headroom::report {
namespace {

using architecture::Dimension;
using architecture::ParameterSpec;
using architecture::ParameterType;
using network::Discipline;
using network::Network;
using network::Op;
using network::Order;
using network::Policy;
using network::Resource;
using network::ResourceKind;
using network::Step;

std::string quantity(double value, Dimension dimension) {
  return architecture::write_quantity(Uncertain::exact(value), dimension);
}

std::string seconds(Seconds time) { return quantity(time.value(), Dimension::duration); }

// ---------------------------------------------------------------- where figures come from

class Origins {
 public:
  Origins(const architecture::Component& component, const network::ComponentKind& kind,
          const architecture::SizeTable& sizes)
      : component_(component), kind_(kind), sizes_(sizes) {}

  std::vector<Origin> all() {
    for (const ParameterSpec& spec : kind_.parameters()) add(spec);
    return std::move(origins_);
  }

 private:
  void add(const ParameterSpec& spec) {
    const std::string name(spec.name);
    const auto typed = component_.parameters.find(name);
    if (typed != component_.parameters.end()) {
      const auto evidence = component_.evidence.find(name);
      origins_.push_back(
          {name, typed->second.typed,
           evidence == component_.evidence.end() ? "typed" : "typed, " + evidence->second});
      if (spec.type == ParameterType::size) add_size(typed->second);
    } else if (!spec.default_text.empty() && has_effect(spec)) {
      origins_.push_back(
          {name, std::string(spec.default_text),
           spec.evidence.empty() ? "default" : "default, " + std::string(spec.evidence)});
    }
  }

  /// A size says what stands beside it, and some parameters need another.
  [[nodiscard]] bool has_effect(const ParameterSpec& spec) const {
    const bool brought = std::ranges::any_of(origins_, [&](const Origin& origin) {
      return origin.name == "  " + std::string(spec.name);
    });
    return !brought &&
           (spec.needs.empty() || component_.parameters.contains(std::string(spec.needs)));
  }

  void add_size(const architecture::Parameter& parameter) {
    const auto* id = std::get_if<std::string>(&parameter.value);
    const auto found = id == nullptr ? sizes_.end() : sizes_.find(*id);
    if (found == sizes_.end()) return;
    const architecture::Size& size = found->second;
    origins_.push_back({"  vcpus", quantity(size.vcpus, Dimension::number), "catalogue"});
    if (size.memory_gib > 0.0)
      origins_.push_back({"  memory", number(size.memory_gib, 1) + " GiB", "catalogue"});
    origins_.push_back({"  speed", quantity(size.relative_speed, Dimension::number),
                        size.speed_measured ? "catalogue, measured" : "catalogue, by generation"});
    if (size.max_connections)
      origins_.push_back(
          {"  max_connections", quantity(*size.max_connections, Dimension::number), "catalogue"});
  }

  const architecture::Component& component_;
  const network::ComponentKind& kind_;
  const architecture::SizeTable& sizes_;
  std::vector<Origin> origins_;
};

// ---------------------------------------------------------------- resources

std::string plural(double count, const std::string& what) {
  return quantity(count, Dimension::number) + " " + what + (count == 1.0 ? "" : "s");
}

std::string order_words(Order order) {
  if (order == Order::lifo) return ", last in first out";
  if (order == Order::deadline) return ", the earliest deadline first";
  return order == Order::priority ? ", in order of priority" : ", first in first out";
}

std::string speed_words(const Resource& resource) {
  return resource.speed == 1.0 ? "" : " of speed " + quantity(resource.speed, Dimension::number);
}

std::string station_words(const Resource& resource) {
  switch (resource.discipline) {
    case Discipline::processor_sharing:
      return plural(resource.capacity, "processor") + speed_words(resource) +
             ", shared equally by all that run";
    case Discipline::preemptive:
      return plural(resource.capacity, "processor") + speed_words(resource) +
             ", for the highest priority; others go on later";
    case Discipline::token_bucket:
      return "rate limit of " + quantity(resource.capacity * resource.speed, Dimension::number) +
             " tokens a second, " + plural(resource.burst, "token") + " saved up at most";
    case Discipline::fcfs:
      return plural(resource.capacity, "server") + speed_words(resource) +
             order_words(resource.order);
  }
  return {};
}

std::string gate_words(const network::RetryTokens& rule) {
  return "a budget of " + plural(rule.capacity, "token") + " that retries are paid from";
}
std::string gate_words(const network::RetryShare& rule) {
  return "retries under way: at most " + percent(rule.share) + " of all attempts, or " +
         quantity(rule.at_least, Dimension::number);
}
std::string gate_words(const network::CircuitBreaker& rule) {
  const std::string last = rule.calls > 0 ? "of the last " + plural(rule.calls, "call")
                                          : "of at least " + plural(rule.minimum_calls, "call") +
                                                " within " + seconds(rule.window);
  const std::string slow = rule.times_calls() ? ", or " + percent(rule.slow_ratio) +
                                                    " took longer than " + seconds(rule.slow_after)
                                              : "";
  return "opens for " + seconds(rule.open) + " when " + percent(rule.failure_ratio) + " " + last +
         " failed" + slow + "; then tries " + quantity(rule.probes, Dimension::number);
}

std::string kind_words(const Resource& resource, const Network& network) {
  if (resource.kind == ResourceKind::gate)
    return std::visit([](const auto& rule) { return gate_words(rule); },
                      network.gates[resource.gate]);
  if (resource.kind == ResourceKind::station) return station_words(resource);
  if (resource.kind == ResourceKind::pool)
    return plural(resource.capacity, "token") + order_words(resource.order);
  return "messages that wait for a worker" + order_words(resource.order);
}

ResourceWords words_of(const Resource& resource, const Network& network) {
  std::string words = kind_words(resource, network);
  if (resource.scalability.contention > 0.0)
    words += "; contention " + quantity(resource.scalability.contention, Dimension::ratio);
  if (resource.scalability.coherency > 0.0)
    words += "; coherency " + quantity(resource.scalability.coherency, Dimension::ratio);
  if (resource.waiting_limit == 0)
    words += "; nobody waits, who finds all taken is turned away";
  else if (resource.waiting_limit != network::kUnlimited)
    words += "; at most " + quantity(resource.waiting_limit, Dimension::number) + " wait";
  if (resource.timeout != network::kNone)
    words += "; a wait ends after " + seconds(network.timeouts[resource.timeout]);
  if (resource.shedding)
    words += "; while all wait longer than " + seconds(resource.shedding->target) + " for " +
             seconds(resource.shedding->interval) +
             ", who waited twice as long is turned away at the turn";
  return {resource.label, words};
}

/// What an autoscaler does with the resource it looks at.
std::string scaling_words(const network::Autoscaling& rule) {
  return "; " + quantity(rule.least, Dimension::number) + " to " + plural(rule.most, "replica") +
         " keep it " + percent(rule.target) + " busy, looked at each " + seconds(rule.period) +
         "; a new one serves after " + seconds(rule.start_up);
}

std::string policy_words(Policy policy) {
  switch (policy) {
    case Policy::round_robin:
      return "takes the replicas in turn";
    case Policy::random:
      return "takes a replica at random";
    case Policy::least_outstanding:
      return "takes the replica with the fewest requests";
    case Policy::power_of_two:
      return "takes the better of two replicas at random";
  }
  return {};
}

std::vector<std::string> callers_of(const Network& network, std::uint32_t group) {
  std::vector<std::string> callers;
  if (network.groups[group].replicas == 1) return callers;
  for (const network::Balancer& balancer : network.balancers)
    if (balancer.group == group)
      callers.push_back(balancer.owner + " " + policy_words(balancer.policy));
  return callers;
}

// ---------------------------------------------------------------- programs

class Listing {
 public:
  Listing(const Network& network, const architecture::Component& component,
          const network::Operation& operation)
      : network_(network),
        component_(component),
        operation_(operation),
        group_(network.groups[operation.group]) {}

  OperationWords words() const {
    OperationWords result{operation_.name, {}};
    for (std::uint32_t pc = operation_.entry; pc < operation_.end; ++pc)
      result.lines.push_back(line(network_.steps[pc]));
    return result;
  }

 private:
  [[nodiscard]] std::string line(const Step& step) const {
    switch (step.op) {
      case Op::serve:
        return label(step) + ": " + demand(step) + unless_all_wait(step, "if turned away");
      case Op::delay:
        return "spend " + distribution(step, Dimension::duration);
      case Op::acquire:
        return "take a token of " + label(step) +
               unless_all_wait(step, "if turned away or out of patience");
      case Op::release:
        return "give back the token of " + label(step);
      case Op::branch:
        return "with probability " + percent(static_cast<double>(step.probability)) + " go to " +
               at(step.a);
      case Op::jump:
        return "go to " + at(step.a);
      case Op::call:
        return "call " + call(step.a) + ", wait for the reply" +
               or_else(network_.calls[step.a].on_failure, "if it fails");
      case Op::spawn:
        return "begin a call of " + call(step.a);
      case Op::send:
        return "send to " + call(step.a);
      case Op::fork:
        return "begin a branch at " + at(step.a);
      case Op::detach:
        return "go on at " + at(step.a) + " for nobody, with all that is held";
      case Op::join:
        return join(step);
      case Op::dispatch:
        return "wait in " + label(step) + " for a worker" + unless_all_wait(step, "if turned away");
      case Op::fail:
        return "fail, go to " + at(step.a);
      case Op::recover:
        return "ignore the failure";
      case Op::admit:
        return "ask " + label(step) + or_else(step.a, "if refused");
      case Op::report:
        return "tell " + label(step) + " that the call " +
               ((step.flag & network::kSucceeded) != 0 ? "succeeded" : "failed");
      case Op::end:
        return "end";
      default:
        return "go on";
    }
  }

  [[nodiscard]] std::string join(const Step& step) const {
    const std::string whom =
        step.site == network::kNone
            ? "all that has begun"
            : (step.site == 1
                   ? "the first success"
                   : "the " + quantity(step.site, Dimension::number) + " first successes") +
                  " of what has begun";
    return "wait for " + whom + or_else(step.a, "if that fails");
  }

  [[nodiscard]] std::string label(const Step& step) const {
    return group_.resources[step.resource].label;
  }

  [[nodiscard]] std::string demand(const Step& step) const {
    if (group_.resources[step.resource].discipline != Discipline::token_bucket)
      return distribution(step, Dimension::duration);
    return distribution(step, Dimension::number) + " of its tokens";
  }

  /// Where the resource's waiting room and patience are unlimited nobody goes there.
  [[nodiscard]] std::string unless_all_wait(const Step& step, const std::string& when) const {
    const Resource& resource = group_.resources[step.resource];
    const bool limited =
        resource.waiting_limit != network::kUnlimited || resource.timeout != network::kNone;
    return limited ? or_else(step.a, when) : "";
  }

  [[nodiscard]] std::string distribution(const Step& step, Dimension dimension) const {
    const network::Site& site = group_.sites[step.site];
    return architecture::write_distribution(site.distribution, dimension) + evidence(site.purpose);
  }

  /// What the scenario says of the step that draws for "page/0/cpu".
  [[nodiscard]] std::string evidence(const std::string& purpose) const {
    const std::string place = purpose.substr(0, purpose.find('/', purpose.find('/') + 1));
    const auto found = component_.evidence.find(place);
    return found == component_.evidence.end() ? "" : " (" + found->second + ")";
  }

  [[nodiscard]] std::string call(std::uint32_t index) const {
    const network::CallSite& site = network_.calls[index];
    const std::string& callee = network_.groups[network_.balancers[site.balancer].group].component;
    const auto found =
        std::ranges::find(network_.operations, site.entry, &network::Operation::entry);
    std::string words = callee;
    if (found != network_.operations.end() && !found->name.empty()) words += "." + found->name;
    if (site.hop_out != network::kNone)
      words += ", network " +
               architecture::write_distribution(group_.sites[site.hop_out].distribution,
                                                Dimension::duration) +
               " each way";
    if (site.timeout != network::kNone)
      words += std::string(site.cancels ? ", deadline " : ", timeout ") +
               seconds(network_.timeouts[site.timeout]);
    return words;
  }

  [[nodiscard]] std::string at(std::uint32_t pc) const {
    return "line " + std::to_string(pc - operation_.entry + 1);
  }
  [[nodiscard]] std::string or_else(std::uint32_t pc, const std::string& when) const {
    return pc == network::kNone ? "" : "; " + when + " go to " + at(pc);
  }

  const Network& network_;
  const architecture::Component& component_;
  const network::Operation& operation_;
  const network::Group& group_;
};

}  // namespace

Anatomy anatomy(const projection::Model& model, const std::string& component) {
  const Network& network = model.network();
  const std::uint32_t index = network.group_named(component);
  HEADROOM_EXPECTS(index != network::kNone);
  const network::Group& group = network.groups[index];
  const architecture::Component& drawn = model.scenario().architecture.components.at(component);
  Anatomy result{component, group.kind, group.replicas, callers_of(network, index), {}, {}, {}};
  if (const network::ComponentKind* kind = model.kinds().find(group.kind))
    result.origins = Origins(drawn, *kind, model.catalogue().sizes).all();
  for (const Resource& resource : group.resources)
    result.resources.push_back(words_of(resource, network));
  if (group.scaling)
    result.resources[group.scaling->resource].words += scaling_words(*group.scaling);
  for (const network::Operation& operation : network.operations)
    if (operation.group == index)
      result.operations.push_back(Listing(network, drawn, operation).words());
  return result;
}

}  // namespace headroom::report
