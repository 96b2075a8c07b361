#include "core/sim/station_plan.h"

#include <algorithm>
#include <set>

namespace headroom::sim {
namespace {

using network::kNone;
using network::Op;
using network::Step;
using Kind = StationPlan::Kind;
using Frame = StationPlan::Frame;
using Node = StationPlan::Node;
using Stage = StationPlan::Stage;

constexpr std::size_t kMostNodes = 1024;
constexpr std::uint32_t kDeepest = 32;  // frames within each other

// Each compares with a copy that says only what is understood here: what is new to a network makes
// them differ.

bool plain(const network::Resource& resource) {
  network::Resource known;
  known.label = resource.label;
  known.kind = resource.kind;
  known.capacity = resource.capacity;
  known.speed = resource.speed;
  return resource == known;
}

bool plain(const network::Group& group) {
  network::Group known;
  known.component = group.component;
  known.kind = group.kind;
  known.replicas = group.replicas;
  known.first_resource = group.first_resource;
  known.first_site = group.first_site;
  known.resources = group.resources;
  known.sites = group.sites;
  known.slow = group.slow;
  return group == known;
}

bool plain(const network::Balancer& balancer) {
  network::Balancer known;
  known.group = balancer.group;
  known.policy = balancer.policy;
  known.owner = balancer.owner;
  return balancer == known;
}

bool plain(const network::CallSite& call) {
  network::CallSite known;
  known.balancer = call.balancer;
  known.entry = call.entry;
  known.on_failure = call.on_failure;
  return call == known;
}

bool plain(const network::Source& source) {
  network::Source known;
  known.request_class = source.request_class;
  known.balancer = source.balancer;
  known.entry = source.entry;
  known.arrivals = source.arrivals;
  known.priority = source.priority;
  return source.arrivals.one_by_one() && source == known;
}

/// Writes the programs out. Anything that is not understood sets failed_.
class Planner {
 public:
  explicit Planner(const network::Network& network) : network_(network) {
    std::uint32_t replica = 0;
    for (const network::Group& group : network.groups) {
      first_replica_.push_back(replica);
      replica += group.replicas;
    }
  }

  std::optional<StationPlan> plan() {
    if (!network_.consumers.empty()) return std::nullopt;
    for (std::uint32_t i = 0; i < network_.sources.size() && !failed_; ++i) add_source(i);
    if (failed_ || !in_order() || !draws_in_order()) return std::nullopt;
    return std::move(plan_);
  }

 private:
  std::uint32_t fail() {
    failed_ = true;
    return 0;
  }

  void add_source(std::uint32_t index) {
    const network::Source& source = network_.sources[index];
    if (!plain(source)) {
      fail();
      return;
    }
    Frame frame;
    frame.request_class = static_cast<std::uint16_t>(index);
    plan_.entries.push_back(enter(frame, source.balancer, source.entry, 1));
  }

  /// The node that begins an operation.
  std::uint32_t enter(Frame frame, std::uint32_t balancer, std::uint32_t entry,
                      std::uint32_t depth) {
    const network::Balancer& choice = network_.balancers[balancer];
    const network::Group& group = network_.groups[choice.group];
    if (!plain(choice) || !plain(group)) return fail();
    frame.group = choice.group;
    frame.balancer = balancer;
    frame.replica = first_replica_[choice.group];
    if (group.replicas > 1) {
      const bool by_state =
          choice.policy != network::Policy::random && choice.policy != network::Policy::round_robin;
      if (by_state || frame.first_free == StationPlan::kSlots) return fail();
      frame.slot = frame.first_free++;
    }
    plan_.depth = std::max(plan_.depth, depth);
    const auto id = static_cast<std::uint32_t>(plan_.frames.size());
    plan_.frames.push_back(frame);
    depths_.push_back(depth);
    if (frame.parent != kNone) plan_.callees[{frame.parent, frame.call}] = id;
    const std::uint32_t node = add(Kind::enter, id, entry);
    plan_.nodes[node].object = balancer;
    const std::uint32_t next = at(id, entry);
    plan_.nodes[node].next = next;
    return node;
  }

