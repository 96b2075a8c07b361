#include "core/analytic/crowds.h"

#include <algorithm>
#include <compare>
#include <map>
#include <set>
#include <utility>

#include "core/analytic/chain.h"
#include "core/analytic/demands.h"
#include "core/analytic/flows.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::Step;

constexpr double kEndless = std::numeric_limits<double>::infinity();

/// What a context holds that bounds how many there can be like it.
struct Holder {
  std::uint32_t group = kNone;     ///< of the pool; kNone: a class of users, or nothing
  std::uint32_t resource = kNone;  ///< the pool, or the source
  double most = kEndless;          ///< over all replicas
  std::uint32_t source = kNone;    ///< of the users that stand behind it; kNone: a stream

  friend auto operator<=>(const Holder&, const Holder&) = default;
};

/// A place in a program, with the holders from the outermost in; the last is the tightest.
struct Place {
  std::uint32_t pc = 0;
  std::uint32_t group = 0;
  std::vector<Holder> held;

  friend auto operator<=>(const Place&, const Place&) = default;
};

class Walk {
 public:
  explicit Walk(const Network& net) : net_(net) {}

  void from(std::uint32_t pc, std::uint32_t group, const Holder& holder) {
    reach({pc, group, {holder}});
    while (!open_.empty()) {
      const Place place = open_.back();
      open_.pop_back();
      visit(place);
    }
  }

  /// Who comes to each resource.
  [[nodiscard]] const std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<Holder>>&
  visitors() const {
    return visitors_;
  }

 private:
  void reach(const Place& place) {
    if (seen_.insert(place).second) open_.push_back(place);
  }

  void visit(const Place& place) {
    const Step& step = net_.steps[place.pc];
    if (ends(step.op)) return;
    if (step.op == Op::serve || step.op == Op::acquire)
      visitors_[{place.group, step.resource}].insert(place.held.back());
    start_children(place);
    if (step.op == Op::dispatch) return hand_over(place);
    Place next = place;
    if (step.op == Op::acquire) next.held.push_back(tighter(place, step.resource));
    if (step.op == Op::release && next.held.size() > 1) next.held.pop_back();
    next.pc = step.op == Op::jump || step.op == Op::fail ? step.a : place.pc + 1;
    reach(next);
    const bool branches = step.op == Op::branch || step.op == Op::turn;
    const std::uint32_t other = branches ? step.a : failure_target(net_, step);
    if (other != kNone) reach({other, place.group, place.held});
  }

  /// The pool if it admits fewer than the present holder, else the present holder.
  [[nodiscard]] Holder tighter(const Place& place, std::uint32_t resource) const {
    const network::Group& group = net_.groups[place.group];
    const double tokens = group.resources[resource].capacity * group.replicas;
    const Holder& present = place.held.back();
    if (present.most <= tokens) return present;
    return {place.group, resource, tokens, present.source};
  }

  void start_children(const Place& place) {
    const Step& step = net_.steps[place.pc];
    if (step.op == Op::fork) reach({step.a, place.group, {beside(place, place.group)}});
    if (step.op == Op::detach) reach({step.a, place.group, place.held});
    if (step.op != Op::call && step.op != Op::spawn && step.op != Op::send) return;
    const network::CallSite& call = net_.calls[step.a];
    const std::uint32_t callee = net_.balancers[call.balancer].group;
    const Holder holder = step.op == Op::call    ? place.held.back()
                          : step.op == Op::spawn ? beside(place, callee)
                                                 : Holder{};
    reach({call.entry, callee, {holder}});
  }

  /// One of several contexts that the same holder sends to a group at once.
  [[nodiscard]] Holder beside(const Place& place, std::uint32_t callee) const {
    Holder holder = place.held.back();
    holder.most *= siblings(place.pc, callee);
    return holder;
  }

  [[nodiscard]] double siblings(std::uint32_t pc, std::uint32_t callee) const {
    const std::uint32_t join = join_after(net_, pc);
    double count = 0.0;
    for (std::uint32_t other = 0; other < net_.steps.size() && join != kNone; ++other) {
      const Step& step = net_.steps[other];
      const bool spawns =
          step.op == Op::spawn && net_.balancers[net_.calls[step.a].balancer].group == callee;
      const bool forks = step.op == Op::fork && net_.steps[pc].op == Op::fork;
      if ((spawns || forks) && join_after(net_, other) == join) count += 1.0;
    }
    return std::max(1.0, count);
  }

  void hand_over(const Place& place) {
    for (const network::Consumer& consumer : net_.consumers) {
      if (consumer.buffer_group != place.group || consumer.buffer != net_.steps[place.pc].resource)
        continue;
      const network::Group& group = net_.groups[consumer.group];
      const double consumers = group.resources[consumer.pool].capacity * group.replicas;
      const Holder held{consumer.group, consumer.pool, consumers, kNone};
      reach({consumer.entry, consumer.group, {Holder{}, held}});
    }
  }

  const Network& net_;
  std::vector<Place> open_;
  std::set<Place> seen_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<Holder>> visitors_;
};

/// Holders and users are counted once, however they come.
Crowd crowd_of(std::uint32_t group, const std::set<Holder>& holders,
               const std::vector<std::uint32_t>& populations) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> apart;
  std::set<std::uint32_t> sources;
  for (const Holder& holder : holders) {
    double& most = apart[{holder.group, holder.resource}];
    most = std::max(most, holder.most);
    sources.insert(holder.source);
  }
  Crowd crowd;
  for (const auto& [id, most] : apart) (id.first == group ? crowd.local : crowd.remote) += most;
  if (sources.count(kNone) != 0) return crowd;
  crowd.users = 0.0;
  for (const std::uint32_t source : sources) crowd.users += populations[source];
  return crowd;
}

}  // namespace

std::vector<Crowd> crowds(const Network& net, const std::vector<std::uint32_t>& populations) {
  Walk walk(net);
  for (std::uint32_t s = 0; s < net.sources.size(); ++s) {
    const network::Source& source = net.sources[s];
    Holder holder;
    if (source.closed()) holder = {kNone, s, static_cast<double>(populations[s]), s};
    walk.from(source.entry, net.balancers[source.balancer].group, holder);
  }
  std::size_t blueprints = 0;
  for (const network::Group& group : net.groups) blueprints += group.resources.size();
  std::vector<Crowd> result(blueprints, Crowd{0.0, kEndless, kEndless});
  for (const auto& [resource, holders] : walk.visitors())
    result[blueprint_index(net, resource.first, resource.second)] =
        crowd_of(resource.first, holders, populations);
  return result;
}

}  // namespace headroom::analytic
