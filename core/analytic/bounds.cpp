#include "core/analytic/bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "core/analytic/closed_classes.h"
#include "core/analytic/exactness.h"
#include "core/analytic/flows.h"
#include "core/analytic/layers.h"
#include "core/analytic/mixed_fleet.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

using network::Bounds;
using network::kNone;
using network::Load;
using network::Network;
using network::Op;
using network::Resource;
using network::Step;

double total_demand(const ClosedNetwork& net) {
  return std::accumulate(
      net.stations.begin(), net.stations.end(), 0.0,
      [](double sum, const ClosedStation& station) { return sum + station.demand_s[0]; });
}

std::vector<bool> running(const Network& net, const Load& load) {
  std::vector<bool> runs;
  for (std::size_t s = 0; s < net.sources.size(); ++s)
    runs.push_back(net.sources[s].closed() ? load.sources[s].population > 0
                                           : load.sources[s].rate.value() > 0.0);
  return runs;
}

/// What runs: whether each request brings the same work under any load, as long as none fails, and
/// one step at a time.
class Work {
 public:
  Work(const Network& net, const Flows& flow, const std::vector<bool>& runs) : net_(net) {
    for (std::size_t s = 0; s < runs.size(); ++s)
      for (std::uint32_t pc = 0; runs[s] && pc < net.steps.size(); ++pc)
        if (flow.owner[pc] != kNone && flow.executions[s][pc] > 0.0)
          look_at(net.steps[pc], flow.owner[pc]);
  }
  [[nodiscard]] bool fixed() const { return fixed_; }
  [[nodiscard]] bool one_after_the_other() const { return one_after_the_other_; }

 private:
  void look_at(const Step& step, std::uint32_t owner) {
    switch (step.op) {
      case Op::serve:
      case Op::acquire:
      case Op::dispatch:
        fixed_ = fixed_ && as_fast_as_alone(net_.groups[owner].resources[step.resource]);
        one_after_the_other_ = one_after_the_other_ && step.op != Op::dispatch;
        return;
      case Op::fail:
      case Op::redeliver:
        fixed_ = false;
        return;
      case Op::spawn:
      case Op::fork:
        fixed_ = fixed_ && step.flag == network::kNoRace;
        one_after_the_other_ = false;
        return;
      case Op::send:
      case Op::detach:
        one_after_the_other_ = false;
        return;
      default:
        return;
    }
  }
  /// Does not work better with more to do, or worse.
  static bool as_fast_as_alone(const Resource& resource) {
    return resource.set_up == kNone && resource.batch == 1 && !resource.redelivers() &&
           resource.full_speed() == resource.speed;
  }

  const Network& net_;
  bool fixed_ = true;
  bool one_after_the_other_ = true;
};

/// The resource that is full first when these rates grow in proportion.
struct First {
  double factor = std::numeric_limits<double>::infinity();  ///< of the rates, when it is
  std::string component;
  std::string resource;
};

/// Stations by the utilisation law; tokens are held at least as long as when nobody waits.
First first_full(const Network& net, const std::vector<double>& rates) {
  constexpr double kHardlyAny = 1e-9;  // of the rates: nobody meets anybody
  std::vector<double> few = rates;
  for (double& rate : few) rate *= kHardlyAny;
  const Layers idle(net, few, std::vector<std::uint32_t>(rates.size(), 0));
  First first;
  std::size_t index = 0;
  for (const network::Group& group : net.groups)
    for (const Resource& resource : group.resources) {
      const double used = idle.loads()[index++].offered() / kHardlyAny;
      const bool holds = resource.kind == network::ResourceKind::station ||
                         resource.kind == network::ResourceKind::pool;
      if (holds && used * first.factor > 1.0) first = {1.0 / used, group.component, resource.label};
    }
  return first;
}

Bounds of_open(const Network& net, const Load& load) {
  std::vector<double> rates;
  for (const Load::Entry& entry : load.sources) rates.push_back(entry.rate.value());
  const First first = first_full(net, rates);
  Bounds found;
  found.throughput_most_rps = first.factor * std::accumulate(rates.begin(), rates.end(), 0.0);
  found.component = first.component;
  found.resource = first.resource;
  return found;
}

bool single_servers(const ClosedNetwork& closed) {
  return std::ranges::all_of(closed.stations,
                             [](const ClosedStation& station) { return station.servers == 1.0; });
}

/// The same network, whose users come at a rate instead.
Network opened(Network net) {
  for (network::Source& source : net.sources) source.think_group = source.think_site = kNone;
  return net;
}

Bounds of_users(const Network& net, const Load& load, bool product_form, bool one_after_the_other) {
  const First first = first_full(opened(net), {1.0});
  Bounds found;
  found.throughput_most_rps = first.factor;
  found.component = first.component;
  found.resource = first.resource;
  if (!one_after_the_other) return found;
  const ClosedNetwork closed = closed_network(net, load);
  const bool balanced = product_form && single_servers(closed);
  const ThroughputBounds rates = balanced ? balanced_job_bounds(closed) : asymptotic_bounds(closed);
  const double users = closed.customers[0];
  const double think = think_time(net, net.sources[0]);
  found.throughput_most_rps = std::min(first.factor, rates.most);
  found.mean_least_s = users / found.throughput_most_rps - think;
  if (!product_form) return found;
  found.throughput_least_rps = rates.least;
  found.mean_most_s = users / rates.least - think;
  return found;
}

}  // namespace

ThroughputBounds asymptotic_bounds(const ClosedNetwork& network) {
  const double customers = network.customers[0];
  return {customers / (network.think_s[0] + customers * total_demand(network)),
          throughput_bound(network)};
}

ThroughputBounds balanced_job_bounds(const ClosedNetwork& network) {
  HEADROOM_EXPECTS(network.customers.size() == 1 && single_servers(network));
  const double customers = network.customers[0];
  const double think = network.think_s[0];
  const double all = total_demand(network);
  HEADROOM_EXPECTS(all > 0.0 && customers > 0.0);
  double largest = 0.0;
  double stations = 0.0;
  for (const ClosedStation& station : network.stations) {
    largest = std::max(largest, station.demand_s[0]);
    if (station.demand_s[0] > 0.0) ++stations;
  }
  const double slow = (customers - 1.0) * largest / (1.0 + think / (customers * all));
  const double fast = (customers - 1.0) * all / stations / (1.0 + think / all);
  return {customers / (think + all + slow),
          std::min(1.0 / largest, customers / (think + all + fast))};
}

std::optional<Bounds> bounds(const Network& network, const Load& load) {
  HEADROOM_EXPECTS(load.sources.size() == network.sources.size());
  const std::optional<EvenNetwork> even = split_fleets(network);
  const Network& net = even ? even->network : network;
  const std::vector<bool> runs = running(net, load);
  const bool users = std::ranges::any_of(net.sources, &network::Source::closed);
  if (std::ranges::none_of(runs, [](bool runs_it) { return runs_it; })) return std::nullopt;
  if (users && net.sources.size() > 1) return std::nullopt;
  const Flows flow = flows(net);
  const Work what(net, flow, runs);
  if (!what.fixed()) return std::nullopt;
  Bounds found = users ? of_users(net, load, exactness(net, flow, runs).product_form,
                                  what.one_after_the_other())
                       : of_open(net, load);
  if (!std::isfinite(found.throughput_most_rps)) return std::nullopt;
  return found;
}

}  // namespace headroom::analytic