  std::uint32_t add(Kind kind, std::uint32_t frame, std::uint32_t pc) {
    if (plan_.nodes.size() >= kMostNodes) fail();
    Node node;
    node.kind = kind;
    node.frame = frame;
    node.pc = pc;
    node.slot = plan_.frames[frame].slot;
    node.replica = plan_.frames[frame].replica;
    node.request_class = plan_.frames[frame].request_class;
    plan_.nodes.push_back(node);
    return static_cast<std::uint32_t>(plan_.nodes.size() - 1);
  }

  /// The node of a step, with all that follows.
  std::uint32_t at(std::uint32_t frame, std::uint32_t pc) {
    if (failed_) return 0;
    const auto [known, fresh] = steps_.try_emplace({frame, pc}, kNone);
    if (!fresh) return known->second == kNone ? fail() : known->second;  // none yet: a cycle
    const std::uint32_t node = write(frame, pc);
    return steps_[{frame, pc}] = node;
  }

  std::uint32_t write(std::uint32_t frame, std::uint32_t pc) {
    const Step& step = network_.steps[pc];
    if (step.flag != 0) return fail();
    switch (step.op) {
      case Op::serve:
        return station(frame, pc, false);
      case Op::acquire:
        return station(frame, pc, true);
      case Op::branch:
        return branch(frame, pc);
      case Op::jump:
        return at(frame, step.a);
      case Op::call:
        return call(frame, pc);
      case Op::end:
        return end(frame, pc);
      default:
        return fail();
    }
  }

  std::uint32_t branch(std::uint32_t frame, std::uint32_t pc) {
    const Step& step = network_.steps[pc];
    const std::uint32_t node = add(Kind::branch, frame, pc);
    plan_.nodes[node].object = step.site;
    plan_.nodes[node].probability = step.probability;
    const std::uint32_t other = at(frame, step.a);
    const std::uint32_t next = at(frame, pc + 1);
    plan_.nodes[node].other = other;
    plan_.nodes[node].next = next;
    return node;
  }

  std::uint32_t call(std::uint32_t frame, std::uint32_t pc) {
    const Step& step = network_.steps[pc];
    const network::CallSite& site = network_.calls[step.a];
    if (!plain(site) || depths_[frame] >= kDeepest) return fail();
    Frame callee;
    callee.parent = frame;
    callee.call = step.a;
    callee.call_pc = pc;
    callee.first_free = plan_.frames[frame].first_free;
    callee.request_class = plan_.frames[frame].request_class;
    return enter(callee, site.balancer, site.entry, depths_[frame] + 1);
  }

  std::uint32_t end(std::uint32_t frame, std::uint32_t pc) {
    const std::uint32_t node = add(Kind::leave, frame, pc);
    const Frame& its = plan_.frames[frame];
    const std::uint32_t next =
        its.parent == kNone ? add(Kind::exit, frame, pc) : at(its.parent, its.call_pc + 1);
    plan_.nodes[node].next = next;
    return node;
  }

  /// A step that serves; or three that take a token, let a time pass and give the token back.
  std::uint32_t station(std::uint32_t frame, std::uint32_t pc, bool pool) {
    const std::uint32_t group = plan_.frames[frame].group;
    const std::uint16_t resource = network_.steps[pc].resource;
    const std::uint32_t served = pool ? pc + 2 : pc;
    const network::Resource& its = network_.groups[group].resources[resource];
    const auto kind = pool ? network::ResourceKind::pool : network::ResourceKind::station;
    if (its.kind != kind || !plain(its)) return fail();
    if (pool && !holds_for_a_time(pc)) return fail();
    const std::uint32_t node = add(Kind::station, frame, pc);
    plan_.nodes[node].object = stage({group, resource, pool});
    plan_.nodes[node].site = network_.steps[pool ? pc + 1 : pc].site;
    plan_.places[{frame, pc}] = node;
    plan_.places[{frame, served}] = node;
    const std::uint32_t next = at(frame, served + 1);
    plan_.nodes[node].next = next;
    return node;
  }

