#include "models/kinds/steps.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/contracts.h"
#include "core/network/step_walk.h"
#include "models/kinds/findings.h"

namespace headroom::models {

using namespace architecture;
using network::CallOptions;
using network::ProgramBuilder;

namespace {

double count_of(const Amount& amount) { return amount.distribution.mean(); }

network::CircuitBreaker breaker_of(const Breaker& breaker) {
  network::CircuitBreaker rule{.failure_ratio = breaker.failures.value(),
                               .minimum_calls = breaker.min_calls,
                               .calls = breaker.calls.value_or(0),
                               .window = breaker.window,
                               .open = breaker.open,
                               .probes = breaker.probes};
  if (breaker.slow_after) rule.slow_after = *breaker.slow_after;
  if (breaker.slow) rule.slow_ratio = breaker.slow->value();
  return rule;
}

/// Costs and gains of AWS: botocore/retries/quota.py (500 tokens, 5 a retry, 10 after a timeout, 1
/// for a success); of gRPC: proposal A6.
network::Gate budget_of(const RetryBudget& budget) {
  if (budget.like == "envoy")
    return network::RetryShare{.share = budget.share.value_or(Ratio(0.2)).value(),
                               .at_least = budget.at_least.value_or(3)};
  if (budget.like == "aws")
    return network::RetryTokens{.capacity = static_cast<double>(budget.tokens.value_or(500)),
                                .floor = 0.0,
                                .failure = 0.0,
                                .success = 1.0,
                                .retry = 5.0,
                                .timeout_retry = 10.0,
                                .refunds = true};
  const double tokens = budget.tokens.value_or(10);
  return network::RetryTokens{
      .capacity = tokens, .floor = tokens / 2.0, .success = budget.token_ratio.value_or(0.1)};
}

/// `body` as often as the count says. All executions draw from the same streams, in turn.
void write_times(double count, const ProgramBuilder::Body& body, ProgramBuilder& program) {
  const double executions = std::floor(count);
  const double fraction = count - executions;
  for (int i = 0; i < static_cast<int>(executions); ++i) body(program);
  if (fraction > 0.0)
    program.choose({{fraction, body}, {1.0 - fraction, [](ProgramBuilder&) {}}}, "once_more");
}

class StepWriter {
 public:
  StepWriter(const StepResources& resources, ProgramBuilder& program)
      : resources_(resources), program_(program) {}

  void operator()(const CpuWork& work) {
    program_.serve(resources_.cpu, work.demand.distribution, "cpu");
  }
  void operator()(const IoWork& work) {
    HEADROOM_EXPECTS(resources_.disk.has_value());
    write_times(
        count_of(work.operations),
        [disk = *resources_.disk](ProgramBuilder& one) {
          one.serve(disk.station, disk.operation_time, "io");
        },
        program_);
  }
  void operator()(const Wait& wait) { program_.delay(wait.time.distribution, "wait"); }
  void operator()(const Call& call) {
    CallOptions options;
    options.timeout = call.deadline ? call.deadline : call.timeout;
    options.cancels = call.deadline.has_value();
    if (call.hedge_after) {
      options.hedges = call.hedges;
      options.hedge_after = *call.hedge_after;
    }
    options.retries = call.retries;
    if (call.breaker) options.breaker = breaker_of(*call.breaker);
    if (call.retry_budget) options.retry_budget = budget_of(*call.retry_budget);
    if (call.backoff) options.backoff = call.backoff->distribution;
    options.ignore_failure = call.optional;
    write_times(
        count_of(call.times), [&](ProgramBuilder& one) { one.call(call.target, options, "call"); },
        program_);
  }
  void operator()(const ReadThrough& read) {
    program_.call({read.cache, ""}, {}, "read_through");
    const double hits = program_.hit_ratio(read.cache);
    program_.choose({{1.0 - hits, in_scope("miss", read.miss)}, {hits, [](ProgramBuilder&) {}}},
                    "hit");
  }
  void operator()(const Send& send) { program_.send(send.target, "send"); }
  void operator()(const Parallel& parallel) {
    std::vector<ProgramBuilder::Body> bodies;
    for (std::size_t i = 0; i < parallel.branches.size(); ++i)
      bodies.push_back(in_scope("parallel/" + std::to_string(i), parallel.branches[i]));
    program_.parallel(bodies, {parallel.wait_for.value_or(0), parallel.cancel_rest});
  }
  void operator()(const Choose& choose) {
    std::vector<ProgramBuilder::Alternative> alternatives;
    for (std::size_t i = 0; i < choose.branches.size(); ++i)
      alternatives.push_back({choose.branches[i].probability.value(),
                              in_scope("choose/" + std::to_string(i), choose.branches[i].steps)});
    program_.choose(alternatives, "choose");
  }
  void operator()(const Repeat& repeat) {
    program_.repeat(repeat.again.value(), in_scope("repeat", repeat.steps), "again");
  }
  void operator()(const Fail& fail) { program_.fail(fail.probability.value(), "fail"); }
  void operator()(const AfterReply& after) {
    program_.reply();
    in_scope("after_reply", after.steps)(program_);
  }
  void operator()(const Each& each) { program_.each(in_scope("each", each.steps)); }

