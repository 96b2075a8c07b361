#include <algorithm>
#include <string>
#include <variant>

#include "core/network/checks.h"
#include "core/network/step_walk.h"

namespace headroom::network {
namespace {

using architecture::Call;
using architecture::Component;
using architecture::ReadThrough;

std::string accepted_by(const ComponentKind& kind) {
  const auto steps = kind.steps();
  if (steps.empty()) return "it accepts no steps";
  return "it accepts " + listed({steps.begin(), steps.end()});
}

void check_accepted(const ComponentKind& kind, const architecture::Step& step,
                    const std::string& pointer, Findings& findings) {
  const std::string_view name = name_of(step);
  if (std::ranges::find(kind.steps(), name) != kind.steps().end()) return;
  findings.error("step-not-accepted", pointer,
                 "the kind " + std::string(kind.name()) + " does not accept the step \"" +
                     std::string(name) + "\"",
                 accepted_by(kind));
}

void check_cache(const Directory& directory, const ReadThrough& read, const std::string& pointer,
                 Findings& findings) {
  const ComponentKind* kind = directory.kind_of(read.cache);
  if (kind == nullptr || !is_complete(*directory.component(read.cache), *kind)) return;
  if (kind->hit_ratio(directory.settings(read.cache))) return;
  findings.error("not-a-cache", pointer + "/read_through",
                 read.cache + " is a " + std::string(kind->name()) + " and cannot be read through",
                 "name a cache, or use call");
}

void check_retries(const Call& call, const std::string& pointer, Findings& findings) {
  if (call.retries == 0 || call.timeout) return;
  findings.warning("retries-without-timeout", pointer + "/retries",
                   "the call is retried when it fails, but no attempt is ever given up",
                   "give it a timeout");
}

}  // namespace

void check_steps(const Directory& directory, Findings& findings) {
  for (const auto& [name, component] : directory.architecture().components) {
    const ComponentKind* kind = directory.kind_of(name);
    if (kind == nullptr || kind->operations() == Operations::implicit) continue;
    walk_steps(component, [&](const architecture::Step& step, const std::string& pointer) {
      check_accepted(*kind, step, pointer, findings);
      if (const auto* read = std::get_if<ReadThrough>(&step.action))
        check_cache(directory, *read, pointer, findings);
      if (const auto* call = std::get_if<Call>(&step.action))
        check_retries(*call, pointer, findings);
    });
  }
}

}  // namespace headroom::network
