#include "core/analytic/priority.h"

#include <algorithm>
#include <set>

#include "core/analytic/flows.h"
#include "core/analytic/program_copies.h"
#include "core/analytic/queueing.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::Step;

constexpr std::uint32_t kEngineSteps = 2;  ///< at the start of every network

double work(const PriorityFlow& flow) { return flow.arrival_rate * flow.service.mean; }

/// lambda E[S^2] / 2: the work that an arrival finds left of a service, in the mean.
double residual(const PriorityFlow& flow) {
  return flow.arrival_rate * flow.service.second_moment() / 2.0;
}

/// Waits of the classes up to each, taken together, first in first out at several servers.
std::vector<double> waits_up_to(const std::vector<PriorityFlow>& flows, int servers) {
  std::vector<double> waits;
  double rate = 0.0;
  double load = 0.0;
  double square = 0.0;
  for (const PriorityFlow& flow : flows) {
    rate += flow.arrival_rate;
    load += work(flow);
    square += flow.arrival_rate * flow.service.second_moment();
    if (load <= 0.0) {
      waits.push_back(0.0);
      continue;
    }
    const double mean = load / rate;
    const double scv = square / rate / (mean * mean) - 1.0;
    waits.push_back(mmc(rate, 1.0 / mean, servers).mean_wait_s * (1.0 + scv) / 2.0);
  }
  return waits;
}

/// A class waits for what those up to it wait, less what those before it do.
std::vector<double> driven_out_at_several(const std::vector<PriorityFlow>& flows, int servers) {
  const std::vector<double> together = waits_up_to(flows, servers);
  std::vector<double> waits;
  double rate = 0.0;
  double before = 0.0;
  for (std::size_t k = 0; k < flows.size(); ++k) {
    rate += flows[k].arrival_rate;
    const double sum = rate * together[k];
    const double its = flows[k].arrival_rate > 0.0 ? (sum - before) / flows[k].arrival_rate : 0.0;
    waits.push_back(std::max(0.0, its));
    before = sum;
  }
  return waits;
}

std::vector<double> driven_out_at_one(const std::vector<PriorityFlow>& flows) {
  std::vector<double> waits = preemptive_resume_responses(flows);
  for (std::size_t k = 0; k < flows.size(); ++k) waits[k] -= flows[k].service.mean;
  return waits;
}

// ---------------------------------------------------------------- programs of their own

network::CallSite copied(network::CallSite call, std::uint32_t pcs) {
  shift(call.entry, pcs);
  shift(call.on_failure, pcs);
  return call;
}

std::size_t level_of(const std::vector<std::uint8_t>& levels, std::uint8_t priority) {
  return static_cast<std::size_t>(std::ranges::find(levels, priority) - levels.begin());
}

/// Finds all that requests of one source can reach.
class Reach {
 public:
  explicit Reach(const Network& net) : net_(net) {}

  std::set<std::uint32_t> from(std::uint32_t entry) {
    go_to(entry);
    while (!open_.empty()) {
      const std::uint32_t pc = open_.back();
      open_.pop_back();
      follow(pc);
    }
    return std::move(reached_);
  }

 private:
  void go_to(std::uint32_t pc) {
    if (pc != kNone && reached_.insert(pc).second) open_.push_back(pc);
  }
  void follow(std::uint32_t pc) {
    const Step& step = net_.steps[pc];
    if (step.op == Op::end) return;
    if (step.op != Op::jump && step.op != Op::fail && step.op != Op::dispatch) go_to(pc + 1);
    go_to(failure_target(net_, step));
    if (step.op == Op::call || step.op == Op::spawn || step.op == Op::send)
      go_to(net_.calls[step.a].entry);
    else
      go_to(step.a);
    if (step.op == Op::call) go_to(step.site);
    if (step.op == Op::dispatch)
      for (const network::Consumer& consumer : net_.consumers) go_to(consumer.entry);
  }

  const Network& net_;
  std::set<std::uint32_t> reached_;
  std::vector<std::uint32_t> open_;
};

}  // namespace

