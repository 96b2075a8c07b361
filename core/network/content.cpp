#include "core/network/content.h"

#include <cstddef>
#include <span>
#include <variant>

#include "core/base/content.h"

namespace headroom::network {
namespace {

/// Structured bindings name all members of a struct: one that is added and forgotten here does not
/// compile.
class Writer {
 public:
  std::string take() { return to_.take(); }

  void add(const Network& network) {
    const auto& [steps, groups, balancers, calls, consumers, gates, timeouts, sources, operations,
                 resource_count, site_count] = network;
    all(steps, groups, balancers, calls, consumers, gates, timeouts, sources, operations,
        resource_count, site_count);
  }
  void add(const Load& load) {
    const auto& [sources] = load;
    all(sources);
  }

 private:
  template <class... Values>
  void all(const Values&... values) {
    (add(values), ...);
  }
  /// What has no members of its own to name.
  template <class Value>
  void add(const Value& value) {
    to_.add(value);
  }
  template <class Value>
  void add(std::span<const Value> values) {
    to_.add(values.size());
    for (const Value& value : values) add(value);
  }
  template <class Value>
  void add(const std::vector<Value>& values) {
    add(std::span<const Value>(values));
  }
  template <class Value>
  void add(const std::optional<Value>& value) {
    to_.add(value.has_value());
    if (value) add(*value);
  }
  template <class... Choices>
  void add(const std::variant<Choices...>& choice) {
    to_.add(choice.index());
    std::visit([this](const auto& chosen) { this->add(chosen); }, choice);
  }

  void add(const random::Distribution& law) {
    all(law.kind(), law.parameters(), law.values(), law.weights(), law.components());
  }
  void add(const workload::Bursts& bursts) {
    const auto& [peak, length, every] = bursts;
    all(peak, length, every);
  }
  void add(const workload::Replay& replay) {
    const auto& [file, gaps] = replay;
    all(file, gaps);
  }
  void add(const workload::Arrivals& arrivals) {
    const auto& [spacing, together, bursts, replay] = arrivals;
    all(spacing, together, bursts, replay);
  }

  void add(const Step& step) {
    const auto& [op, flag, resource, site, a, probability] = step;
    all(op, flag, resource, site, a, probability);
  }
  void add(const Scalability& scalability) {
    const auto& [contention, coherency] = scalability;
    all(contention, coherency);
  }
  void add(const Shedding& shedding) {
    const auto& [target, interval] = shedding;
    all(target, interval);
  }
  void add(const Resource& resource) {
    const auto& [label, kind, discipline, capacity, speed, order, scalability, burst, waiting_limit,
                 gate, timeout, patience, set_up, keep_warm, shedding, batch, linger,
                 most_deliveries, visibility, again, dead] = resource;
    all(label, kind, discipline, capacity, speed, order, scalability, burst, waiting_limit, gate,
        timeout, patience, set_up, keep_warm, shedding, batch, linger, most_deliveries, visibility,
        again, dead);
  }
  void add(const Site& site) {
    const auto& [purpose, distribution, uniform] = site;
    all(purpose, distribution, uniform);
  }
  void add(const Group& group) {
    const auto& [component, kind, replicas, first_resource, first_site, resources, sites,
                 partitions, slow, scaling] = group;
    all(component, kind, replicas, first_resource, first_site, resources, sites, partitions, slow,
        scaling);
  }
  void add(const SlowReplicas& slow) {
    const auto& [count, speed] = slow;
    all(count, speed);
  }
  void add(const Autoscaling& scaling) {
    const auto& [resource, least, most, target, tolerance, period, start_up, growth, shrinking] =
        scaling;
    all(resource, least, most, target, tolerance, period, start_up, growth, shrinking);
  }
  void add(const scaling::ScalingRules& rules) {
    const auto& [stabilization_s, select, policies] = rules;
    all(stabilization_s, select, policies);
  }
  void add(const scaling::ScalingPolicy& policy) {
    const auto& [unit, amount, period_s] = policy;
    all(unit, amount, period_s);
  }
  void add(const Partitions& partitions) {
    const auto& [count, hottest] = partitions;
    all(count, hottest);
  }
  void add(const Balancer& balancer) {
    const auto& [group, policy, owner] = balancer;
    all(group, policy, owner);
  }
  void add(const CallSite& call) {
    const auto& [balancer, entry, hop_out, hop_back, timeout, on_failure, cancels] = call;
    all(balancer, entry, hop_out, hop_back, timeout, on_failure, cancels);
  }
  void add(const Consumer& consumer) {
    const auto& [buffer_group, buffer, group, pool, entry, paired] = consumer;
    all(buffer_group, buffer, group, pool, entry, paired);
  }
  void add(const RetryTokens& tokens) {
    const auto& [capacity, floor, failure, success, retry, timeout_retry, refunds] = tokens;
    all(capacity, floor, failure, success, retry, timeout_retry, refunds);
  }
  void add(const RetryShare& share) {
    const auto& [ratio, at_least] = share;
    all(ratio, at_least);
  }
  void add(const CircuitBreaker& breaker) {
    const auto& [failure_ratio, minimum_calls, calls, window, open, probes, slow_after,
                 slow_ratio] = breaker;
    all(failure_ratio, minimum_calls, calls, window, open, probes, slow_after, slow_ratio);
  }
  void add(const Source& source) {
    const auto& [request_class, balancer, entry, think_site, think_group, arrivals, priority,
                 deadline] = source;
    all(request_class, balancer, entry, think_site, think_group, arrivals, priority, deadline);
  }
  void add(const Operation& operation) {
    const auto& [group, name, entry, end] = operation;
    all(group, name, entry, end);
  }
  void add(const RatePoint& point) {
    const auto& [at, rate] = point;
    all(at, rate);
  }
  void add(const Load::Entry& entry) {
    const auto& [rate, population, profile] = entry;
    all(rate, population, profile);
  }

  ContentWriter to_;
};

}  // namespace

std::string content_of(const Network& network) {
  Writer writer;
  writer.add(network);
  return writer.take();
}

std::string content_of(const Load& load) {
  Writer writer;
  writer.add(load);
  return writer.take();
}

}  // namespace headroom::network
