#include <set>
#include <string>

#include "core/base/did_you_mean.h"
#include "core/network/checks.h"

namespace headroom::network {
namespace {

using architecture::Component;
using architecture::Link;
using architecture::Target;

std::vector<std::string> names_of_components(const Directory& directory) {
  std::vector<std::string> names;
  for (const auto& [name, component] : directory.architecture().components) names.push_back(name);
  return names;
}

std::vector<std::string> names_of_operations(const Component& component) {
  std::vector<std::string> names;
  for (const auto& [name, steps] : component.operations) names.push_back(name);
  return names;
}

void report_operation(const Component& component, const Target& target, const std::string& pointer,
                      Findings& findings) {
  const std::vector<std::string> known = names_of_operations(component);
  const std::string has = known.empty() ? "it has none" : "it has " + listed(known);
  if (target.operation.empty()) {
    findings.error("operation-missing", pointer,
                   "which operation of " + target.component + " is meant is not said", has);
    return;
  }
  const std::string meant = did_you_mean(target.operation, known);
  findings.error("unknown-operation", pointer,
                 target.component + " has no operation \"" + target.operation + "\"",
                 meant.empty() ? has : meant);
}

std::string a_kind(const Directory& directory, const std::string& component) {
  return "a " + std::string(directory.kind_of(component)->name());
}

/// Whether `link` may lead to a component with this intake.
void check_intake(const Directory& directory, const Link& link, Findings& findings) {
  const std::string& callee = link.to.component;
  const Intake intake = directory.kind_of(callee)->intake();
  if (intake == Intake::calls && !link.synchronous)
    findings.error("not-a-queue", link.pointer,
                   callee + " is " + a_kind(directory, callee) + " and takes no messages",
                   "send to a queue, or use call");
  if (intake == Intake::messages && link.synchronous)
    findings.error("call-to-queue", link.pointer,
                   callee + " is " + a_kind(directory, callee) + " and answers no calls",
                   "use send");
  if (intake == Intake::dispatch &&
      directory.kind_of(link.from.component)->intake() != Intake::messages)
    findings.error(
        "call-to-worker", link.pointer,
        callee + " is " + a_kind(directory, callee) + " and works only on messages of its queue",
        "send to the queue that it takes messages from");
}

/// A worker's own end of its link: the queue that it takes messages from.
void check_feed(const Directory& directory, const Link& feed, Findings& findings) {
  const std::string& queue = feed.from.component;
  if (directory.component(queue) == nullptr) {
    report_unknown(directory, feed.from, feed.pointer, findings);
    return;
  }
  const ComponentKind* kind = directory.kind_of(queue);
  if (kind == nullptr || kind->intake() == Intake::messages) return;
  findings.error("not-a-queue", feed.pointer,
                 queue + " is " + a_kind(directory, queue) + " and keeps no messages",
                 "name the queue that messages are taken from");
}

/// A second worker at a queue that allows for one.
void check_competition(const Directory& directory, const CallGraph& graph, Findings& findings) {
  std::set<std::string> consumed;
  for (const Link& feed : graph.feeds) {
    const std::string& queue = feed.from.component;
    const ComponentKind* kind = directory.kind_of(queue);
    if (kind == nullptr || directory.component(queue) == nullptr || consumed.insert(queue).second)
      continue;
    if (kind->has_one_worker(directory.settings(queue)))
      findings.error("two-workers", feed.pointer,
                     "another worker takes the messages of " + queue +
                         " already; with partitions there can be only one",
                     "give that worker more replicas, or remove the partitions");
  }
}

/// Messages that nobody takes would pile up for ever.
void check_consumers(const Directory& directory, const CallGraph& graph, Findings& findings) {
  std::set<std::string> consumed;
  for (const Link& feed : graph.feeds) consumed.insert(feed.from.component);
  for (const Target& operation : graph.operations) {
    const std::string& queue = operation.component;
    if (directory.kind_of(queue)->intake() == Intake::messages && !consumed.contains(queue))
      findings.error("no-consumer", "/components/" + queue,
                     "messages come into " + queue + " but no worker takes them out",
                     "add a worker that takes its messages from " + queue);
  }
}

}  // namespace

void report_unknown(const Directory& directory, const Target& target, const std::string& pointer,
                    Findings& findings) {
  const Component* component = directory.component(target.component);
  if (component == nullptr) {
    const std::string meant = did_you_mean(target.component, names_of_components(directory));
    findings.error("unknown-component", pointer,
                   "there is no component \"" + target.component + "\"",
                   meant.empty() ? "add it or name another" : meant);
    return;
  }
  // What an unknown kind can do is not known either; the kind is reported where it stands.
  if (directory.kind_of(target.component) != nullptr)
    report_operation(*component, target, pointer, findings);
}

void check_entries(const Directory& directory, const std::vector<ClassEntry>& entries,
                   Findings& findings) {
  for (const ClassEntry& entry : entries) {
    const std::string& component = entry.target.component;
    const ComponentKind* kind = directory.kind_of(component);
    if (!directory.resolve(entry.target))
      report_unknown(directory, entry.target, entry.pointer, findings);
    else if (kind->intake() == Intake::dispatch)
      findings.error("entry-at-worker", entry.pointer,
                     component + " is " + a_kind(directory, component) +
                         " and works only on messages of its queue",
                     "let the requests enter at the queue");
  }
}

void check_links(const Directory& directory, const CallGraph& graph, Findings& findings) {
  for (const Link& link : graph.broken) report_unknown(directory, link.to, link.pointer, findings);
  for (const Link& link : graph.links) check_intake(directory, link, findings);
  for (const Link& feed : graph.feeds) check_feed(directory, feed, findings);
  check_competition(directory, graph, findings);
  check_consumers(directory, graph, findings);
}

}  // namespace headroom::network
