#include "core/analytic/call_rates.h"

#include <map>
#include <tuple>

#include "core/analytic/flows.h"

namespace headroom::analytic {
namespace {

using network::Op;

struct Leg {
  std::uint32_t to = 0;
  bool synchronous = true;
  double weight = 1.0;
};

std::vector<Leg> legs_of(const network::Network& net, std::uint32_t pc, std::uint32_t group) {
  const network::Step& step = net.steps[pc];
  if (step.op == Op::call || step.op == Op::spawn || step.op == Op::send)
    return {{net.balancers[net.calls[step.a].balancer].group, step.op != Op::send, 1.0}};
  std::vector<Leg> legs;
  if (step.op != Op::dispatch) return legs;
  for (const network::Consumer& consumer : net.consumers)
    if (consumer.buffer_group == group && consumer.buffer == step.resource)
      legs.push_back({consumer.group, false, consumer_share(net, consumer)});
  return legs;
}

}  // namespace

std::vector<CallRate> call_rates(const network::Network& net) {
  const Flows flow = flows(net);
  std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, std::vector<double>> found;
  for (std::uint32_t pc = 0; pc < net.steps.size(); ++pc) {
    if (flow.owner[pc] == network::kNone) continue;
    for (const Leg& leg : legs_of(net, pc, flow.owner[pc])) {
      std::vector<double>& rates = found[{flow.owner[pc], leg.to, leg.synchronous}];
      rates.resize(net.sources.size(), 0.0);
      for (std::size_t s = 0; s < rates.size(); ++s)
        rates[s] += leg.weight * flow.executions[s][pc];
    }
  }
  std::vector<CallRate> all;
  for (auto& [key, rates] : found)
    all.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::move(rates)});
  return all;
}

}  // namespace headroom::analytic
