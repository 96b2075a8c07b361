#include "core/sim/summary.h"

#include <algorithm>
#include <vector>

#include "core/network/replicas.h"
#include "core/stats/histogram.h"
#include "core/stats/interval.h"

namespace headroom::sim {
namespace {

using stats::Histogram;
using stats::mean_interval;
using stats::skewed_mean_interval;

/// The quantile of all data together. Its interval comes from the share of each replication below
/// it: shares are means, where quantiles of short replications are biased; the interval of the
/// share is carried back through the distribution: if the value may stand at the share L < p, the
/// quantile may lie p - L further up. [Heidelberger & Lewis, Quantile estimation in dependent
/// sequences, Oper. Res. 32 (1984)]
Estimate quantile_estimate(const std::vector<Histogram>& histograms, const Histogram& merged,
                           double p) {
  const double value = merged.quantile(p);
  std::vector<double> shares;
  for (const Histogram& histogram : histograms)
    if (!histogram.empty()) shares.push_back(histogram.share_up_to(value));
  const Estimate share = skewed_mean_interval(shares);
  const double below = share.high - share.estimate;
  const double above = share.estimate - share.low;
  return {value, std::min(value, merged.quantile(std::max(0.0, p - below))),
          std::max(value, merged.quantile(std::min(1.0, p + above)))};
}

network::Latency latency_of(const std::vector<Histogram>& histograms) {
  Histogram merged;
  std::vector<double> means;
  for (const Histogram& histogram : histograms) {
    merged.merge(histogram);
    if (!histogram.empty()) means.push_back(histogram.mean());
  }
  network::Latency latency;
  if (means.empty()) return latency;
  const Estimate mean = skewed_mean_interval(means);
  const double shift = merged.mean() - mean.estimate;
  latency.mean = {merged.mean(), mean.low + shift, mean.high + shift};
  latency.p50 = quantile_estimate(histograms, merged, 0.50);
  latency.p95 = quantile_estimate(histograms, merged, 0.95);
  latency.p99 = quantile_estimate(histograms, merged, 0.99);
  return latency;
}

/// Of every replication, or nothing.
std::vector<double> p95_of_each(const std::vector<Histogram>& histograms) {
  std::vector<double> values;
  for (const Histogram& histogram : histograms) {
    if (histogram.empty()) return {};
    values.push_back(histogram.quantile(0.95));
  }
  return values;
}

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

/// What the replicas of one group did in one replication.
struct GroupTally {
  double elapsed = 0.0;
  ReplicaTally operations;
  std::vector<ResourceTally> resources;  ///< by blueprint
};

void add(ResourceTally& sum, const ResourceTally& tally) {
  sum.busy_area += tally.busy_area;
  sum.queue_area += tally.queue_area;
  sum.wait_sum += tally.wait_sum;
  sum.visits += tally.visits;
  sum.refused += tally.refused;
}

void add(ReplicaTally& sum, const ReplicaTally& tally) {
  sum.begun += tally.begun;
  sum.ended += tally.ended;
  sum.failed += tally.failed;
  sum.inside_area += tally.inside_area;
}

/// The groups of one replication, in the network's order.
std::vector<GroupTally> group_tallies(const network::Network& network,
                                      const Replication& replication) {
  const std::vector<ResourceTally> resources = replication.engine().resources();
  const std::vector<ReplicaTally> replicas = replication.engine().replicas();
  std::vector<GroupTally> groups;
  std::size_t replica = 0;
  std::size_t resource = 0;
  for (const network::Group& group : network.groups) {
    GroupTally tally{replication.elapsed(), {}, {}};
    tally.resources.resize(group.resources.size());
    for (std::uint32_t r = 0; r < group.replicas; ++r) {
      add(tally.operations, replicas[replica++]);
      for (ResourceTally& sum : tally.resources) add(sum, resources[resource++]);
    }
    groups.push_back(tally);
  }
  return groups;
}

/// By replication, then by group.
using AllTallies = std::vector<std::vector<GroupTally>>;

template <class Value>
Estimate over_tallies(const AllTallies& tallies, std::size_t group, const Value& value) {
  std::vector<double> values;
  for (const std::vector<GroupTally>& replication : tallies)
    values.push_back(value(replication[group]));
  return mean_interval(values);
}

network::ResourcePerformance resource_performance(const network::Group& group,
                                                  const AllTallies& tallies, std::size_t g,
                                                  std::size_t index) {
  network::ResourcePerformance result;
  const network::Resource& blueprint = group.resources[index];
  result.label = blueprint.label;
  result.capacity = blueprint.capacity * group.replicas;
  result.utilization = over_tallies(tallies, g, [&](const GroupTally& t) {
    return t.resources[index].busy_area / t.elapsed / result.capacity;
  });
  result.mean_queue = over_tallies(
      tallies, g, [&](const GroupTally& t) { return t.resources[index].queue_area / t.elapsed; });
  result.mean_wait_s = over_tallies(tallies, g, [&](const GroupTally& t) {
    const ResourceTally& tally = t.resources[index];
    // At a shared processor where nobody is slowed it is a difference that is 0 but for rounding.
    return ratio(std::max(0.0, tally.wait_sum), static_cast<double>(tally.visits));
  });
  const auto per_second = [&](const auto& count) {
    return over_tallies(tallies, g, [&](const GroupTally& t) {
      return static_cast<double>(count(t.resources[index])) / t.elapsed;
    });
  };
  result.visits_per_s = per_second([](const ResourceTally& t) { return t.visits; }).estimate;
  result.refused_per_s = per_second([](const ResourceTally& t) { return t.refused; });
  return result;
}

network::ComponentPerformance component_performance(const network::Group& group,
                                                    const AllTallies& tallies, std::size_t g) {
  network::ComponentPerformance result;
  result.name = group.component;
  result.replicas = group.replicas;
  result.most_replicas = network::most_replicas(group);
  result.throughput_rps = over_tallies(tallies, g, [](const GroupTally& t) {
    return static_cast<double>(t.operations.ended) / t.elapsed;
  });
  // Little's law: number inside = throughput x residence, operationally on the interval.
  result.residence_s = over_tallies(tallies, g, [](const GroupTally& t) {
    return ratio(t.operations.inside_area, static_cast<double>(t.operations.ended));
  });
  result.error_ratio = over_tallies(tallies, g, [](const GroupTally& t) {
    return ratio(static_cast<double>(t.operations.failed), static_cast<double>(t.operations.ended));
  });
  for (std::size_t i = 0; i < group.resources.size(); ++i)
    result.resources.push_back(resource_performance(group, tallies, g, i));
  return result;
}

AllTallies all_tallies(const network::Network& network, const Replications& replications) {
  AllTallies tallies;
  for (const Replication& replication : replications)
    tallies.push_back(group_tallies(network, replication));
  return tallies;
}

/// A count of the classes [first, last) in one replication.
template <class Count>
double sum_of(const Replication& replication, std::size_t first, std::size_t last,
              const Count& count) {
  std::uint64_t total = 0;
  for (std::size_t i = first; i < last; ++i) total += count(replication.engine().classes()[i]);
  return static_cast<double>(total);
}

}  // namespace

network::ClassPerformance classes_together(const Replications& replications, std::size_t first,
                                           std::size_t last) {
  const auto arrived = [=](const Replication& r) {
    return sum_of(r, first, last, [](const ClassTally& t) { return t.arrivals; });
  };
  const auto failed = [=](const Replication& r) {
    return sum_of(r, first, last, [](const ClassTally& t) { return t.failed; });
  };
  const auto succeeded = [=](const Replication& r) {
    return sum_of(r, first, last, [](const ClassTally& t) { return t.response_s.count(); });
  };
  const auto rate = [&replications](const auto& count) {
    return over(replications, [&](const Replication& r) { return count(r) / r.elapsed(); });
  };
  const auto left = [=](const Replication& r) { return succeeded(r) + failed(r); };
  network::ClassPerformance result;
  result.offered_rps = rate(arrived);
  result.goodput_rps = rate(succeeded);
  result.throughput_rps = rate(left);
  result.runs.error_ratio =
      values_of(replications, [=](const Replication& r) { return ratio(failed(r), left(r)); });
  result.error_ratio = mean_interval(result.runs.error_ratio);
  std::vector<Histogram> histograms(replications.size());
  for (std::size_t k = 0; k < replications.size(); ++k) {
    for (std::size_t i = first; i < last; ++i)
      histograms[k].merge(replications[k].engine().classes()[i].response_s);
    result.requests += static_cast<std::uint64_t>(left(replications[k]));
  }
  result.latency = latency_of(histograms);
  result.runs.p95_s = p95_of_each(histograms);
  return result;
}

std::vector<Estimate> begun_rps(const network::Network& network, const Replications& replications) {
  const AllTallies tallies = all_tallies(network, replications);
  std::vector<Estimate> begun;
  for (std::size_t g = 0; g < network.groups.size(); ++g)
    begun.push_back(over_tallies(tallies, g, [](const GroupTally& t) {
      return static_cast<double>(t.operations.begun) / t.elapsed;
    }));
  return begun;
}

network::Performance summary(const network::Network& network, const Replications& replications) {
  network::Performance result;
  if (replications.front().engine().by_station()) result.path = network::Path::station_by_station;
  const std::size_t classes = network.sources.size();
  result.total = classes_together(replications, 0, classes);
  result.requests = result.total.requests;
  for (std::size_t i = 0; i < classes; ++i) {
    result.classes.push_back(classes_together(replications, i, i + 1));
    result.classes.back().name = network.sources[i].request_class;
  }
  const AllTallies tallies = all_tallies(network, replications);
  for (std::size_t g = 0; g < network.groups.size(); ++g)
    result.components.push_back(component_performance(network.groups[g], tallies, g));
  return result;
}

}  // namespace headroom::sim
