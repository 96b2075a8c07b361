#include "core/projection/resting.h"

#include <algorithm>

#include "core/analytic/solve.h"
#include "core/network/replicas.h"

namespace headroom::projection {
namespace {

constexpr int kMostLooks = 100;  // each multiplies by 1.1 or more: beyond any number of replicas

std::vector<std::uint32_t> replicas_of(const network::Network& network) {
  std::vector<std::uint32_t> replicas;
  for (const network::Group& group : network.groups) replicas.push_back(group.replicas);
  return replicas;
}

/// One look of each autoscaler of a system of users, whose use follows from how fast they are
/// answered.
std::vector<std::uint32_t> after_a_look(const network::Network& network,
                                        const network::Load& load) {
  const network::Performance performance =
      analytic::solve(network, load, analytic::Quantiles::fitted);
  std::vector<std::uint32_t> replicas = replicas_of(network);
  for (std::size_t g = 0; g < replicas.size(); ++g) {
    const auto& rule = network.groups[g].scaling;
    if (!rule) continue;
    const double used = performance.components[g].resources[rule->resource].utilization.estimate;
    replicas[g] = std::clamp(
        scaling::pods_for_use(replicas[g], std::min(1.0, used), rule->target, rule->tolerance),
        rule->least, rule->most);
  }
  return replicas;
}

}  // namespace

double busy_replicas(const network::Network& network, const analytic::Demands& demands,
                     std::uint32_t group, const std::vector<double>& rates) {
  const network::Autoscaling& rule = *network.groups[group].scaling;
  const std::size_t index = analytic::blueprint_index(network, group, rule.resource);
  double busy = 0.0;
  for (std::size_t s = 0; s < rates.size(); ++s) busy += rates[s] * demands.work_s[s][index];
  return busy / network.groups[group].resources[rule.resource].capacity;
}

std::uint32_t resting_replicas(const network::Autoscaling& rule, double busy, std::uint32_t from) {
  std::uint32_t replicas = std::clamp(from, rule.least, rule.most);
  for (int look = 0; look < kMostLooks; ++look) {
    const std::uint32_t next =
        std::clamp(scaling::pods_for_use(replicas, std::min(1.0, busy / replicas), rule.target,
                                         rule.tolerance),
                   rule.least, rule.most);
    if (next == replicas) break;
    replicas = next;
  }
  return replicas;
}

std::vector<std::uint32_t> resting_replicas(const network::Network& network,
                                            const analytic::Demands& demands,
                                            const network::Load& load) {
  std::vector<std::uint32_t> replicas = replicas_of(network);
  if (std::ranges::any_of(network.sources, &network::Source::closed)) {
    for (int look = 0; look < kMostLooks; ++look) {
      const auto next = after_a_look(network::with_replicas(network, replicas), load);
      if (next == replicas) break;
      replicas = next;
    }
    return replicas;
  }
  std::vector<double> rates;
  for (const network::Load::Entry& entry : load.sources) rates.push_back(entry.rate.value());
  for (std::uint32_t g = 0; g < replicas.size(); ++g)
    if (const auto& rule = network.groups[g].scaling)
      replicas[g] = resting_replicas(*rule, busy_replicas(network, demands, g, rates), rule->least);
  return replicas;
}

}  // namespace headroom::projection
