#include "core/network/program_writer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/contracts.h"

namespace headroom::network {

using random::Distribution;

ProgramWriter::ProgramWriter(Assembly& assembly, std::uint32_t group, const std::string& operation)
    : assembly_(&assembly), group_(group), prefix_(operation.empty() ? "" : operation + "/") {}

// ---------------------------------------------------------------- plumbing

std::uint32_t ProgramWriter::here() const {
  return static_cast<std::uint32_t>(assembly_->steps().size());
}

std::uint32_t ProgramWriter::emit(const Step& step) {
  HEADROOM_EXPECTS(!ended_);
  return assembly_->emit(step);
}

void ProgramWriter::land_here(const std::vector<std::uint32_t>& jumps) {
  for (const std::uint32_t jump : jumps) assembly_->step(jump).a = here();
}

void ProgramWriter::expect(ResourceRef resource, ResourceKind kind) const {
  const auto& resources = assembly_->resources(group_);
  HEADROOM_EXPECTS(resource.index < resources.size() && resources[resource.index].kind == kind);
}

std::uint32_t ProgramWriter::draws(const std::string& purpose, const Distribution& distribution) {
  return assembly_->site(group_, {.purpose = named(purpose), .distribution = distribution});
}

std::uint32_t ProgramWriter::chances(const std::string& purpose) {
  return assembly_->site(group_, {.purpose = named(purpose), .uniform = true});
}

void ProgramWriter::run(const Body& body) {
  const std::vector<std::uint16_t> before = held_;
  ++depth_;
  body(*this);
  --depth_;
  HEADROOM_EXPECTS(held_ == before);
}

// ---------------------------------------------------------------- ends

void ProgramWriter::finish() {
  if (!ended_) {
    while (!held_.empty()) release({held_.back()});
    emit({.op = Op::end});
  }
  ended_ = true;
  for (const auto& [exit, leavers] : exits_)
    if (!leavers.empty()) write_exit(exit, leavers);
}

void ProgramWriter::write_exit(const Exit& exit, const std::vector<Leaver>& leavers) {
  const std::uint32_t start = here();
  for (const Leaver& leaver : leavers) {
    if (leaver.kind == Leaver::Kind::call)
      assembly_->call(leaver.index).on_failure = start;
    else if (leaver.kind == Leaver::Kind::omitted_call)
      assembly_->step(leaver.index).site = start;
    else
      assembly_->step(leaver.index).a = start;
  }
  if (exit.decides) assembly_->emit({.op = Op::fail, .a = start + 1});
  for (auto pool = exit.held.rbegin(); pool != exit.held.rend(); ++pool)
    assembly_->emit({.op = Op::release, .resource = *pool});
  if (consumer_ != kNone && !exit.held.empty())
    assembly_->emit({.op = Op::redeliver, .site = consumer_});
  assembly_->emit({.op = Op::end});
}

void ProgramWriter::dispatch(ResourceRef buffer) { wait_in(buffer, kFirstTime); }

void ProgramWriter::wait_in(ResourceRef buffer, Again again) {
  expect(buffer, ResourceKind::buffer);
  HEADROOM_EXPECTS(held_.empty() && depth_ == 0);
  leave_from_step(emit({.op = Op::dispatch, .flag = again, .resource = buffer.index}));
  ended_ = true;
}

void ProgramWriter::fail(double probability, const std::string& purpose) {
  HEADROOM_EXPECTS(probability >= 0.0 && probability <= 1.0);
  const std::uint32_t pc = emit(
      {.op = Op::branch, .site = chances(purpose), .probability = static_cast<float>(probability)});
  exits_[{held_, true}].push_back({Leaver::Kind::step, pc});
}

// ---------------------------------------------------------------- resources

void ProgramWriter::serve(ResourceRef station, const Distribution& demand,
                          const std::string& purpose) {
  expect(station, ResourceKind::station);
  leave_from_step(
      emit({.op = Op::serve, .resource = station.index, .site = draws(purpose, demand)}));
}

void ProgramWriter::delay(const Distribution& time, const std::string& purpose) {
  emit({.op = Op::delay, .site = draws(purpose, time)});
}

void ProgramWriter::acquire(ResourceRef pool) {
  expect(pool, ResourceKind::pool);
  leave_from_step(emit({.op = Op::acquire, .resource = pool.index}));
  held_.push_back(pool.index);
}

void ProgramWriter::release(ResourceRef pool) {
  const auto last = std::find(held_.rbegin(), held_.rend(), pool.index);
  HEADROOM_EXPECTS(last != held_.rend());
  held_.erase(std::next(last).base());
  emit({.op = Op::release, .resource = pool.index});
}

// ---------------------------------------------------------------- calls

std::uint32_t ProgramWriter::new_call(const architecture::Target& target,
                                      const CallOptions& options, const std::string& purpose) {
  CallSite site;
  if (options.timeout) site.timeout = assembly_->timeout(*options.timeout);
  site.cancels = options.cancels;
  return assembly_->add_call(
      {.caller = group_, .callee = target, .policy = options.policy, .purpose = named(purpose)},
      site);
}

/// Between two attempts.
void ProgramWriter::retreat(const CallOptions& options, const std::string& purpose) {
  emit({.op = Op::recover});
  if (options.backoff) delay(*options.backoff, purpose + "/backoff");
}

/// With the way out for callers that nobody waits for any more.
std::uint32_t ProgramWriter::emit_call(std::uint32_t made, const CallOptions& options) {
  const std::uint32_t pc = emit({.op = Op::call, .a = made});
  if (!options.ignore_failure) leave(Leaver::Kind::omitted_call, pc);
  return pc;
}

/// Attempts one after the other, each entered by the failure of the one before.
void ProgramWriter::call(const architecture::Target& target, const CallOptions& options,
                         const std::string& purpose) {
  if (options.hedges > 0) return hedge(target, options, purpose);
  if (options.breaker || options.retry_budget) return gated_call(target, options, purpose);
  std::vector<std::uint32_t> successes;
  for (std::uint32_t retry = 0;; ++retry) {
    const std::uint32_t made = new_call(target, options, purpose);
    emit_call(made, options);
    const bool last = retry == options.retries;
    if (last && !options.ignore_failure) {
      leave(Leaver::Kind::call, made);
      break;
    }
    successes.push_back(emit({.op = Op::jump}));
    assembly_->call(made).on_failure = here();
    if (last) {
      emit({.op = Op::recover});
      break;
    }
    retreat(options, purpose);
  }
  land_here(successes);
}

ProgramWriter::Gates ProgramWriter::gates_of(const architecture::Target& target,
                                             const CallOptions& options) {
  Gates gates;
  if (options.breaker)
    gates.breaker = assembly_->gate(group_, target.component + " breaker", *options.breaker);
  if (options.retry_budget)
    gates.budget =
        assembly_->gate(group_, target.component + " retry budget", *options.retry_budget);
  return gates;
}

void ProgramWriter::admit(const std::optional<std::uint16_t>& gate, bool retry,
                          std::vector<std::uint32_t>& refused) {
  if (!gate) return;
  const auto flag = static_cast<std::uint8_t>(retry ? kRetry : 0);
  refused.push_back(emit({.op = Op::admit, .flag = flag, .resource = *gate}));
}

void ProgramWriter::report(const Gates& gates, bool retry, bool succeeded) {
  const auto flag = static_cast<std::uint8_t>((retry ? kRetry : 0) | (succeeded ? kSucceeded : 0));
  for (const auto& gate : {gates.breaker, gates.budget})
    if (gate) emit({.op = Op::report, .flag = flag, .resource = *gate});
}

/// As a call without gates; a retry is paid for before it backs off, a breaker is asked before each
/// attempt. A call that the gates have let through is always made, so that its end is reported; to
/// the budget an attempt that the breaker refuses is one that failed.
void ProgramWriter::gated_call(const architecture::Target& target, const CallOptions& options,
                               const std::string& purpose) {
  const Gates gates = gates_of(target, options);
  std::vector<std::uint32_t> given_up;
  std::vector<std::uint32_t> successes;
  admit(gates.budget, false, given_up);
  for (std::uint32_t retry = 0; retry <= options.retries; ++retry) {
    std::vector<std::uint32_t> refused;
    admit(gates.breaker, retry > 0, refused);
    const std::uint32_t made = new_call(target, options, purpose);
    emit({.op = Op::call, .a = made});
    report(gates, retry > 0, true);
    successes.push_back(emit({.op = Op::jump}));
    if (!refused.empty()) {
      land_here(refused);
      report({.budget = gates.budget}, retry > 0, false);
      given_up.push_back(emit({.op = Op::jump}));
    }
    assembly_->call(made).on_failure = here();
    report(gates, retry > 0, false);
    if (retry == options.retries) break;
    admit(gates.budget, true, given_up);
    retreat(options, purpose);
  }
  given_up.push_back(emit({.op = Op::jump}));
  give_up(given_up, options);
  land_here(successes);
}

/// Where a call leads that is not made or has failed for good.
void ProgramWriter::give_up(const std::vector<std::uint32_t>& refused, const CallOptions& options) {
  if (options.ignore_failure) {
    land_here(refused);
    emit({.op = Op::recover});
    return;
  }
  for (const std::uint32_t pc : refused) leave_from_step(pc);
}

/// A race of attempts that start one after the other. [gRPC proposal A6: hedgingPolicy]
void ProgramWriter::hedge(const architecture::Target& target, const CallOptions& options,
                          const std::string& purpose) {
  HEADROOM_EXPECTS(options.retries == 0);
  CallOptions attempt = options;
  attempt.hedges = 0;
  attempt.ignore_failure = false;
  std::vector<Body> attempts;
  for (std::uint32_t i = 0; i <= options.hedges; ++i)
    attempts.push_back([=](ProgramBuilder& one) {
      const std::string name = i == 0 ? purpose : purpose + "/hedge/" + std::to_string(i);
      if (i > 0) one.delay(Distribution::deterministic(i * options.hedge_after.value()), name);
      one.call(target, attempt, name);
    });
  const std::uint32_t pc = join(attempts, {.wait_for = 1, .cancel_rest = true});
  if (!options.ignore_failure) return leave_from_step(pc);
  const std::uint32_t success = emit({.op = Op::jump});
  assembly_->step(pc).a = here();
  emit({.op = Op::recover});
  land_here({success});
}

void ProgramWriter::send(const architecture::Target& target, const std::string& purpose) {
  const std::uint32_t made = assembly_->add_call(
      {.caller = group_, .callee = target, .purpose = named(purpose), .replies = false}, {});
  emit({.op = Op::send, .a = made});
}

void ProgramWriter::reply() {
  HEADROOM_EXPECTS(depth_ == 0);
  emit({.op = Op::detach, .a = here() + 2});
  emit({.op = Op::end});
}

double ProgramWriter::hit_ratio(const std::string& component) const {
  const Directory& directory = assembly_->directory();
  const ComponentKind* kind = directory.kind_of(component);
  HEADROOM_EXPECTS(kind != nullptr);
  const auto ratio = kind->hit_ratio(directory.settings(component));
  HEADROOM_EXPECTS(ratio.has_value());
  return *ratio;
}

// ---------------------------------------------------------------- control

/// One branch per alternative but the last, each with the probability of its alternative given that
/// none before was taken.
std::vector<std::uint32_t> ProgramWriter::branches(const std::vector<Alternative>& alternatives,
                                                   const std::string& purpose) {
  double rest = 0.0;
  for (const Alternative& alternative : alternatives) rest += alternative.probability;
  HEADROOM_EXPECTS(std::abs(rest - 1.0) <= 1e-9);
  std::vector<std::uint32_t> chain;
  for (std::size_t i = 0; i + 1 < alternatives.size(); ++i) {
    const double given = rest > 0.0 ? std::min(1.0, alternatives[i].probability / rest) : 0.0;
    chain.push_back(emit({.op = Op::branch,
                          .site = chances(purpose + "/" + std::to_string(i)),
                          .probability = static_cast<float>(given)}));
    rest -= alternatives[i].probability;
  }
  return chain;
}

/// The last alternative comes first in the program: it is where the chain falls through.
void ProgramWriter::choose(const std::vector<Alternative>& alternatives,
                           const std::string& purpose) {
  HEADROOM_EXPECTS(!alternatives.empty());
  const std::vector<std::uint32_t> chain = branches(alternatives, purpose);
  run(alternatives.back().body);
  std::vector<std::uint32_t> done;
  for (std::size_t i = 0; i < chain.size(); ++i)
    done.push_back(run_from(chain[i], alternatives[i].body));
  land_here(done);
}

/// The body where `branch` leads to. Returns the step that goes past all bodies: the jump at the
/// end of the body written before, or the branch itself when there is nothing to do.
std::uint32_t ProgramWriter::run_from(std::uint32_t branch, const Body& body) {
  const std::uint32_t over = emit({.op = Op::jump});
  run(body);
  if (here() == over + 1) {
    assembly_->drop_steps_from(over);
    return branch;
  }
  assembly_->step(branch).a = over + 1;
  return over;
}

void ProgramWriter::parallel(const std::vector<Body>& bodies, const JoinOptions& options) {
  if (!bodies.empty()) leave_from_step(join(bodies, options));
}

/// Runs all bodies; the step that waits for them, its failure exit still open.
std::uint32_t ProgramWriter::join(const std::vector<Body>& bodies, const JoinOptions& options) {
  HEADROOM_EXPECTS(options.wait_for <= bodies.size());
  const bool all = options.wait_for == 0 || options.wait_for == bodies.size();
  HEADROOM_EXPECTS(all || bodies.size() <= kMaximumRacers);
  const Race race = all ? kNoRace : options.cancel_rest ? kYields : kRunsOn;
  for (const Body& body : bodies) run_beside(body, race);
  return emit({.op = Op::join, .site = all ? kNone : options.wait_for});
}

/// The body as a branch of its own that holds nothing of its parent's; a call without further ado
/// needs no branch.
void ProgramWriter::run_beside(const Body& body, Race race) {
  const std::vector<std::uint16_t> parents = std::exchange(held_, {});
  const std::uint32_t fork = emit({.op = Op::fork, .flag = race, .a = here() + 2});
  const std::uint32_t over = emit({.op = Op::jump});
  run(body);
  if (is_plain_call(over + 1)) {
    const std::uint32_t made = assembly_->step(over + 1).a;
    std::vector<Leaver>& leavers = exits_[{held_, false}];
    leavers.resize(leavers.size() - 2);  // the call that fails or is not made
    assembly_->drop_steps_from(fork);
    emit({.op = Op::spawn, .flag = race, .a = made});
  } else {
    const std::uint32_t end = emit({.op = Op::end});
    assembly_->step(over).a = here();
    Step& first = assembly_->step(over + 1);
    if (race == kYields && first.op == Op::delay) first.a = end;
  }
  held_ = parents;
}

bool ProgramWriter::is_plain_call(std::uint32_t pc) const {
  return here() == pc + 1 && assembly_->steps()[pc].op == Op::call;
}

void ProgramWriter::repeat(double again, const Body& body, const std::string& purpose) {
  HEADROOM_EXPECTS(again >= 0.0 && again < 1.0);
  const std::uint32_t start = here();
  run(body);
  // Rounding to single precision must not make it certain.
  const float below_one = std::nextafter(1.0F, 0.0F);
  emit({.op = Op::branch,
        .site = chances(purpose),
        .a = start,
        .probability = std::min(static_cast<float>(again), below_one)});
}

void ProgramWriter::each(const Body& body) {
  HEADROOM_EXPECTS(consumer_ != kNone && depth_ == 0);
  const std::uint32_t start = here();
  run(body);
  if (here() > start) emit({.op = Op::turn, .site = consumer_, .a = start});
}

void ProgramWriter::scope(const std::string& name, const Body& body) {
  const std::string outside = prefix_;
  prefix_ += name + "/";
  body(*this);
  prefix_ = outside;
}

}  // namespace headroom::network
