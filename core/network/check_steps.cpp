#include <algorithm>
#include <string>
#include <variant>

#include "core/network/checks.h"
#include "core/network/step_walk.h"

namespace headroom::network {
namespace {

using architecture::Call;
using architecture::Component;
using architecture::Parallel;
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
  if (call.retries == 0 || call.timeout || call.deadline) return;
  findings.warning("retries-without-timeout", pointer + "/retries",
                   "the call is retried when it fails, but no attempt is ever given up",
                   "give it a timeout");
}

void check_options(const Call& call, const std::string& pointer, Findings& findings) {
  if (call.timeout && call.deadline)
    findings.error("timeout-and-deadline", pointer + "/deadline",
                   "the call has a timeout and a deadline; expected one of them",
                   "a deadline tells the callee to give up, after a timeout it works on");
  if (call.hedge_after && call.retries > 0)
    findings.error("retries-and-hedges", pointer + "/hedge_after",
                   "the call is retried and hedged; expected one of both",
                   "hedges already are further attempts");
}

void check_gates(const Call& call, const std::string& pointer, Findings& findings) {
  if (call.hedge_after && (call.breaker || call.retry_budget))
    findings.error("hedged-and-gated", pointer + "/hedge_after",
                   "a hedged call has neither breaker nor retry budget",
                   "remove hedge_after, or the breaker and the retry budget");
  if (call.retry_budget && call.retries == 0)
    findings.error("budget-without-retries", pointer + "/retry_budget",
                   "the call has no retries to pay for", "set retries too");
  if (call.breaker && call.breaker->slow && !call.breaker->slow_after)
    findings.error("breaker-never-slow", pointer + "/breaker/slow",
                   "the breaker does not know which calls are slow",
                   "say from when on, as in \"slow_after\": \"2 s\", or remove \"slow\"");
  if (call.breaker && call.breaker->calls && *call.breaker->calls < call.breaker->min_calls)
    findings.error("breaker-never-opens", pointer + "/breaker/calls",
                   "the breaker looks at the last " + std::to_string(*call.breaker->calls) +
                       " calls and wants " + std::to_string(call.breaker->min_calls) +
                       " before it opens",
                   "give calls at least min_calls");
}

void check_quorum(const Parallel& parallel, const std::string& pointer, Findings& findings) {
  if (parallel.wait_for.value_or(0) > parallel.branches.size())
    findings.error("more-than-branches", pointer + "/wait_for",
                   "waits for " + std::to_string(*parallel.wait_for) + " of " +
                       std::to_string(parallel.branches.size()) + " branches",
                   "wait for at most as many as there are");
  if (parallel.wait_for && parallel.branches.size() > kMaximumRacers)
    findings.error("too-many-branches", pointer + "/parallel",
                   "a step with wait_for has " + std::to_string(parallel.branches.size()) +
                       " branches; expected at most " + std::to_string(kMaximumRacers),
                   "put several into one branch");
  if (parallel.cancel_rest && !parallel.wait_for)
    findings.error("nothing-to-cancel", pointer + "/cancel_rest",
                   "all branches are waited for, there is no rest to cancel",
                   "say with wait_for how many are enough");
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
      if (const auto* parallel = std::get_if<Parallel>(&step.action))
        check_quorum(*parallel, pointer, findings);
      if (const auto* call = std::get_if<Call>(&step.action)) {
        check_retries(*call, pointer, findings);
        check_options(*call, pointer, findings);
        check_gates(*call, pointer, findings);
      }
    });
  }
}

}  // namespace headroom::network
