// How long programs take, in any description of random times.
//
// A context walks through its program as a Markov chain; each step adds an independent time. What
// is left to come solves linear equations over the steps, by the way the program ends: a
// description A of "the time, on the paths that end so" is, over the ways w of a step, sum p_w
// (time of w and then A of the next step). That the times met on the way are independent is an
// approximation; means do not need it.
//
// An Algebra describes times (Law) and times on some of the paths (Part):
//   Law: draw(group, site, speed), waits(Waiting), shares(group, site, speed, Sharing),
//        constant(seconds), sum(a, b), either(weight a, a, weight b, b), until(law, limit),
//        longest({law, count}...), among(wanted, {probability, law}...): the wanted-th to end;
//        a default Law is no time at all
//   Part: certain(), add(part, probability, law, rest), same(a, b), probability(part), law(part);
//        a default Part is no path at all
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "core/analytic/flows.h"
#include "core/analytic/program_structure.h"
#include "core/analytic/time.h"
#include "core/analytic/visit.h"
#include "core/base/contracts.h"

namespace headroom::analytic {

/// How an execution ends. Laws are given that it ends so.
template <class Law>
struct Ending {
  double success = 1.0;
  double failure = 0.0;  ///< 1 - success; exactly 0 where no path fails
  Law succeeded;
  Law failed;
};

template <class Algebra>
class Walk {
 public:
  using Law = typename Algebra::Law;
  using Part = typename Algebra::Part;
  using End = Ending<Law>;
  struct Way {
    double probability = 0.0;
    Law time;
  };
  using Ways = std::array<Way, kWays>;

  /// Visits as in ProgramStructure::visits. Keeps references to all three.
  Walk(const ProgramStructure& structure, const Algebra& algebra, const std::vector<Visit>& visits)
      : structure_(structure), net_(structure.network()), algebra_(algebra), visits_(visits) {}

  /// Of the program that starts at `entry`; walks through it and what it waits for only once.
  [[nodiscard]] const End& ending(std::uint32_t entry) const {
    const auto known = endings_.find(entry);
    if (known != endings_.end()) return known->second;
    const Chain& chain = structure_.program(entry);
    return endings_.emplace(entry, ending(all_ways(chain), chain)).first->second;
  }

  [[nodiscard]] std::vector<Ways> all_ways(const Chain& chain) const {
    std::vector<Ways> result;
    result.reserve(chain.nodes.size());
    for (const Node& node : chain.nodes) result.push_back(ways(node.pc));
    return result;
  }

  /// Gauss-Seidel from the last step to the first: one sweep is exact unless the program loops.
  [[nodiscard]] End ending(const std::vector<Ways>& ways, const Chain& chain) const {
    std::vector<Paths> paths(chain.nodes.size());
    bool changed = true;
    for (int sweep = 0; changed; ++sweep) {
      changed = false;
      for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
        Paths sum = continued(ways[n], chain.nodes[n], paths);
        const bool settled = sweep > 0 && algebra_.same(sum.succeeded, paths[n].succeeded) &&
                             algebra_.same(sum.failed, paths[n].failed);
        changed = changed || (loops_back(chain.nodes[n], n) && !settled);
        paths[n] = std::move(sum);
      }
    }
    const Paths& start = paths[chain.start];
    const double success = algebra_.probability(start.succeeded);
    const double failure = algebra_.probability(start.failed);
    return {success / (success + failure), failure / (success + failure),
            algebra_.law(start.succeeded), algebra_.law(start.failed)};
  }

  [[nodiscard]] Ways ways(std::uint32_t pc) const {
    const network::Step& step = net_.steps[pc];
    switch (step.op) {
      case network::Op::branch: {
        const auto taken = static_cast<double>(step.probability);
        return {{{1.0 - taken, {}}, {taken, {}}}};
      }
      case network::Op::turn:
        return next_message(net_.consumers[step.site]);
      case network::Op::delay:
        return {{{1.0, algebra_.draw(structure_.owner(pc), step.site, 1.0)}}};
      case network::Op::serve:
        return served(pc);
      case network::Op::acquire:
        return admitted(pc);
      case network::Op::call:
        return answered(pc);
      case network::Op::join:
        return step.site == network::kNone ? joined(pc) : raced(pc);
      case network::Op::dispatch:
        return consumed(pc);
      default:
        return {{{1.0, {}}}};
    }
  }