  [[nodiscard]] bool holds_for_a_time(std::uint32_t pc) const {
    const Step& wait = network_.steps[pc + 1];
    const Step& release = network_.steps[pc + 2];
    return wait.op == Op::delay && wait.flag == 0 && wait.a == kNone && release.op == Op::release &&
           release.flag == 0 && release.resource == network_.steps[pc].resource;
  }

  std::uint32_t stage(const Stage& stage) {
    const auto found = std::ranges::find(plan_.stages, stage);
    if (found == plan_.stages.end()) plan_.stages.push_back(stage);
    return static_cast<std::uint32_t>(std::ranges::find(plan_.stages, stage) -
                                      plan_.stages.begin());
  }

  // ---------------------------------------------------------------- order

  /// Calls `visit` with each node that a request may pass after `node` before it waits again, and
  /// with the station where it does.
  template <class Visit>
  void each_until_station(std::uint32_t node, std::set<std::uint32_t>& seen, const Visit& visit) {
    if (node == kNone || !seen.insert(node).second) return;
    visit(plan_.nodes[node]);
    if (plan_.nodes[node].kind == Kind::station) return;
    each_until_station(plan_.nodes[node].next, seen, visit);
    each_until_station(plan_.nodes[node].other, seen, visit);
  }

  /// The nodes after the departures from a stage; after the arrivals if it is the number of stages.
  template <class Visit>
  void each_after(std::size_t stage, const Visit& visit) {
    std::set<std::uint32_t> seen;
    if (stage == plan_.stages.size()) {
      for (const std::uint32_t entry : plan_.entries) each_until_station(entry, seen, visit);
      return;
    }
    for (const Node& node : plan_.nodes)
      if (node.kind == Kind::station && node.object == stage)
        each_until_station(node.next, seen, visit);
  }

  /// Sorts the stages; false if they lead back to each other.
  bool in_order() {
    const std::size_t count = plan_.stages.size();
    std::vector<std::set<std::uint32_t>> next(count);
    std::vector<std::uint32_t> before(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
      each_after(i, [&](const Node& node) {
        if (node.kind == Kind::station) next[i].insert(node.object);
      });
      for (const std::uint32_t after : next[i]) ++before[after];
    }
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < count; ++i)
      if (before[i] == 0) order.push_back(i);
    for (std::size_t done = 0; done < order.size(); ++done)
      for (const std::uint32_t after : next[order[done]])
        if (--before[after] == 0) order.push_back(after);
    if (order.size() != count || count == 0) return false;
    renumber(order);
    return true;
  }

  void renumber(const std::vector<std::uint32_t>& order) {
    std::vector<Stage> stages;
    std::vector<std::uint32_t> number(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      stages.push_back(plan_.stages[order[i]]);
      number[order[i]] = i;
    }
    plan_.stages = std::move(stages);
    for (Node& node : plan_.nodes)
      if (node.kind == Kind::station) node.object = number[node.object];
  }

  /// Whether each place that draws does so after one stage only: there the order is that of time.
  bool draws_in_order() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::size_t>> drawn;
    for (std::size_t i = 0; i <= plan_.stages.size(); ++i) {
      each_after(i, [&](const Node& node) {
        if (node.kind == Kind::branch)
          drawn[{plan_.frames[node.frame].group, node.object}].insert(i);
        if (node.kind == Kind::enter && node.slot != StationPlan::kNoSlot)
          drawn[{kNone, node.object}].insert(i);
      });
    }
    const std::size_t served = plan_.stages.size() + 1;  // drawn when service begins there
    for (const Node& node : plan_.nodes)
      if (node.kind == Kind::station)
        drawn[{plan_.frames[node.frame].group, node.site}].insert(served + node.object);
    return std::ranges::all_of(drawn, [](const auto& each) { return each.second.size() == 1; });
  }

  const network::Network& network_;
  std::vector<std::uint32_t> first_replica_;
  StationPlan plan_;
  std::vector<std::uint32_t> depths_;                                       ///< by frame
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> steps_;  ///< (frame, pc): node
  bool failed_ = false;
};

}  // namespace

std::optional<StationPlan> plan_stations(const network::Network& network) {
  return Planner(network).plan();
}

}  // namespace headroom::sim
