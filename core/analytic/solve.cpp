#include "core/analytic/solve.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/analytic/bottleneck.h"
#include "core/analytic/demands.h"
#include "core/analytic/exactness.h"
#include "core/analytic/layers.h"
#include "core/analytic/queueing.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::Performance;
using network::ResourceKind;

network::Latency latency_of(const std::vector<WeightedTime>& responses) {
  const auto quantile = [&](double p) { return Estimate::exact(mixture_quantile(responses, p)); };
  return {Estimate::exact(mixture_mean(responses)), quantile(0.50), quantile(0.95), quantile(0.99)};
}

/// Turns the fixed point over layers into an answer.
class Answer {
 public:
  Answer(const Network& net, std::vector<double> rates, const std::vector<std::uint32_t>& users)
      : net_(net), rates_(std::move(rates)), layers_(net, rates_, users) {
    std::vector<double> step_rate;
    for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc) step_rate.push_back(layers_.rate(pc));
    exact_ = exactness(net_, layers_.flows().owner, step_rate);
    bottleneck_ = find_bottleneck(net_, layers_);
    find_entries();
  }

  [[nodiscard]] Performance performance() const {
    Performance result;
    result.method = exact_.means ? network::Method::exact : network::Method::approximation;
    for (std::size_t s = 0; s < rates_.size(); ++s) result.classes.push_back(request_class(s));
    result.total = total(result.classes);
    for (std::uint32_t g = 0; g < net_.groups.size(); ++g)
      result.components.push_back(component(g));
    if (bottleneck_) mark_unstable(result);
    result.notes = notes();
    return result;
  }

 private:
  // ------------------------------------------------------------ classes

  [[nodiscard]] const Outcome& outcome(std::size_t source) const {
    return layers_.programs().outcome(net_.sources[source].entry);
  }
  [[nodiscard]] double carried(std::size_t source) const {
    return bottleneck_ && comes_to(net_, layers_, source, *bottleneck_) ? bottleneck_->carried()
                                                                        : 1.0;
  }

  [[nodiscard]] network::ClassPerformance request_class(std::size_t s) const {
    const double throughput = rates_[s] * carried(s);
    network::ClassPerformance result;
    result.name = net_.sources[s].request_class;
    result.offered_rps = Estimate::exact(rates_[s]);
    result.throughput_rps = Estimate::exact(throughput);
    result.goodput_rps = Estimate::exact(throughput * outcome(s).success);
    if (rates_[s] <= 0.0) return result;
    result.error_ratio = Estimate::exact(1.0 - outcome(s).success);
    if (!bottleneck_) result.latency = latency({s});
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
      if (rates_[s] > 0.0) sources.push_back(s);
    }
    result.offered_rps = Estimate::exact(offered);
    result.throughput_rps = Estimate::exact(throughput);
    result.goodput_rps = Estimate::exact(goodput);
    if (throughput <= 0.0) return result;
    result.error_ratio = Estimate::exact(1.0 - goodput / throughput);
    if (!bottleneck_) result.latency = latency(sources);
    return result;
  }

  /// Of the succeeded requests of these sources together.
  [[nodiscard]] network::Latency latency(const std::vector<std::size_t>& sources) const {
    if (exact_.only_station) return single_station_latency();
    std::vector<WeightedTime> responses;
    for (const std::size_t s : sources)
      responses.push_back({rates_[s] * outcome(s).success, outcome(s).succeeded});
    return latency_of(responses);
  }

  [[nodiscard]] network::Latency single_station_latency() const {
    const network::Group& group = net_.groups[*exact_.only_station];
    std::uint32_t used = 0;
    while (load(*exact_.only_station, used).attempts_per_s <= 0.0) ++used;
    const ResourceLoad& station = load(*exact_.only_station, used);
    const double rate = station.attempts_per_s / group.replicas;
    const double service = 1.0 / station.service.mean;
    const int servers = static_cast<int>(group.resources[used].capacity);
    const auto quantile = [&](double p) {
      return Estimate::exact(mmc_response_quantile(rate, service, servers, p));
    };
    return {Estimate::exact(mmc(rate, service, servers).mean_response_s), quantile(0.50),
            quantile(0.95), quantile(0.99)};
  }

  // ------------------------------------------------------------ components

  void find_entries() {
    entries_.resize(net_.groups.size());
    for (std::size_t s = 0; s < rates_.size(); ++s)
      enter(net_.balancers[net_.sources[s].balancer].group, net_.sources[s].entry, rates_[s]);
    for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc) {
      const network::Step& step = net_.steps[pc];
      if (layers_.rate(pc) <= 0.0) continue;
      if (step.op == Op::call || step.op == Op::spawn || step.op == Op::send) {
        const network::CallSite& call = net_.calls[step.a];
        enter(net_.balancers[call.balancer].group, call.entry, layers_.rate(pc));
      }
    }
    for (const network::Consumer& consumer : net_.consumers)
      enter(consumer.group, consumer.entry, load(consumer.group, consumer.pool).attempts_per_s);
  }
  void enter(std::uint32_t group, std::uint32_t entry, double rate) {
    if (rate > 0.0) entries_[group][entry] += rate;
  }

  [[nodiscard]] network::ComponentPerformance component(std::uint32_t g) const {
    network::ComponentPerformance result;
    result.name = net_.groups[g].component;
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
    if (rate > 0.0 && !bottleneck_) result.residence_s = Estimate::exact(time / rate);
    for (std::uint32_t r = 0; r < net_.groups[g].resources.size(); ++r)
      result.resources.push_back(resource(g, r));
    return result;
  }

  [[nodiscard]] const ResourceLoad& load(std::uint32_t group, std::uint32_t resource) const {
    return layers_.loads()[blueprint_index(net_, group, resource)];
  }

  [[nodiscard]] network::ResourcePerformance resource(std::uint32_t g, std::uint32_t r) const {
    const network::Resource& blueprint = net_.groups[g].resources[r];
    const ResourceLoad& asked = load(g, r);
    const Waiting& waiting = layers_.visits()[blueprint_index(net_, g, r)].waiting;
    const double served = asked.attempts_per_s * (1.0 - waiting.refused);
    network::ResourcePerformance result;
    result.label = blueprint.label;
    result.capacity = blueprint.capacity * net_.groups[g].replicas;
    result.visits_per_s = served;
    if (blueprint.kind != ResourceKind::buffer) {
      result.offered_utilization = asked.offered();
      result.utilization =
          Estimate::exact(std::min(1.0, asked.offered() * (1.0 - waiting.refused)));
    }
    if (bottleneck_ || served <= 0.0) return result;
    // Also the time that those waited who were turned away in the end.
    const double queue =
        served * waiting.wait.mean + asked.attempts_per_s * waiting.refused * waiting.refused_wait;
    result.mean_queue = Estimate::exact(queue);
    result.mean_wait_s = Estimate::exact(queue / served);
    return result;
  }

  // ------------------------------------------------------------ overload

  void mark_unstable(Performance& result) const {
    double growth = 0.0;
    for (const network::ClassPerformance& each : result.classes)
      growth += each.offered_rps.estimate - each.throughput_rps.estimate;
    const network::Group& group = net_.groups[bottleneck_->group];
    result.stable = false;
    result.backlog_growth_rps = Estimate::exact(growth);
    result.unstable_component = group.component;
    result.unstable_resource = group.resources[bottleneck_->resource].label;
  }

  // ------------------------------------------------------------ notes

  [[nodiscard]] std::vector<std::string> notes() const {
    std::vector<std::string> notes;
    if (!layers_.converged())
      notes.emplace_back("the iteration over layers did not settle: the answer is a guess");
    return notes;
  }

  const Network& net_;
  const std::vector<double> rates_;
  const Layers layers_;
  Exactness exact_;
  std::optional<Bottleneck> bottleneck_;
  std::vector<std::map<std::uint32_t, double>> entries_;  ///< by group: rate of each program
};

std::vector<double> open_rates(const network::Load& load) {
  std::vector<double> rates;
  for (const network::Load::Entry& entry : load.sources) rates.push_back(entry.rate.value());
  return rates;
}

std::vector<std::uint32_t> populations(const network::Load& load) {
  std::vector<std::uint32_t> users;
  for (const network::Load::Entry& entry : load.sources) users.push_back(entry.population);
  return users;
}

}  // namespace

Performance solve(const Network& network, const network::Load& load) {
  HEADROOM_EXPECTS(load.sources.size() == network.sources.size());
  return Answer(network, open_rates(load), populations(load)).performance();
}

}  // namespace headroom::analytic