 private:
  /// The steps as a body; they must outlive it, as those of the architecture do.
  [[nodiscard]] ProgramBuilder::Body in_scope(const std::string& name, const Steps& steps) const {
    return [name, &steps, resources = resources_](ProgramBuilder& program) {
      program.scope(name, [&](ProgramBuilder& inner) { write_steps(steps, resources, inner); });
    };
  }

  const StepResources& resources_;
  ProgramBuilder& program_;
};

void check_count(const Amount& count, const std::string& pointer, Diagnostics& found) {
  if (count.distribution.kind() != random::Distribution::Kind::deterministic)
    found.add(mistake("random-count", pointer,
                      "\"" + count.typed + "\" is a random count; expected its mean, such as 2.5",
                      "for another distribution use choose or repeat"));
  else if (count_of(count) > kMaximumCount)
    found.add(mistake("count-too-large", pointer, count.typed + " is above 1000 in one step",
                      "put the work into one step of that length"));
}

/// Of steps that have steps of their own, at `pointer` within the component.
bool ends_operation(const Component& component, const std::string& pointer) {
  return std::any_of(component.operations.begin(), component.operations.end(), [&](const auto& op) {
    return pointer == "/operations/" + op.first + "/" + std::to_string(op.second.size() - 1);
  });
}

void check_place(const Component& component, const std::string& pointer, Diagnostics& found) {
  if (ends_operation(component, pointer)) return;
  found.add(mistake("reply-in-the-middle", pointer + "/after_reply",
                    "after_reply stands in the middle; expected the last step of an operation",
                    "put all that follows the answer into it"));
}

/// Directly in an operation: its pointer has no more parts than "/operations/NAME/N".
void check_depth(const std::string& pointer, Diagnostics& found) {
  if (std::count(pointer.begin(), pointer.end(), '/') == 3) return;
  found.add(mistake("each-within-others", pointer + "/each",
                    "each stands within other steps; expected it directly in the operation",
                    "move it out, or the steps around it into it"));
}

}  // namespace

void write_steps(const Steps& steps, const StepResources& resources, ProgramBuilder& program) {
  for (std::size_t i = 0; i < steps.size(); ++i)
    program.scope(std::to_string(i), [&](ProgramBuilder& inner) {
      std::visit(StepWriter(resources, inner), steps[i].action);
    });
}

Diagnostics check_steps(const Settings& settings) {
  Diagnostics found;
  const std::size_t owner = ("/components/" + settings.component().name).size();
  network::walk_steps(settings.component(), [&](const Step& step, const std::string& pointer) {
    const std::string here = pointer.substr(owner);
    if (const auto* work = std::get_if<IoWork>(&step.action))
      check_count(work->operations, here + "/io", found);
    if (const auto* call = std::get_if<Call>(&step.action))
      check_count(call->times, here + "/times", found);
    if (std::holds_alternative<AfterReply>(step.action))
      check_place(settings.component(), here, found);
    if (std::holds_alternative<Each>(step.action)) check_depth(here, found);
  });
  return found;
}

}  // namespace headroom::models
