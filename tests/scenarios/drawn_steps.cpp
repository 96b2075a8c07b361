#include "tests/scenarios/drawn_steps.h"

#include "tests/scenarios/document.h"

namespace headroom::testing {
namespace {

std::string cpu(Choice& choice) {
  return Pieces().text("cpu", choice.distribution(100, 3000)).object();
}

std::string wait(Choice& choice) {
  return Pieces().text("wait", choice.distribution(0, 5000)).object();
}

std::string fail(Choice& choice) { return Pieces().text("fail", choice.percent(0, 10)).object(); }

std::string breaker(Choice& choice) {
  Pieces rule;
  const std::uint64_t least = choice.between(1, 10);
  rule.number("min_calls", least).text("failures", choice.percent(5, 60));
  if (choice.one_in(2)) rule.number("calls", least + choice.between(0, 10));
  // Their defaults would not become slower with the rest.
  rule.text("window", choice.time(500, 5000)).text("open", choice.time(50, 2000));
  return rule.number("probes", choice.between(1, 4)).object();
}

std::string budget(Choice& choice) {
  const std::string like = choice.of({"grpc", "aws", "envoy"});
  Pieces rule;
  rule.text("like", like);
  if (like == "envoy") return rule.number("at_least", choice.between(0, 2)).object();
  return rule.number("tokens", choice.between(5, 50)).object();
}

void add_retries(Choice& choice, Pieces& call) {
  call.number("retries", choice.between(1, 2));
  if (choice.one_in(2)) call.text("backoff", choice.distribution(500, 20000));
  if (choice.one_in(2)) call.member("retry_budget", budget(choice));
}

void add_limit(Choice& choice, Pieces& call) {
  call.text(choice.one_in(2) ? "timeout" : "deadline", choice.time(2, 60));
}

std::string call(Choice& choice, const Reach& reach) {
  Pieces call;
  call.text("call", choice.of(reach.calls));
  const bool hedged = choice.one_in(4);
  if (!choice.one_in(3)) add_limit(choice, call);
  if (hedged) call.text("hedge_after", choice.time(0, 10)).number("hedges", choice.between(1, 3));
  if (!hedged && choice.one_in(2)) add_retries(choice, call);
  if (!hedged && choice.one_in(3)) call.member("breaker", breaker(choice));
  if (choice.one_in(5)) call.member("times", "1.5");
  if (choice.one_in(3)) call.member("optional", "true");
  return call.object();
}

std::string parallel(Choice& choice, const Reach& reach, std::uint64_t depth) {
  const std::uint64_t branches = choice.between(1, 4);
  Pieces lists;
  for (std::uint64_t i = 0; i < branches; ++i) lists.add(drawn_steps(choice, reach, depth - 1));
  Pieces step;
  step.member("parallel", lists.array());
  if (branches == 1 || choice.one_in(2)) return step.object();
  const std::uint64_t wanted = choice.between(1, branches);
  step.number("wait_for", wanted);
  if (wanted < branches && choice.one_in(2)) step.member("cancel_rest", "true");
  return step.object();
}

std::string choose(Choice& choice, const Reach& reach, std::uint64_t depth) {
  const std::uint64_t first = choice.between(0, 100);
  Pieces branches;
  for (const std::uint64_t share : {first, 100 - first})
    branches.add(Pieces()
                     .text("probability", std::to_string(share) + " %")
                     .member("steps", drawn_steps(choice, reach, depth - 1))
                     .object());
  return Pieces().member("choose", branches.array()).object();
}

std::string repeat(Choice& choice, const Reach& reach, std::uint64_t depth) {
  return Pieces()
      .member("repeat", drawn_steps(choice, reach, depth - 1))
      .text("again", choice.percent(0, 30))
      .object();
}

std::string read_through(Choice& choice, const Reach& reach, std::uint64_t depth) {
  return Pieces()
      .text("read_through", "cache")
      .member("miss", drawn_steps(choice, reach, depth - 1))
      .object();
}

std::string simple_step(Choice& choice, const Reach& reach) {
  switch (choice.between(0, 7)) {
    case 0:
      return wait(choice);
    case 1:
      return fail(choice);
    case 2:
      if (!reach.queues.empty()) return Pieces().text("send", choice.of(reach.queues)).object();
      return cpu(choice);
    case 3:
    case 4:
    case 5:
      if (!reach.calls.empty()) return call(choice, reach);
      return cpu(choice);
    default:
      return cpu(choice);
  }
}

std::string step(Choice& choice, const Reach& reach, std::uint64_t depth) {
  if (depth == 0 || !choice.one_in(3)) return simple_step(choice, reach);
  switch (choice.between(0, 3)) {
    case 0:
      return parallel(choice, reach, depth);
    case 1:
      return choose(choice, reach, depth);
    case 2:
      return repeat(choice, reach, depth);
    default:
      return reach.cache ? read_through(choice, reach, depth) : parallel(choice, reach, depth);
  }
}

Pieces steps_of(Choice& choice, const Reach& reach, std::uint64_t depth) {
  Pieces steps;
  for (std::uint64_t i = choice.between(1, 2); i > 0; --i) steps.add(step(choice, reach, depth));
  return steps;
}

}  // namespace

std::string drawn_steps(Choice& choice, const Reach& reach, std::uint64_t depth) {
  return steps_of(choice, reach, depth).array();
}

std::string drawn_operation(Choice& choice, const Reach& reach) {
  Pieces steps = steps_of(choice, reach, 2);
  if (reach.batches && choice.one_in(2))
    steps.add(Pieces().member("each", drawn_steps(choice, reach, 1)).object());
  if (choice.one_in(4))
    steps.add(Pieces().member("after_reply", drawn_steps(choice, reach, 1)).object());
  return steps.array();
}

std::string drawn_query(Choice& choice) {
  Pieces steps;
  steps.add(cpu(choice));
  if (choice.one_in(2)) steps.add(Pieces().number("io", choice.between(1, 3)).object());
  if (choice.one_in(3)) steps.add(wait(choice));
  if (choice.one_in(3)) steps.add(fail(choice));
  return steps.array();
}

}  // namespace headroom::testing
