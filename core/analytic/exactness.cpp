#include "core/analytic/exactness.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/analytic/priority.h"

namespace headroom::analytic {
namespace {

using network::Discipline;
using network::kNone;
using network::Network;
using network::Op;
using network::Resource;
using network::Step;
using random::Distribution;

constexpr double kRounding = 1e-9;               ///< of visits per request
constexpr std::uint32_t kLargestRoom = 100'000;  ///< places that are counted one by one

/// What requests meet on their way.
struct Survey {
  bool plain = true;     ///< nothing but services, delays, branches and calls that may take forever
  bool straight = true;  ///< no branch and no time outside stations
  bool loops = false;
  bool by_priority = false;  ///< somebody is served before others
  std::map<const Resource*, std::vector<Distribution>> demands;
  std::uint32_t group = kNone;  ///< of the last service
};

void survey_call(const network::CallSite& call, Survey& survey) {
  if (call.timeout != kNone) survey.plain = false;
  if (call.hop_out != kNone || call.hop_back != kNone) survey.straight = false;
}

/// Serves in an order that knows nothing of the requests but their priority, or shares what nobody
/// hinders. Without priorities the number of jobs does not depend on the order then, nor do the
/// means.
bool plain(const Resource& station) {
  return station.discipline != Discipline::token_bucket &&
         station.order != network::Order::deadline && station.full_speed() == station.speed;
}

void survey_step(const Network& net, std::uint32_t pc, std::uint32_t owner, Survey& survey) {
  const Step& step = net.steps[pc];
  const network::Group& group = net.groups[owner];
  switch (step.op) {
    case Op::serve:
      survey.group = owner;
      if (!plain(group.resources[step.resource])) survey.plain = false;
      if (serves_by_priority(group.resources[step.resource])) survey.by_priority = true;
      survey.demands[&group.resources[step.resource]].push_back(
          group.sites[step.site].distribution);
      return;
    case Op::delay:
      survey.straight = false;
      return;
    case Op::branch:
      survey.straight = false;
      survey.loops = survey.loops || step.a <= pc;
      return;
    case Op::call:
      return survey_call(net.calls[step.a], survey);
    case Op::acquire:
    case Op::admit:
    case Op::spawn:
    case Op::fork:
    case Op::detach:
    case Op::send:
    case Op::dispatch:
      survey.plain = false;
      return;
    default:
      return;
  }
}

bool exponential(const std::vector<Distribution>& demands) {
  return demands.front().kind() == Distribution::Kind::exponential &&
         std::all_of(demands.begin(), demands.end(),
                     [&](const Distribution& other) { return other == demands.front(); });
}

bool product_form(const Resource& station, const std::vector<Distribution>& demands) {
  if (station.discipline == Discipline::processor_sharing) return true;
  return station.waiting_limit == network::kUnlimited && exponential(demands);
}

bool random_routing(const Network& net) {
  return std::all_of(net.balancers.begin(), net.balancers.end(), [&](const auto& balancer) {
    return net.groups[balancer.group].replicas == 1 || balancer.policy == network::Policy::random;
  });
}

/// Whether a request may run a service twice: by a program that is called from several places, or
/// by a loop.
bool repeats(const Network& net, const std::vector<double>& executions) {
  std::map<std::uint32_t, int> callers;  // by entry
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) {
    const Step& step = net.steps[pc];
    if (executions[pc] <= 0.0) continue;
    if (step.op == Op::serve && executions[pc] > 1.0 + kRounding) return true;
    if (step.op == Op::call && ++callers[net.calls[step.a].entry] > 1) return true;
  }
  return false;
}

/// The services that requests of each priority run.
std::map<std::uint8_t, std::set<std::uint32_t>> services_by_priority(
    const Network& net, const Flows& flows, const std::vector<bool>& runs) {
  std::map<std::uint8_t, std::set<std::uint32_t>> services;
  for (std::size_t s = 0; s < runs.size(); ++s)
    for (std::uint32_t pc = 0; runs[s] && pc < net.steps.size(); ++pc)
      if (net.steps[pc].op == Op::serve && flows.executions[s][pc] > 0.0)
        services[net.sources[s].priority].insert(pc);
  return services;
}

bool one_server(const Resource& station) {
  return (station.discipline == Discipline::fcfs || station.discipline == Discipline::preemptive) &&
         station.waiting_limit == network::kUnlimited && station.capacity < 2.0;
}

bool priority_queue(const Network& net, const Flows& flows, const std::vector<bool>& runs,
                    const Survey& survey) {
  if (survey.demands.size() != 1 || !one_server(*survey.demands.begin()->first)) return false;
  return std::ranges::all_of(services_by_priority(net, flows, runs),
                             [](const auto& of_level) { return of_level.second.size() == 1; });
}

}  // namespace

Exactness exactness(const Network& net, const Flows& flows, const std::vector<bool>& runs) {
  Survey survey;
  bool again = false;
  std::vector<bool> surveyed(net.steps.size(), false);
  for (std::size_t s = 0; s < runs.size(); ++s) {
    if (!runs[s]) continue;
    again = again || repeats(net, flows.executions[s]);
    for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) {
      if (flows.owner[pc] == kNone || flows.executions[s][pc] <= 0.0 || surveyed[pc]) continue;
      survey_step(net, pc, flows.owner[pc], survey);
      surveyed[pc] = true;
    }
  }
  Exactness result;
  const bool waits_for_ever = std::all_of(
      net.sources.begin(), net.sources.end(),
      [](const network::Source& source) { return std::isinf(source.deadline.value()); });
  if (!survey.plain || !waits_for_ever || !random_routing(net)) return result;
  if (survey.by_priority) {
    result.priority_queue = !survey.loops && !again && priority_queue(net, flows, runs, survey);
    return result;
  }
  result.product_form =
      std::all_of(survey.demands.begin(), survey.demands.end(),
                  [](const auto& visited) { return product_form(*visited.first, visited.second); });
  if (survey.demands.size() != 1) return result;
  const auto& [station, demands] = *survey.demands.begin();
  const bool once = demands.size() == 1 && !survey.loops && !again;
  const bool alone =
      once && survey.straight && exponential(demands) && station->order == network::Order::fifo;
  if (station->discipline != Discipline::fcfs) return result;
  if (station->waiting_limit != network::kUnlimited) {
    if (alone && station->waiting_limit <= kLargestRoom) result.only_room = survey.group;
    return result;
  }
  result.single_queue = once && station->capacity < 2.0;
  if (alone) result.only_station = survey.group;
  return result;
}

}  // namespace headroom::analytic