  /// Of the context that the spawn or fork at `pc` starts.
  [[nodiscard]] Ways ways_of_child(std::uint32_t pc) const {
    if (net_.steps[pc].op != network::Op::fork) return answered(pc);
    const End& branch = ending(net_.steps[pc].a);
    return {{{branch.success, branch.succeeded}, {branch.failure, branch.failed}}};
  }

 private:
  struct Paths {
    Part succeeded;
    Part failed;
  };

  /// Whether a successor comes later in the order of the sweep.
  static bool loops_back(const Node& node, std::size_t position) {
    for (const std::uint32_t next : node.next)
      if (next < Node::kFailed && next >= position) return true;
    return false;
  }

  Paths continued(const Ways& ways, const Node& node, const std::vector<Paths>& paths) const {
    Paths sum;
    for (std::size_t way = 0; way < kWays; ++way) {
      const Way& taken = ways[way];
      if (taken.probability <= 0.0) continue;
      const std::uint32_t next = node.next[way];
      HEADROOM_EXPECTS(next != Node::kNowhere);
      if (next == Node::kSucceeded) {
        algebra_.add(sum.succeeded, taken.probability, taken.time, algebra_.certain());
      } else if (next == Node::kFailed) {
        algebra_.add(sum.failed, taken.probability, taken.time, algebra_.certain());
      } else {
        algebra_.add(sum.succeeded, taken.probability, taken.time, paths[next].succeeded);
        algebra_.add(sum.failed, taken.probability, taken.time, paths[next].failed);
      }
    }
    return sum;
  }

  [[nodiscard]] const Visit& visit(std::uint32_t pc) const { return visits_[structure_.visit(pc)]; }

  /// Whether the batch has another, as if its size were geometric: its mean counts.
  Ways next_message(const network::Consumer& consumer) const {
    const double last = 1.0 / visits_[structure_.buffer(consumer)].batch;
    return {{{last, {}}, {1.0 - last, {}}}};
  }

  Ways admitted(std::uint32_t pc) const {
    const Waiting& waiting = visit(pc).waiting;
    return {{{1.0 - waiting.refused, algebra_.waits(waiting)},
             {waiting.refused, algebra_.constant(waiting.refused_wait)}}};
  }

  Ways served(std::uint32_t pc) const {
    const network::Resource& station = structure_.resource(pc);
    const std::uint32_t group = structure_.owner(pc);
    const std::uint32_t site = net_.steps[pc].site;
    if (station.discipline == network::Discipline::processor_sharing)
      return {{{1.0, algebra_.shares(group, site, station.full_speed(), visit(pc).sharing)}}};
    Ways result = admitted(pc);
    if (station.discipline == network::Discipline::token_bucket) return result;
    result[0].time = algebra_.sum(result[0].time, algebra_.draw(group, site, station.full_speed()));
    return result;
  }

  /// The timer of a call runs from before the hop out to after the hop back; late replies are
  /// ignored.
  Ways answered(std::uint32_t pc) const {
    const network::CallSite& call = net_.calls[net_.steps[pc].a];
    const End& callee = ending(call.entry);
    Law hops;
    for (const std::uint32_t hop : {call.hop_out, call.hop_back})
      if (hop != network::kNone)
        hops = algebra_.sum(hops, algebra_.draw(structure_.owner(pc), hop, 1.0));
    const double failed = callee.failure;
    const Law success = algebra_.sum(hops, callee.succeeded);
    Law failure;
    if (failed > 0.0) failure = algebra_.sum(hops, callee.failed);
    if (call.timeout == network::kNone) return {{{callee.success, success}, {failed, failure}}};
    const double limit = net_.timeouts[call.timeout].value();
    const Truncated<Law> in_time = algebra_.until(success, limit);
    const double late = callee.success * (1.0 - in_time.probability);
    if (failed > 0.0) failure = algebra_.until(failure, limit).law;
    return {{{callee.success - late, in_time.law},
             {failed + late, algebra_.either(failed, failure, late, algebra_.constant(limit))}}};
  }

  /// Waits for the slowest of the children, as if all had started at the join.
  Ways joined(std::uint32_t pc) const {
    double success = 1.0;
    std::vector<std::uint32_t> alone = structure_.started(pc);
    for (const std::uint32_t child : alone) success *= ways_of_child(child)[0].probability;
    std::vector<std::pair<Law, double>> branches;
    const auto groups = structure_.siblings().find(pc);
    if (groups != structure_.siblings().end())
      for (const SiblingGroup& group : groups->second) {
        branches.emplace_back(last_of(group), 1.0);
        for (const std::uint32_t child : group.children) std::erase(alone, child);
      }
    for (const auto& branch : independent(alone)) branches.push_back(branch);
    const Law all = algebra_.longest(branches);
    return {{{success, all}, {1.0 - success, all}}};
  }

