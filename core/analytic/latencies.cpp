#include "core/analytic/latencies.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>

#include "core/analytic/demands.h"
#include "core/analytic/queueing.h"
#include "core/analytic/walk.h"
#include "core/random/distribution.h"

namespace headroom::analytic {
namespace {

using network::Latency;

struct Weighted {
  double weight = 0.0;
  const SampledLaw* law = nullptr;
};

double quantile(const std::vector<Weighted>& laws, double p) {
  double all = 0.0;
  double low = std::numeric_limits<double>::infinity();
  double high = 0.0;
  for (const Weighted& each : laws) {
    all += each.weight;
    low = std::min(low, each.law->quantile(p));
    high = std::max(high, each.law->quantile(p));
  }
  while (high - low > 1e-9 * high) {
    const double middle = low + (high - low) / 2.0;
    double below = 0.0;
    for (const Weighted& each : laws) below += each.weight * each.law->cdf(middle);
    (below < p * all ? low : high) = middle;
  }
  return low + (high - low) / 2.0;
}

/// Whether a step depends on more of a law than its two moments.
bool cuts_laws(const network::Network& network) {
  return std::any_of(network.calls.begin(), network.calls.end(),
                     [](const auto& call) { return call.timeout != network::kNone; }) ||
         std::any_of(network.steps.begin(), network.steps.end(), [](const auto& step) {
           return step.op == network::Op::join && step.site != network::kNone;
         });
}

/// Walks through the programs once for all classes that share a grid.
class Composition {
 public:
  Composition(const network::Network& net, const Layers& layers) : net_(net), layers_(layers) {}

  /// Of the successful executions of a program, scaled to this mean.
  SampledLaw law(std::uint32_t entry, double mean) {
    const Time time = layers_.programs().outcome(entry).succeeded;
    const auto [place, made] = walks_.try_emplace(TimeGrid::for_time(time));
    if (made) place->second = std::make_unique<OnGrid>(net_, place->first, layers_);
    const SampledLaw law =
        place->second->spectra.sampled(place->second->walk.ending(entry).succeeded);
    return law.stretched(mean / time.mean);
  }

 private:
  struct OnGrid {
    OnGrid(const network::Network& net, TimeGrid grid, const Layers& layers)
        : spectra(net, grid), walk(layers.programs().structure(), spectra, layers.visits()) {}
    Spectra spectra;
    Walk<Spectra> walk;
  };

  const network::Network& net_;
  const Layers& layers_;
  std::map<TimeGrid, std::unique_ptr<OnGrid>> walks_;
};

}  // namespace

Latencies::Latencies(const network::Network& network, const OperatingPoint& point,
                     Quantiles quantiles)
    : net_(network), point_(point) {
  Composition composition(network, *point.layers);
  for (std::size_t s = 0; s < net_.sources.size(); ++s) {
    const Time time = response(s);
    const bool none = point_.bottleneck || point_.carried[s] <= 0.0 || time.mean <= 0.0;
    if (none || time.variance <= 0.0)
      laws_.push_back(SampledLaw::constant(time.mean));
    else if (quantiles == Quantiles::fitted)
      laws_.push_back(SampledLaw::gamma(time));
    else
      laws_.push_back(composition.law(net_.sources[s].entry, time.mean));
    // What a timeout cuts off a law is known better than what it cuts off two moments.
    const bool cut = quantiles == Quantiles::composed && !none && cuts_laws(network);
    means_.push_back(cut ? laws_.back().mean() : time.mean);
    keep_deadline(s);
  }
}

void Latencies::keep_deadline(std::size_t source) {
  const double deadline = net_.sources[source].deadline.value();
  SampledLaw& law = laws_[source];
  in_time_.push_back(law.cdf(deadline));
  if (in_time_[source] <= 0.0 || in_time_[source] >= 1.0) return;
  law = law.until(deadline);
  means_[source] = law.mean();
}

/// Of succeeded requests; where the mean is known better, with that mean.
Time Latencies::response(std::size_t source) const {
  const Time time = point_.layers->programs().outcome(net_.sources[source].entry).succeeded;
  if (point_.response_s.empty() || time.mean <= 0.0) return time;
  const double factor = point_.response_s[source] / time.mean;
  return {time.mean * factor, time.variance * factor * factor};
}

Latency Latencies::of(const std::vector<std::size_t>& sources) const {
  const Exactness& exact = point_.exactness;
  if (exact.only_station && point_.response_s.empty())
    return of_single_station(*exact.only_station);
  if (exact.only_room && point_.means_exact) return of_single_station(*exact.only_room);
  std::vector<Weighted> laws;
  double weight = 0.0;
  double mean = 0.0;
  for (const std::size_t s : sources) {
    const double succeeded = point_.carried[s] * in_time_[s] *
                             point_.layers->programs().outcome(net_.sources[s].entry).success;
    if (succeeded <= 0.0) continue;
    laws.push_back({succeeded, &laws_[s]});
    weight += succeeded;
    mean += succeeded * means_[s];
  }
  if (laws.empty()) return {};
  const auto at = [&](double p) {
    return Estimate::exact(point_.exponential_response ? -std::log1p(-p) * mean / weight
                                                       : quantile(laws, p));
  };
  return {Estimate::exact(mean / weight), at(0.50), at(0.95), at(0.99)};
}

Latency Latencies::of_single_station(std::uint32_t group) const {
  const auto& loads = point_.layers->loads();
  std::uint32_t used = 0;
  while (loads[blueprint_index(net_, group, used)].attempts_per_s <= 0.0) ++used;
  const ResourceLoad& station = loads[blueprint_index(net_, group, used)];
  const double arrivals = station.attempts_per_s / net_.groups[group].replicas;
  const double services = 1.0 / station.service.mean;
  const network::Resource& resource = net_.groups[group].resources[used];
  const int servers = static_cast<int>(resource.capacity);
  if (resource.waiting_limit != network::kUnlimited) {
    const int room = servers + static_cast<int>(resource.waiting_limit);
    const auto within = [&](double p) {
      return Estimate::exact(mmck_response_quantile(arrivals, services, servers, room, p));
    };
    return {Estimate::exact(mmck(arrivals, services, servers, room).mean_response_s), within(0.50),
            within(0.95), within(0.99)};
  }
  const auto at = [&](double p) {
    return Estimate::exact(mmc_response_quantile(arrivals, services, servers, p));
  };
  return {Estimate::exact(mmc(arrivals, services, servers).mean_response_s), at(0.50), at(0.95),
          at(0.99)};
}

}  // namespace headroom::analytic
