#include "core/analytic/mixed_fleet.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/analytic/balancing.h"
#include "core/analytic/program_copies.h"
#include "core/network/replicas.h"

namespace headroom::analytic {
namespace {

using network::Network;
using network::Op;
using network::Policy;
using network::Step;

/// Work of all replicas, in replicas of full speed.
double together(const network::Group& group) {
  return group.replicas - group.slow.count * (1.0 - group.slow.speed);
}

/// Of the calls of a group those that its slow replicas get.
double share_of_slow(const network::Group& group, Policy policy) {
  const double slow = group.slow.count;
  return looks_at_queues(policy) ? slow * group.slow.speed / together(group)
                                 : slow / group.replicas;
}

bool is_mixed(const network::Group& group) {
  return group.slow.count > 0 && group.slow.speed != 1.0;
}

void set_speed(network::Group& group, double factor) {
  for (network::Resource& resource : group.resources)
    if (resource.discipline != network::Discipline::token_bucket) resource.speed *= factor;
}

/// Rewrites the groups one after the other. Programs of a group run on its fast replicas; copies of
/// them on the slow ones.
class Splitter {
 public:
  explicit Splitter(const Network& net) : original_(net) { even_.network = net; }

  std::optional<EvenNetwork> run() && {
    for (std::uint32_t g = 0; g < original_.groups.size(); ++g) {
      if (is_mixed(original_.groups[g])) split(g);
      even_.network.groups[g].slow = {};
    }
    if (even_.entrances.empty()) return std::nullopt;
    network::lay_out(even_.network);
    return std::move(even_);
  }

 private:
  void split(std::uint32_t entrance) {
    Network& net = even_.network;
    network::Group fast = original_.groups[entrance];
    const std::uint32_t slow_ones = fast.slow.count;
    network::Group slow = fast;
    set_speed(slow, fast.slow.speed);
    fast.replicas -= slow_ones;
    slow.replicas = slow_ones;
    fast.slow = slow.slow = {};
    fast_ = static_cast<std::uint32_t>(net.groups.size());
    net.groups.push_back(std::move(fast));
    net.groups.push_back(std::move(slow));
    net.groups[entrance].replicas = 1;
    net.groups[entrance].resources.clear();
    net.groups[entrance].sites.assign(1, {.purpose = "fleet", .uniform = true});
    even_.entrances.push_back(entrance);
    copy_programs();
    lead_through(entrance);
  }

  /// Of all groups: nobody reaches those of the others.
  void copy_programs() {
    Network& net = even_.network;
    copied_by_ = static_cast<std::uint32_t>(net.steps.size());
    const auto calls = static_cast<std::uint32_t>(net.calls.size());
    for (std::uint32_t pc = 0; pc < copied_by_; ++pc)
      net.steps.push_back(shifted(net.steps[pc], copied_by_, calls));
    for (std::uint32_t c = 0; c < calls; ++c) {
      network::CallSite call = net.calls[c];
      shift(call.on_failure, copied_by_);
      net.calls.push_back(call);
    }
  }

  /// Whoever entered the group goes through its entrance.
  void lead_through(std::uint32_t entrance) {
    Network& net = even_.network;
    ways_.clear();
    for (std::size_t c = 0, all = net.calls.size(); c < all; ++c)
      if (net.balancers[net.calls[c].balancer].group == entrance)
        net.calls[c].entry = way(net.calls[c].balancer, net.calls[c].entry);
    for (network::Source& source : net.sources)
      if (net.balancers[source.balancer].group == entrance)
        source.entry = way(source.balancer, source.entry);
  }

