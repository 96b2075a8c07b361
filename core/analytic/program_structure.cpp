#include "core/analytic/program_structure.h"

#include <algorithm>

#include "core/analytic/first_contacts.h"

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
  for (const auto& [join, children] : started_)
    if (net_.steps[join].site == kNone) find_siblings(join, children);
}

/// The steps that a child meets first, whatever happens.
std::vector<std::uint32_t> ProgramStructure::sure_contacts(std::uint32_t child) const {
  constexpr double kSure = 1.0 - 1e-9;
  const Step& step = net_.steps[child];
  const std::uint32_t entry = step.op == Op::fork ? step.a : net_.calls[step.a].entry;
  std::vector<std::uint32_t> contacts;
  for (const auto& [pc, share] : first_contacts(net_, entry))
    if (share > kSure && owner_[pc] != kNone) contacts.push_back(pc);
  return contacts;
}

void ProgramStructure::find_siblings(std::uint32_t join,
                                     const std::vector<std::uint32_t>& children) {
  std::map<std::vector<std::size_t>, SiblingGroup> groups;  // by the lines that they come to
  for (const std::uint32_t child : children) {
    const std::vector<std::uint32_t> contacts = sure_contacts(child);
    std::vector<std::size_t> lines;
    for (const std::uint32_t pc : contacts) lines.push_back(blueprint(pc));
    SiblingGroup& group = groups[lines];
    group.children.push_back(child);
    group.contacts = contacts;
  }
  for (const auto& [lines, group] : groups)
    if (!lines.empty() && group.children.size() > 1) siblings_[join].push_back(group);
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