  /// Laws of children, those that are alike together with their number.
  std::vector<std::pair<Law, double>> independent(
      const std::vector<std::uint32_t>& children) const {
    std::vector<std::pair<std::uint32_t, double>> kinds;  // a child of each kind, and how many
    for (const std::uint32_t child : children) {
      bool counted = false;
      for (auto& [like, count] : kinds) {
        if (!alike(like, child)) continue;
        count += 1.0;
        counted = true;
      }
      if (!counted) kinds.emplace_back(child, 1.0);
    }
    std::vector<std::pair<Law, double>> branches;
    for (const auto& [child, count] : kinds) {
      const Ways ends = ways_of_child(child);
      branches.emplace_back(
          algebra_.either(ends[0].probability, ends[0].time, ends[1].probability, ends[1].time),
          count);
    }
    return branches;
  }

  /// At each copy what they wait for together, and then the longest of what each does for itself.
  Law last_of(const SiblingGroup& group) const {
    const Spread spread = analytic::spread(visit(group.contacts.front()).meeting,
                                           static_cast<int>(group.children.size()));
    std::vector<Visit> visits = visits_;
    Law together;
    for (const std::uint32_t contact : group.contacts) {
      const ApartVisit taken = apart(structure_.resource(contact), visit(contact), spread.each);
      visits[structure_.visit(contact)] = taken.own;
      if (taken.together.mean <= 0.0) continue;
      Waiting wait;
      wait.wait = taken.together;
      together = algebra_.sum(together, algebra_.waits(wait));
    }
    const Walk inner(structure_, algebra_, visits);
    std::vector<std::pair<Law, double>> own = inner.independent(group.children);
    for (auto& [law, count] : own) count /= spread.used;
    return algebra_.longest({{algebra_.sum(together, algebra_.longest(own)), spread.used}});
  }

  /// Waits until so many children have succeeded, or no longer can.
  Ways raced(std::uint32_t pc) const {
    std::vector<std::pair<double, Law>> successes;
    std::vector<std::pair<double, Law>> failures;
    for (const std::uint32_t child : structure_.started(pc)) {
      const Ways ends = ways_of_child(child);
      successes.emplace_back(ends[0].probability, ends[0].time);
      failures.emplace_back(ends[1].probability, ends[1].time);
    }
    const std::size_t wanted = net_.steps[pc].site;
    const Truncated<Law> won = algebra_.among(wanted, successes);
    return {{{won.probability, won.law},
             {1.0 - won.probability, algebra_.among(failures.size() + 1 - wanted, failures).law}}};
  }

  [[nodiscard]] bool alike(std::uint32_t a, std::uint32_t b) const {
    const network::Step& one = net_.steps[a];
    const network::Step& other = net_.steps[b];
    if (one.op != other.op) return false;
    if (one.op == network::Op::fork) return one.a == other.a;
    const network::CallSite& call = net_.calls[one.a];
    const network::CallSite& same = net_.calls[other.a];
    return call.entry == same.entry && call.hop_out == same.hop_out &&
           call.hop_back == same.hop_back && call.timeout == same.timeout;
  }

  /// The message waits for a consumer and goes on as the consumer's program.
  Ways consumed(std::uint32_t pc) const {
    double success = 0.0;
    double failure = 0.0;
    Law succeeded;
    Law failed;
    for (const network::Consumer& consumer : net_.consumers) {
      if (consumer.buffer_group != structure_.owner(pc) ||
          consumer.buffer != net_.steps[pc].resource)
        continue;
      const End& handled = ending(consumer.entry);
      const double share = consumer_share(net_, consumer);
      succeeded = algebra_.either(success, succeeded, share * handled.success, handled.succeeded);
      failed = algebra_.either(failure, failed, share * handled.failure, handled.failed);
      success += share * handled.success;
      failure += share * handled.failure;
    }
    const Waiting& waiting = visit(pc).waiting;
    const double accepted = 1.0 - waiting.refused;
    const Law wait = algebra_.waits(waiting);
    return {{{accepted * success, algebra_.sum(wait, succeeded)},
             {waiting.refused, {}},
             {accepted * failure, algebra_.sum(wait, failed)}}};
  }

  const ProgramStructure& structure_;
  const network::Network& net_;
  const Algebra& algebra_;
  const std::vector<Visit>& visits_;
  mutable std::map<std::uint32_t, End> endings_;
};

}  // namespace headroom::analytic
