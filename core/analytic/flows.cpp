#include "core/analytic/flows.h"

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
  double operations = 1.0;      ///< that an execution stands for: the messages of a batch
};

Edge into_call(const Network& net, std::uint32_t call) {
  const network::CallSite& site = net.calls[call];
  return {site.entry, 1.0, net.balancers[site.balancer].group};
}

double consumers_of(const Network& net, const network::Consumer& consumer) {
  const network::Group& group = net.groups[consumer.group];
  return group.resources[consumer.pool].capacity * group.replicas;
}

std::uint32_t full_batch(const Network& net, const network::Consumer& consumer) {
  return net.groups[consumer.buffer_group].resources[consumer.buffer].batch;
}

/// How steps go on.
struct Chances {
  const FailureProbabilities& failure;
  const PassedOn& passed_on;
  const BatchSizes& batches;

  [[nodiscard]] double fails(std::uint32_t pc) const { return failure.empty() ? 0.0 : failure[pc]; }
  [[nodiscard]] double passes_on(std::uint32_t pc) const {
    return passed_on.empty() ? 1.0 : passed_on[pc];
  }
  [[nodiscard]] double batch(const Network& net, std::size_t consumer) const {
    return batches.empty() ? full_batch(net, net.consumers[consumer]) : batches[consumer];
  }
};

std::vector<Edge> into_consumers(const Network& net, std::uint32_t group, std::uint16_t buffer,
                                 const Chances& chances) {
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < net.consumers.size(); ++i) {
    const network::Consumer& consumer = net.consumers[i];
    if (consumer.buffer_group != group || consumer.buffer != buffer) continue;
    const double batch = chances.batch(net, i);
    edges.push_back({consumer.entry, consumer_share(net, consumer) / batch, consumer.group, batch});
  }
  return edges;
}

/// Where the step leads when it succeeds, weights for one success.
std::vector<Edge> successes(const Network& net, std::uint32_t pc, std::uint32_t group,
                            const Chances& chances) {
  const Step& step = net.steps[pc];
  switch (step.op) {
    case Op::end:
    case Op::arrive:
    case Op::reply:
      return {};
    case Op::branch:
      return {{step.a, static_cast<double>(step.probability)},
              {pc + 1, 1.0 - static_cast<double>(step.probability)}};
    case Op::turn: {
      const double last = 1.0 / chances.batch(net, step.site);
      return {{step.a, 1.0 - last}, {pc + 1, last}};
    }
    case Op::jump:
    case Op::fail:
      return {{step.a}};
    case Op::dispatch:
      return into_consumers(net, group, step.resource, chances);
    default:
      return {{pc + 1}};
  }
}

/// What the step starts whether it succeeds or not.
std::vector<Edge> children(const Network& net, std::uint32_t pc) {
  const Step& step = net.steps[pc];
  if (step.op == Op::call || step.op == Op::spawn || step.op == Op::send)
    return {into_call(net, step.a)};
  if (step.op == Op::fork || step.op == Op::detach) return {{step.a}};
  return {};
}

std::vector<Edge> edges_from(const Network& net, std::uint32_t pc, std::uint32_t group,
                             const Chances& chances) {
  const Step& step = net.steps[pc];
  std::vector<Edge> edges = successes(net, pc, group, chances);
  for (Edge& edge : edges) edge.weight *= 1.0 - chances.fails(pc);
  if (step.op == Op::dispatch)
    for (Edge& edge : edges) edge.weight *= chances.passes_on(pc);
  const std::uint32_t target = failure_target(net, step);
  if (target != kNone) edges.push_back({target, chances.fails(pc)});
  for (Edge child : children(net, pc)) {
    if (step.op == Op::send) child.weight *= chances.passes_on(pc);
    edges.push_back(child);
  }
  return edges;
}

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
    for (const Edge& edge : edges_from(net, pc, owner[pc], {{}, {}, {}}))
      reach(edge.to, edge.group == kNone ? owner[pc] : edge.group);
  }
  return owner;
}

/// I - P^T of the traffic equations.
Eigen::SparseMatrix<double> traffic_matrix(const Network& net,
                                           const std::vector<std::uint32_t>& owner,
                                           const Chances& chances) {
  std::vector<Eigen::Triplet<double>> entries;
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) {
    entries.emplace_back(static_cast<int>(pc), static_cast<int>(pc), 1.0);
    if (owner[pc] == kNone) continue;
    for (const Edge& edge : edges_from(net, pc, owner[pc], chances))
      entries.emplace_back(static_cast<int>(edge.to), static_cast<int>(pc), -edge.weight);
  }
  const auto size = static_cast<Eigen::Index>(net.steps.size());
  Eigen::SparseMatrix<double> matrix(size, size);
  matrix.setFromTriplets(entries.begin(), entries.end());
  return matrix;
}

std::vector<double> operations_started(const Network& net, const Flows& flows,
                                       const Chances& chances, std::size_t source) {
  std::vector<double> started(net.groups.size(), 0.0);
  started[net.balancers[net.sources[source].balancer].group] = 1.0;
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) {
    if (flows.owner[pc] == kNone) continue;
    for (const Edge& edge : edges_from(net, pc, flows.owner[pc], chances))
      if (edge.group != kNone)
        started[edge.group] += edge.weight * edge.operations * flows.executions[source][pc];
  }
  return started;
}

}  // namespace

std::uint32_t failure_target(const Network& net, const Step& step) {
  switch (step.op) {
    case Op::admit:
    case Op::serve:
    case Op::delay:
    case Op::acquire:
    case Op::join:
    case Op::dispatch:
      return step.a;
    case Op::call:
      return net.calls[step.a].on_failure;
    default:
      return kNone;
  }
}

double consumer_share(const Network& net, const network::Consumer& consumer) {
  double all = 0.0;
  for (const network::Consumer& other : net.consumers)
    if (other.buffer_group == consumer.buffer_group && other.buffer == consumer.buffer)
      all += consumers_of(net, other);
  return consumers_of(net, consumer) / all;
}

Flows flows(const Network& net, const FailureProbabilities& failure, const PassedOn& passed_on,
            const BatchSizes& batches) {
  HEADROOM_EXPECTS(failure.empty() || failure.size() == net.steps.size());
  HEADROOM_EXPECTS(passed_on.empty() || passed_on.size() == net.steps.size());
  HEADROOM_EXPECTS(batches.empty() || batches.size() == net.consumers.size());
  const Chances chances{failure, passed_on, batches};
  Flows result;
  result.owner = owners(net);
  const Eigen::SparseMatrix<double> matrix = traffic_matrix(net, result.owner, chances);
  Eigen::SparseLU<Eigen::SparseMatrix<double>> solver;
  solver.compute(matrix);
  HEADROOM_EXPECTS(solver.info() == Eigen::Success);
  for (const network::Source& source : net.sources) {
    Eigen::VectorXd entry = Eigen::VectorXd::Zero(matrix.rows());
    entry[static_cast<Eigen::Index>(source.entry)] = 1.0;
    const Eigen::VectorXd solved = solver.solve(entry);
    result.executions.emplace_back(solved.begin(), solved.end());
    result.operations.push_back(
        operations_started(net, result, chances, result.executions.size() - 1));
  }
  return result;
}

}  // namespace headroom::analytic