std::vector<double> head_of_line_waits(const std::vector<PriorityFlow>& flows) {
  double left = 0.0;
  for (const PriorityFlow& flow : flows) left += residual(flow);
  std::vector<double> waits;
  double busy = 0.0;
  for (const PriorityFlow& flow : flows) {
    const double before = busy;
    busy += work(flow);
    HEADROOM_EXPECTS(busy < 1.0);
    waits.push_back(left / ((1.0 - before) * (1.0 - busy)));
  }
  return waits;
}

std::vector<double> preemptive_resume_responses(const std::vector<PriorityFlow>& flows) {
  std::vector<double> responses;
  double busy = 0.0;
  double left = 0.0;
  for (const PriorityFlow& flow : flows) {
    const double before = busy;
    busy += work(flow);
    left += residual(flow);
    HEADROOM_EXPECTS(busy < 1.0);
    responses.push_back((flow.service.mean + left / (1.0 - busy)) / (1.0 - before));
  }
  return responses;
}

std::vector<double> wait_ratios(const std::vector<PriorityFlow>& flows, int servers,
                                bool preemptive) {
  std::vector<PriorityFlow> per_server = flows;
  for (PriorityFlow& flow : per_server) flow.arrival_rate /= servers;
  std::vector<double> waits = !preemptive    ? head_of_line_waits(per_server)
                              : servers == 1 ? driven_out_at_one(flows)
                                             : driven_out_at_several(flows, servers);
  double busy = 0.0;
  double left = 0.0;
  for (const PriorityFlow& flow : per_server) {
    busy += work(flow);
    left += residual(flow);
  }
  const bool several = preemptive && servers > 1;
  const double all = several ? waits_up_to(flows, servers).back() : left / (1.0 - busy);
  for (double& wait : waits) wait = all > 0.0 ? wait / all : 1.0;
  return waits;
}

bool serves_by_priority(const network::Resource& resource) {
  return resource.order == network::Order::priority ||
         resource.discipline == network::Discipline::preemptive;
}

std::vector<std::uint8_t> priority_levels(const Network& network) {
  std::set<std::uint8_t> levels;
  for (const network::Source& source : network.sources) levels.insert(source.priority);
  return {levels.begin(), levels.end()};
}

std::optional<Network> split_by_priority(const Network& net) {
  const std::vector<std::uint8_t> levels = priority_levels(net);
  const bool looks = std::ranges::any_of(net.groups, [](const network::Group& group) {
    return std::ranges::any_of(group.resources, serves_by_priority);
  });
  if (levels.size() < 2 || !looks) return std::nullopt;
  Network split = net;
  const auto steps = static_cast<std::uint32_t>(net.steps.size()) - kEngineSteps;
  const auto calls = static_cast<std::uint32_t>(net.calls.size());
  for (std::uint32_t copy = 1; copy < levels.size(); ++copy) {
    for (std::uint32_t pc = kEngineSteps; pc < net.steps.size(); ++pc)
      split.steps.push_back(shifted(net.steps[pc], copy * steps, copy * calls));
    for (const network::CallSite& call : net.calls)
      split.calls.push_back(copied(call, copy * steps));
  }
  for (network::Source& source : split.sources)
    source.entry += static_cast<std::uint32_t>(level_of(levels, source.priority)) * steps;
  return split;
}

std::vector<std::uint32_t> levels_of_steps(const Network& net) {
  const std::vector<std::uint8_t> levels = priority_levels(net);
  std::vector<std::uint32_t> result(net.steps.size(), kNone);
  std::vector<bool> several(net.steps.size(), false);
  for (const network::Source& source : net.sources) {
    const auto level = static_cast<std::uint32_t>(level_of(levels, source.priority));
    for (const std::uint32_t pc : Reach(net).from(source.entry)) {
      several[pc] = several[pc] || (result[pc] != kNone && result[pc] != level);
      result[pc] = level;
    }
  }
  for (std::size_t pc = 0; pc < result.size(); ++pc)
    if (several[pc]) result[pc] = kNone;
  return result;
}

}  // namespace headroom::analytic
