#include "core/analytic/demands.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/analytic/flows.h"
#include "core/analytic/mixed_fleet.h"
#include "core/analytic/programs.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::Step;

std::size_t blueprint_count(const Network& net) {
  std::size_t count = 0;
  for (const network::Group& group : net.groups) count += group.resources.size();
  return count;
}

/// How often calls and joins fail because of `fail` steps alone.
FailureProbabilities typed_failures(const Network& net, const std::vector<std::uint32_t>& owner) {
  Programs programs(net, owner);
  programs.update(std::vector<Visit>(programs.structure().visits()));
  FailureProbabilities failure;
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) failure.push_back(programs.failure(pc));
  return failure;
}

bool uses_resource(Op op) { return op == Op::serve || op == Op::acquire || op == Op::dispatch; }

}  // namespace

std::size_t blueprint_index(const Network& network, std::uint32_t group, std::uint32_t resource) {
  HEADROOM_EXPECTS(group < network.groups.size() &&
                   resource < network.groups[group].resources.size());
  std::size_t index = resource;
  for (std::uint32_t g = 0; g < group; ++g) index += network.groups[g].resources.size();
  return index;
}

Demands demands(const Network& network) {
  const Flows flow = flows(network, typed_failures(network, flows(network).owner));
  const std::vector<double> none(blueprint_count(network), 0.0);
  std::vector<std::size_t> first;  // blueprint resource, by group
  for (std::size_t all = 0; const network::Group& group : network.groups)
    first.push_back(std::exchange(all, all + group.resources.size()));
  Demands result;
  result.operations = flow.operations;
  for (const std::vector<double>& executions : flow.executions) {
    std::vector<double> visits = none;
    std::vector<double> work = none;
    for (std::uint32_t pc = 0; pc < network.steps.size(); ++pc) {
      const Step& step = network.steps[pc];
      if (flow.owner[pc] == kNone || !uses_resource(step.op)) continue;
      const network::Group& group = network.groups[flow.owner[pc]];
      const std::size_t index = first[flow.owner[pc]] + step.resource;
      visits[index] += executions[pc];
      if (step.op == Op::serve)
        work[index] += executions[pc] * group.sites[step.site].distribution.mean() /
                       group.resources[step.resource].full_speed();
    }
    result.visits.push_back(visits);
    result.work_s.push_back(work);
  }
  return result;
}

std::vector<double> offered_utilization(const Network& network, const Demands& demands,
                                        const network::Load& load) {
  HEADROOM_EXPECTS(load.sources.size() == network.sources.size());
  std::vector<double> utilization;
  for (std::uint32_t g = 0; g < network.groups.size(); ++g) {
    const network::Group& group = network.groups[g];
    const double uneven = unevenness(network, g);
    for (const network::Resource& resource : group.resources) {
      const std::size_t index = utilization.size();
      double busy = 0.0;
      for (std::size_t s = 0; s < load.sources.size(); ++s)
        busy += load.sources[s].rate.value() * demands.work_s[s][index];
      utilization.push_back(uneven * busy /
                            (resource.kind == network::ResourceKind::station
                                 ? resource.capacity * group.replicas
                                 : 1.0));
    }
  }
  return utilization;
}

double saturation_factor(const Network& network, const Demands& demands,
                         const network::Load& load) {
  const std::vector<double> utilization = offered_utilization(network, demands, load);
  const double busiest =
      utilization.empty() ? 0.0 : *std::max_element(utilization.begin(), utilization.end());
  return busiest > 0.0 ? 1.0 / busiest : std::numeric_limits<double>::infinity();
}

}  // namespace headroom::analytic