  /// The program of the entrance for calls of `entry` by this balancer.
  std::uint32_t way(std::uint32_t balancer, std::uint32_t entry) {
    const auto known = ways_.find({balancer, entry});
    if (known != ways_.end()) return known->second;
    Network& net = even_.network;
    const network::Group& group = original_.groups[net.balancers[balancer].group];
    const double share = share_of_slow(group, net.balancers[balancer].policy);
    // A step's probability is a float: what the first leaves to the share, the second adds.
    const float most = std::nextafter(static_cast<float>(share), 0.0F);
    const double rest = (share - most) / (1.0 - most);
    const auto start = static_cast<std::uint32_t>(net.steps.size());
    const std::uint32_t to_slow = start + 4;
    const std::uint32_t failed = start + 6;
    const std::uint32_t fast = add_call(balancer, fast_, entry, failed);
    const std::uint32_t slow = add_call(balancer, fast_ + 1, entry + copied_by_, failed);
    net.steps.insert(
        net.steps.end(),
        {{.op = Op::branch, .site = 0, .a = to_slow, .probability = most},
         {.op = Op::branch, .site = 0, .a = to_slow, .probability = static_cast<float>(rest)},
         {.op = Op::call, .a = fast},
         {.op = Op::jump, .a = to_slow + 1},
         {.op = Op::call, .a = slow},
         {.op = Op::end},
         {.op = Op::fail, .a = failed + 1},
         {.op = Op::end}});
    ways_[{balancer, entry}] = start;
    return start;
  }
  std::uint32_t add_call(std::uint32_t as, std::uint32_t group, std::uint32_t entry,
                         std::uint32_t on_failure) {
    Network& net = even_.network;
    network::Balancer balancer = net.balancers[as];
    balancer.group = group;
    net.balancers.push_back(balancer);
    network::CallSite call;
    call.balancer = static_cast<std::uint32_t>(net.balancers.size()) - 1;
    call.entry = entry;
    call.on_failure = on_failure;
    net.calls.push_back(call);
    return static_cast<std::uint32_t>(net.calls.size()) - 1;
  }

  const Network& original_;
  EvenNetwork even_;
  std::uint32_t fast_ = 0;       ///< group of the fast replicas of the present pair
  std::uint32_t copied_by_ = 0;  ///< steps between a program of theirs and its copy
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> ways_;
};

bool chosen_at_random(const EvenNetwork& even) {
  return std::ranges::all_of(even.network.balancers, [&](const network::Balancer& balancer) {
    return balancer.policy == Policy::random ||
           std::ranges::find(even.entrances, balancer.group) == even.entrances.end();
  });
}

Estimate weighted(double weight_a, const Estimate& a, double weight_b, const Estimate& b) {
  const double all = weight_a + weight_b;
  return Estimate::exact(all > 0.0 ? (weight_a * a.estimate + weight_b * b.estimate) / all : 0.0);
}

network::ResourcePerformance merged(const network::ResourcePerformance& fast,
                                    const network::ResourcePerformance& slow) {
  network::ResourcePerformance both = fast;
  both.utilization = weighted(fast.capacity, fast.utilization, slow.capacity, slow.utilization);
  both.offered_utilization = std::max(fast.offered_utilization, slow.offered_utilization);
  both.mean_wait_s =
      weighted(fast.visits_per_s, fast.mean_wait_s, slow.visits_per_s, slow.mean_wait_s);
  both.mean_queue = Estimate::exact(fast.mean_queue.estimate + slow.mean_queue.estimate);
  both.refused_per_s = Estimate::exact(fast.refused_per_s.estimate + slow.refused_per_s.estimate);
  both.visits_per_s += slow.visits_per_s;
  both.capacity += slow.capacity;
  return both;
}

}  // namespace

double unevenness(const Network& network, std::uint32_t group) {
  const network::Group& its = network.groups[group];
  if (its.slow.count == 0) return 1.0;
  const bool blind = std::ranges::any_of(network.balancers, [&](const auto& balancer) {
    return balancer.group == group && !looks_at_queues(balancer.policy);
  });
  return blind ? std::max(1.0, 1.0 / its.slow.speed) : its.replicas / together(its);
}

std::optional<EvenNetwork> split_fleets(const Network& network) { return Splitter(network).run(); }

network::Performance merged(const EvenNetwork& even, network::Performance performance) {
  auto& components = performance.components;
  const std::size_t originals = components.size() - 2 * even.entrances.size();
  for (std::size_t pair = 0; pair < even.entrances.size(); ++pair) {
    network::ComponentPerformance& whole = components[even.entrances[pair]];
    const network::ComponentPerformance& fast = components[originals + 2 * pair];
    const network::ComponentPerformance& slow = components[originals + 2 * pair + 1];
    whole.replicas = whole.most_replicas = fast.replicas + slow.replicas;
    for (std::size_t r = 0; r < fast.resources.size(); ++r)
      whole.resources.push_back(merged(fast.resources[r], slow.resources[r]));
  }
  components.resize(originals);
  if (chosen_at_random(even)) return performance;
  performance.method = performance.quantile_method = network::Method::approximation;
  performance.notes.emplace_back(
      "between fast and slow replicas round robin splits at random, and balancers that look at "
      "queues in proportion to speed: two lines where it is nearly one, so that waits are too "
      "long");
  return performance;
}

}  // namespace headroom::analytic
