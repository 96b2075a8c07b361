#include "core/analytic/solve.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/analytic/demands.h"
#include "core/analytic/latencies.h"
#include "core/analytic/mixed_fleet.h"
#include "core/analytic/notes.h"
#include "core/analytic/operating_point.h"
#include "core/analytic/priority.h"
#include "core/base/contracts.h"
#include "core/network/replicas.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::Performance;
using network::ResourceKind;

/// Turns an operating point into an answer.
class Answer {
 public:
  Answer(const Network& net, OperatingPoint point, Quantiles quantiles)
      : net_(net),
        point_(std::move(point)),
        layers_(*point_.layers),
        latencies_(net_, point_, quantiles) {
    find_entries();
  }

  [[nodiscard]] Performance performance() const {
    Performance result;
    const auto method_if = [](bool exact) {
      return exact ? network::Method::exact : network::Method::approximation;
    };
    result.path = network::Path::formulas;
    result.method = method_if(point_.means_exact);
    result.quantile_method = method_if(quantiles_exact(net_, point_));
    for (std::size_t s = 0; s < net_.sources.size(); ++s)
      result.classes.push_back(request_class(s));
    result.total = total(result.classes);
    for (std::uint32_t g = 0; g < net_.groups.size(); ++g)
      result.components.push_back(component(g));
    if (point_.bottleneck) mark_unstable(result);
    result.notes = notes(net_, point_);
    return result;
  }

 private:
  // ------------------------------------------------------------ classes

  [[nodiscard]] const Outcome& outcome(std::size_t source) const {
    return layers_.programs().outcome(net_.sources[source].entry);
  }

  [[nodiscard]] network::ClassPerformance request_class(std::size_t s) const {
    network::ClassPerformance result;
    result.name = net_.sources[s].request_class;
    result.offered_rps = Estimate::exact(point_.offered[s]);
    result.throughput_rps = Estimate::exact(point_.carried[s]);
    const double success = outcome(s).success * latencies_.in_time(s);
    result.goodput_rps = Estimate::exact(point_.carried[s] * success);
    if (point_.offered[s] <= 0.0) return result;
    result.error_ratio = Estimate::exact(1.0 - success);
    if (!point_.bottleneck) result.latency = latencies_.of({s});
    return result;
  }

  [[nodiscard]] network::ClassPerformance total(
      const std::vector<network::ClassPerformance>& classes) const {
    network::ClassPerformance result;
    double offered = 0.0;
    double throughput = 0.0;
    double goodput = 0.0;
    std::vector<std::size_t> sources;
    for (std::size_t s = 0; s < classes.size(); ++s) {
      offered += classes[s].offered_rps.estimate;
      throughput += classes[s].throughput_rps.estimate;
      goodput += classes[s].goodput_rps.estimate;
      if (point_.carried[s] > 0.0) sources.push_back(s);
    }
    result.offered_rps = Estimate::exact(offered);
    result.throughput_rps = Estimate::exact(throughput);
    result.goodput_rps = Estimate::exact(goodput);
    if (throughput <= 0.0) return result;
    result.error_ratio = Estimate::exact(1.0 - goodput / throughput);
    if (!point_.bottleneck) result.latency = latencies_.of(sources);
    return result;
  }

  // ------------------------------------------------------------ components

