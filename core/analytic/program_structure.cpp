#include "core/analytic/program_structure.h"

#include <algorithm>

namespace headroom::analytic {

using network::kNone;
using network::Network;
using network::Op;
using network::Step;

ProgramStructure::ProgramStructure(const Network& network, const std::vector<std::uint32_t>& owner)
    : net_(network),
      owner_(owner),
      levels_(static_cast<std::uint32_t>(priority_levels(network).size())),
      level_(levels_of_steps(network)) {
  for (const network::Group& group : net_.groups) {
    first_blueprint_.push_back(blueprints_);
    blueprints_ += group.resources.size();
  }
  for (const network::Source& source : net_.sources)
    add_program(source.entry, net_.balancers[source.balancer].group);
  for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc) {
    const Step& step = net_.steps[pc];
    if (owner_[pc] == kNone) continue;
    if (step.op == Op::send) add_call(step.a);
    if (step.op == Op::acquire) holdings_[pc] = chain_from(net_, pc + 1, step.resource);
  }
  for (const network::Consumer& consumer : net_.consumers)
    if (owner_[consumer.entry] != kNone)
      holdings_[consumer.entry] = chain_from(net_, consumer.entry, consumer.pool);
}

const std::vector<std::uint32_t>& ProgramStructure::started(std::uint32_t join) const {
  static const std::vector<std::uint32_t> kNothing;
  const auto found = started_.find(join);
  return found == started_.end() ? kNothing : found->second;
}

void ProgramStructure::add_call(std::uint32_t call) {
  const network::CallSite& site = net_.calls[call];
  add_program(site.entry, net_.balancers[site.balancer].group);
}

void ProgramStructure::add_program(std::uint32_t entry, std::uint32_t group) {
  const auto [place, added] = programs_.emplace(entry, Chain{});
  if (!added) return;
  place->second = chain_from(net_, entry);
  for (const Node& node : place->second.nodes) add_callees(node.pc, group);
  entries_.push_back(entry);
}

/// The programs whose time the step waits for.
void ProgramStructure::add_callees(std::uint32_t pc, std::uint32_t group) {
  const Step& step = net_.steps[pc];
  if (step.op == Op::call || step.op == Op::spawn) add_call(step.a);
  if (step.op == Op::fork || step.op == Op::detach) add_program(step.a, group);
  if (step.op == Op::spawn || step.op == Op::fork) {
    std::vector<std::uint32_t>& started = started_[join_after(net_, pc)];
    if (std::find(started.begin(), started.end(), pc) == started.end()) started.push_back(pc);
  }
  const bool starts_late = step.op == Op::fork && step.flag == network::kYields &&
                           net_.steps[step.a].op == Op::delay && net_.steps[step.a].a != kNone;
  if (starts_late) late_starters_[step.a] = join_after(net_, pc);
  if (step.op != Op::dispatch) return;
  for (const network::Consumer& consumer : net_.consumers)
    if (consumer.buffer_group == group && consumer.buffer == step.resource)
      add_program(consumer.entry, consumer.group);
}

}  // namespace headroom::analytic
