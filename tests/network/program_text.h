// Programs as text, for tests.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/network/network.h"

namespace headroom::network::testing {

inline const Operation& operation_of(const Network& net, const std::string& component,
                                     const std::string& name) {
  for (const Operation& operation : net.operations)
    if (operation.name == name && net.groups[operation.group].component == component)
      return operation;
  throw std::out_of_range(component + "." + name);
}

/// One step with what it names; positions count from the operation's first step. For calls the
/// position after a failure is the target.
inline std::string text_of(const Network& net, std::uint32_t entry, const Step& step) {
  static constexpr const char* kNames[] = {
      "end",   "serve",   "delay",  "acquire", "release", "branch",   "jump",      "call",
      "spawn", "fork",    "detach", "join",    "send",    "dispatch", "redeliver", "turn",
      "fail",  "recover", "admit",  "report",  "arrive",  "reply"};
  std::string text = kNames[static_cast<std::size_t>(step.op)];
  const bool of_resource = step.op == Op::serve || step.op == Op::acquire ||
                           step.op == Op::release || step.op == Op::dispatch;
  if (of_resource) text += " " + std::to_string(step.resource);
  const bool names_call = step.op == Op::call || step.op == Op::spawn || step.op == Op::send;
  const std::uint32_t target = names_call ? net.calls[step.a].on_failure : step.a;
  if (target != kNone) text += " ->" + std::to_string(target - entry);
  return text;
}

/// "acquire 0 ->5; serve 1 ->3; ...".
inline std::string program_text(const Network& net, const std::string& component,
                                const std::string& name) {
  const Operation& operation = operation_of(net, component, name);
  std::string text;
  for (std::uint32_t pc = operation.entry; pc < operation.end; ++pc)
    text += (text.empty() ? "" : "; ") + text_of(net, operation.entry, net.steps[pc]);
  return text;
}

inline std::vector<std::string> purposes_of(const Network& net, const std::string& component) {
  std::vector<std::string> list;
  for (const Site& site : net.groups[net.group_named(component)].sites)
    list.push_back(site.purpose);
  return list;
}

}  // namespace headroom::network::testing
