#include "core/analytic/demands.h"

#include <algorithm>
#include <limits>

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::Step;

/// From one step to another, `weight` times per execution; into `group` when it enters another.
struct Edge {
  std::uint32_t to = 0;
  double weight = 1.0;
  std::uint32_t group = kNone;  ///< kNone: the same replica goes on
};

Edge into_call(const Network& net, std::uint32_t call) {
  const network::CallSite& site = net.calls[call];
  return {site.entry, 1.0, net.balancers[site.balancer].group};
}

double consumers_of(const Network& net, const network::Consumer& consumer) {
  const network::Group& group = net.groups[consumer.group];
  return group.resources[consumer.pool].capacity * group.replicas;
}

/// Competing consumers take messages in proportion to their number.
std::vector<Edge> into_consumers(const Network& net, std::uint32_t group, std::uint16_t buffer) {
  std::vector<Edge> edges;
  double all = 0.0;
  for (const network::Consumer& consumer : net.consumers) {
    if (consumer.buffer_group != group || consumer.buffer != buffer) continue;
    edges.push_back({consumer.entry, consumers_of(net, consumer), consumer.group});
    all += consumers_of(net, consumer);
  }
  for (Edge& edge : edges) edge.weight /= all;
  return edges;
}

std::vector<Edge> edges_from(const Network& net, std::uint32_t pc, std::uint32_t group) {
  const Step& step = net.steps[pc];
  switch (step.op) {
    case Op::end:
    case Op::arrive:
    case Op::reply:
      return {};
    case Op::branch:
      return {{step.a, static_cast<double>(step.probability)},
              {pc + 1, 1.0 - static_cast<double>(step.probability)}};
    case Op::jump:
    case Op::fail:
      return {{step.a}};
    case Op::call:
    case Op::spawn:
    case Op::send:
      return {{pc + 1}, into_call(net, step.a)};
    case Op::fork:
      return {{pc + 1}, {step.a}};
    case Op::dispatch:
      return into_consumers(net, group, step.resource);
    case Op::serve:
    case Op::delay:
    case Op::acquire:
    case Op::release:
    case Op::join:
    case Op::recover:
      return {{pc + 1}};
  }
  return {};
}

/// The group whose replicas execute each step; kNone for steps that no request reaches.
std::vector<std::uint32_t> owners(const Network& net) {
  std::vector<std::uint32_t> owner(net.steps.size(), kNone);
  std::vector<std::uint32_t> open;
  const auto reach = [&](std::uint32_t pc, std::uint32_t group) {
    if (owner[pc] != kNone) return;
    owner[pc] = group;
    open.push_back(pc);
  };
  for (const network::Source& source : net.sources)
    reach(source.entry, net.balancers[source.balancer].group);
  while (!open.empty()) {
    const std::uint32_t pc = open.back();
    open.pop_back();
    for (const Edge& edge : edges_from(net, pc, owner[pc]))
      reach(edge.to, edge.group == kNone ? owner[pc] : edge.group);
  }
  return owner;
}

/// I - P^T of the traffic equations v = e + P^T v.
Eigen::SparseMatrix<double> traffic_matrix(const Network& net,
                                           const std::vector<std::uint32_t>& owner) {
  std::vector<Eigen::Triplet<double>> entries;
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) {
    entries.emplace_back(static_cast<int>(pc), static_cast<int>(pc), 1.0);
    if (owner[pc] == kNone) continue;
    for (const Edge& edge : edges_from(net, pc, owner[pc]))
      entries.emplace_back(static_cast<int>(edge.to), static_cast<int>(pc), -edge.weight);
  }
  const auto size = static_cast<Eigen::Index>(net.steps.size());
  Eigen::SparseMatrix<double> matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  return matrix;
}

std::size_t blueprint_count(const Network& net) {
  std::size_t count = 0;
  for (const network::Group& group : net.groups) count += group.resources.size();
  return count;
}

/// Operations that a request starts at each group, the one where it enters included.
std::vector<double> operations_started(const Network& net, const std::vector<std::uint32_t>& owner,
                                       const network::Source& source,
                                       const Eigen::VectorXd& executions) {
  std::vector<double> started(net.groups.size(), 0.0);
  started[net.balancers[source.balancer].group] = 1.0;
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) {
    if (owner[pc] == kNone) continue;
    for (const Edge& edge : edges_from(net, pc, owner[pc]))
      if (edge.group != kNone)
        started[edge.group] += edge.weight * executions[static_cast<Eigen::Index>(pc)];
  }
  return started;
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
  const std::vector<std::uint32_t> owner = owners(network);
  const Eigen::SparseMatrix<double> matrix = traffic_matrix(network, owner);
  Eigen::SparseLU<Eigen::SparseMatrix<double>> solver;
  solver.compute(matrix);
  HEADROOM_EXPECTS(solver.info() == Eigen::Success);

  const std::vector<double> none(blueprint_count(network), 0.0);
  Demands result;
  for (const network::Source& source : network.sources) {
    Eigen::VectorXd entry = Eigen::VectorXd::Zero(matrix.rows());
    entry[static_cast<Eigen::Index>(source.entry)] = 1.0;
    const Eigen::VectorXd executions = solver.solve(entry);
    std::vector<double> visits = none;
    std::vector<double> work = none;
    for (std::uint32_t pc = 0; pc < network.steps.size(); ++pc) {
      const Step& step = network.steps[pc];
      if (owner[pc] == kNone || !uses_resource(step.op)) continue;
      const network::Group& group = network.groups[owner[pc]];
      const std::size_t index = blueprint_index(network, owner[pc], step.resource);
      const double count = executions[static_cast<Eigen::Index>(pc)];
      visits[index] += count;
      if (step.op == Op::serve)
        work[index] += count * group.sites[step.site].distribution.mean() /
                       group.resources[step.resource].speed;
    }
    result.visits.push_back(visits);
    result.work_s.push_back(work);
    result.operations.push_back(operations_started(network, owner, source, executions));
  }
  return result;
}

std::vector<double> offered_utilization(const Network& network, const Demands& demands,
                                        const network::Load& load) {
  HEADROOM_EXPECTS(load.sources.size() == network.sources.size());
  std::vector<double> utilization;
  for (const network::Group& group : network.groups) {
    for (const network::Resource& resource : group.resources) {
      const std::size_t index = utilization.size();
      double busy = 0.0;
      for (std::size_t s = 0; s < load.sources.size(); ++s)
        busy += load.sources[s].rate.value() * demands.work_s[s][index];
      utilization.push_back(busy / (resource.kind == network::ResourceKind::station
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