  void find_entries() {
    entries_.resize(net_.groups.size());
    for (std::size_t s = 0; s < net_.sources.size(); ++s)
      enter(net_.balancers[net_.sources[s].balancer].group, net_.sources[s].entry,
            point_.carried[s]);
    for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc) {
      const network::Step& step = net_.steps[pc];
      if (layers_.rate(pc) <= 0.0) continue;
      if (step.op == Op::call || step.op == Op::spawn || step.op == Op::send) {
        const network::CallSite& call = net_.calls[step.a];
        enter(net_.balancers[call.balancer].group, call.entry,
              layers_.rate(pc) * layers_.passed_on(pc));
      }
    }
    for (const network::Consumer& consumer : net_.consumers)
      enter(consumer.group, consumer.entry,
            load(consumer.group, consumer.pool).attempts_per_s * batch_of(consumer));
  }
  void enter(std::uint32_t group, std::uint32_t entry, double rate) {
    if (rate > 0.0) entries_[group][entry] += rate;
  }

  [[nodiscard]] double batch_of(const network::Consumer& consumer) const {
    return layers_.visits()[layers_.index(consumer.buffer_group, consumer.buffer)].batch;
  }

  [[nodiscard]] network::ComponentPerformance component(std::uint32_t g) const {
    network::ComponentPerformance result;
    result.name = net_.groups[g].component;
    result.replicas = net_.groups[g].replicas;
    result.most_replicas = network::most_replicas(net_.groups[g]);
    double rate = 0.0;
    double time = 0.0;
    double failed = 0.0;
    for (const auto& [entry, entered] : entries_[g]) {
      const Outcome& outcome = layers_.programs().outcome(entry);
      rate += entered;
      time += entered * outcome.any().mean;
      failed += entered * (1.0 - outcome.success);
    }
    result.throughput_rps = Estimate::exact(rate);
    if (rate > 0.0) result.error_ratio = Estimate::exact(failed / rate);
    if (rate > 0.0 && !point_.bottleneck) result.residence_s = Estimate::exact(time / rate);
    for (std::uint32_t r = 0; r < net_.groups[g].resources.size(); ++r)
      result.resources.push_back(resource(g, r));
    return result;
  }

  [[nodiscard]] const ResourceLoad& load(std::uint32_t group, std::uint32_t resource) const {
    return layers_.loads()[layers_.index(group, resource)];
  }

  /// In overload also what an exhausted pool is asked for above what it can give.
  [[nodiscard]] double offered_utilization(std::uint32_t group, std::uint32_t resource) const {
    const std::size_t index = layers_.index(group, resource);
    if (!point_.overload) return layers_.loads()[index].offered();
    const Visit& visit = point_.overload->visits()[index];
    const bool overloaded = visit.waiting.overloaded || visit.sharing.overloaded;
    const double offered = point_.overload->loads()[index].offered();
    return overloaded ? std::max({offered, visit.waiting.load, visit.sharing.load}) : offered;
  }

  [[nodiscard]] network::ResourcePerformance resource(std::uint32_t g, std::uint32_t r) const {
    const network::Resource& blueprint = net_.groups[g].resources[r];
    const ResourceLoad& asked = load(g, r);
    const Visit& visit = layers_.visits()[layers_.index(g, r)];
    const Waiting& waiting = visit.waiting;
    const double attempts = asked.attempts_per_s * visit.batch;
    const double served = attempts * (1.0 - waiting.refused);
    network::ResourcePerformance result;
    result.label = blueprint.label;
    result.capacity = blueprint.capacity * net_.groups[g].replicas;
    result.visits_per_s = served;
    result.refused_per_s = Estimate::exact(attempts * waiting.refused);
    if (blueprint.kind != ResourceKind::buffer) {
      result.offered_utilization = offered_utilization(g, r);
      result.utilization =
          Estimate::exact(std::min(1.0, asked.offered() * (1.0 - waiting.refused)));
    }
    if (point_.bottleneck || served <= 0.0) return result;
    // Also the time that those waited who were turned away in the end.
    const double queue = served * wait_of(blueprint, visit, asked.service.mean) +
                         attempts * waiting.refused * waiting.refused_wait;
    result.mean_queue = Estimate::exact(queue);
    result.mean_wait_s = Estimate::exact(queue / served);
    return result;
  }

  /// Of a visit. At a shared processor: how much longer it takes than alone on a whole server.
  [[nodiscard]] static double wait_of(const network::Resource& resource, const Visit& visit,
                                      double service) {
    return shares_processor(resource) ? service * (visit.sharing.stretch - 1.0)
                                      : visit.waiting.wait.mean;
  }
  [[nodiscard]] static bool shares_processor(const network::Resource& resource) {
    return resource.kind == ResourceKind::station &&
           resource.discipline == network::Discipline::processor_sharing;
  }

  // ------------------------------------------------------------ overload

  void mark_unstable(Performance& result) const {
    double growth = point_.left_behind;
    for (const network::ClassPerformance& each : result.classes)
      growth += each.offered_rps.estimate - each.throughput_rps.estimate;
    const network::Group& group = net_.groups[point_.bottleneck->group];
    result.stable = false;
    result.backlog_growth_rps = Estimate::exact(growth);
    result.unstable_component = group.component;
    result.unstable_resource = group.resources[point_.bottleneck->resource].label;
  }

  const Network& net_;
  const OperatingPoint point_;
  const Layers& layers_;
  const Latencies latencies_;
  std::vector<std::map<std::uint32_t, double>> entries_;  ///< by group: rate of each program
};

}  // namespace

Performance solve(const Network& network, const network::Load& load, Quantiles quantiles) {
  return *solve(network, load, quantiles, {});
}

std::optional<Performance> solve(const Network& network, const network::Load& load,
                                 Quantiles quantiles, const std::stop_token& stop) {
  HEADROOM_EXPECTS(load.sources.size() == network.sources.size());
  const std::optional<EvenNetwork> even = split_fleets(network);
  const Network& alike = even ? even->network : network;
  const std::optional<Network> split = split_by_priority(alike);
  const Network& solved = split ? *split : alike;
  OperatingPoint point = operating_point(solved, load, stop);
  if (stop.stop_requested()) return std::nullopt;
  Performance found = Answer(solved, std::move(point), quantiles).performance();
  return even ? merged(*even, std::move(found)) : std::move(found);
}

}  // namespace headroom::analytic
