#include "core/network/assembly.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/contracts.h"
#include "core/network/replicas.h"
#include "core/random/draws.h"

namespace headroom::network {

using architecture::Target;

namespace {

/// Memory that the simulated copies of a group take, one in each of the replications that are kept
/// until all of them are precise: draw sites with their blocks of samples and the engine's records,
/// whose number and sizes are stated here because the engine is not known.
double state_bytes(const Group& group) {
  constexpr double kReplications = 20.0;
  constexpr double kReplica = 48.0;
  constexpr double kResource = 128.0;
  constexpr double kSite = sizeof(random::DrawSite) + random::DrawBlock::kSize * sizeof(double);
  return kReplications * static_cast<double>(most_replicas(group)) *
         (kReplica + kResource * static_cast<double>(group.resources.size()) +
          kSite * static_cast<double>(group.sites.size()));
}

std::string gibibytes(double bytes) {
  constexpr double kGibibyte = 1024.0 * 1024.0 * 1024.0;
  return std::to_string(static_cast<std::uint64_t>(std::ceil(bytes / kGibibyte))) + " GiB";
}

}  // namespace

Assembly::Assembly(const Directory& directory) : directory_(&directory) {
  network_.steps = {{.op = Op::arrive}, {.op = Op::reply}};  // the engine's own
}

const std::vector<Resource>& Assembly::resources(std::uint32_t group) const {
  return network_.groups[group].resources;
}

std::uint32_t Assembly::add_group(const architecture::Component& component) {
  const auto index = static_cast<std::uint32_t>(network_.groups.size());
  Group group;
  group.component = component.name;
  group.kind = component.kind;
  network_.groups.push_back(std::move(group));
  notes_.emplace_back();
  groups_.emplace(component.name, index);
  return index;
}

void Assembly::replicate(std::uint32_t group, std::uint32_t count, Policy policy) {
  HEADROOM_EXPECTS(count >= 1);
  network_.groups[group].replicas = count;
  notes_[group].policy = policy;
}

void Assembly::slow_down(std::uint32_t group, const SlowReplicas& slow) {
  HEADROOM_EXPECTS(slow.speed > 0.0 && slow.count < network_.groups[group].replicas);
  network_.groups[group].slow = slow;
}

void Assembly::scale(std::uint32_t group, const Autoscaling& scaling) {
  HEADROOM_EXPECTS(scaling.least >= 1 && scaling.least <= scaling.most && scaling.target > 0.0);
  network_.groups[group].replicas = scaling.least;
  network_.groups[group].scaling = scaling;
}

void Assembly::set_hop(std::uint32_t group, const random::Distribution& one_way) {
  // A hop that takes no time would only be two more events a call.
  if (one_way != random::Distribution::deterministic(0.0)) notes_[group].hop = one_way;
}

void Assembly::set_think_time(std::uint32_t group, const random::Distribution& time) {
  notes_[group].think_site = site(group, {.purpose = "think", .distribution = time});
}

std::uint16_t Assembly::add_resource(std::uint32_t group, Resource resource) {
  std::vector<Resource>& resources = network_.groups[group].resources;
  HEADROOM_EXPECTS(resources.size() < std::numeric_limits<std::uint16_t>::max());
  resources.push_back(std::move(resource));
  return static_cast<std::uint16_t>(resources.size() - 1);
}

std::uint16_t Assembly::gate(std::uint32_t group, const std::string& label, const Gate& rule) {
  const auto known = std::ranges::find(network_.gates, rule);
  const auto index = static_cast<std::uint32_t>(known - network_.gates.begin());
  if (known == network_.gates.end()) network_.gates.push_back(rule);
  const std::vector<Resource>& resources = network_.groups[group].resources;
  const auto same = std::ranges::find_if(resources, [&](const Resource& resource) {
    return resource.kind == ResourceKind::gate && resource.label == label && resource.gate == index;
  });
  if (same != resources.end()) return static_cast<std::uint16_t>(same - resources.begin());
  return add_resource(group, {.label = label, .kind = ResourceKind::gate, .gate = index});
}

std::uint32_t Assembly::site(std::uint32_t group, const Site& wanted) {
  std::vector<Site>& sites = network_.groups[group].sites;
  const auto [known, is_new] =
      notes_[group].sites.emplace(wanted.purpose, static_cast<std::uint32_t>(sites.size()));
  if (is_new) sites.push_back(wanted);
  const Site& made = sites[known->second];
  HEADROOM_EXPECTS(made.uniform == wanted.uniform && made.distribution == wanted.distribution);
  return known->second;
}

std::uint32_t Assembly::timeout(Seconds time) {
  HEADROOM_EXPECTS(time > Seconds(0.0));
  const auto [known, is_new] =
      timeouts_.emplace(time, static_cast<std::uint32_t>(network_.timeouts.size()));
  if (is_new) network_.timeouts.push_back(time);
  return known->second;
}

std::uint32_t Assembly::emit(const Step& step) {
  if (network_.steps.size() >= kMaximumSteps) throw TooManySteps("too many steps");
  network_.steps.push_back(step);
  return static_cast<std::uint32_t>(network_.steps.size() - 1);
}

std::uint32_t Assembly::add_call(PendingCall pending, const CallSite& site) {
  pending.call = static_cast<std::uint32_t>(network_.calls.size());
  network_.calls.push_back(site);
  calls_.push_back(std::move(pending));
  return calls_.back().call;
}

void Assembly::add_operation(const Operation& operation, bool callable) {
  network_.operations.push_back(operation);
  if (!callable) return;
  const Target name{network_.groups[operation.group].component, operation.name};
  HEADROOM_EXPECTS(entries_.emplace(name, operation.entry).second);
}

void Assembly::add_consumer(const std::string& queue, const Consumer& consumer) {
  consumers_.emplace_back(queue, consumer);
}

std::uint32_t Assembly::group_of(const std::string& component) const {
  const auto found = groups_.find(component);
  HEADROOM_EXPECTS(found != groups_.end());
  return found->second;
}

std::uint32_t Assembly::entry_of(const Target& operation) const {
  const auto found = entries_.find(operation);
  HEADROOM_EXPECTS(found != entries_.end());
  return found->second;
}

/// One per caller, so that a turn or an outstanding count belongs to the caller alone. A request
/// class may have the name of a component.
std::uint32_t Assembly::balancer(const BalancerKey& key) {
  const auto& [of_class, owner, group, policy] = key;
  const auto [known, is_new] =
      balancers_.emplace(key, static_cast<std::uint32_t>(network_.balancers.size()));
  if (is_new) network_.balancers.push_back({group, policy, owner});
  return known->second;
}

void Assembly::join_call(const PendingCall& pending) {
  const std::optional<Target> callee = directory_->resolve(pending.callee);
  HEADROOM_EXPECTS(callee.has_value());
  const std::uint32_t group = group_of(callee->component);
  CallSite& made = network_.calls[pending.call];
  made.entry = entry_of(*callee);
  made.balancer = balancer({false, network_.groups[pending.caller].component, group,
                            pending.policy.value_or(notes_[group].policy)});
  if (!notes_[group].hop) return;
  const auto hop = [&](const std::string& direction) {
    return site(pending.caller, {.purpose = pending.purpose + "/hop/" + direction,
                                 .distribution = *notes_[group].hop});
  };
  made.hop_out = hop("out");
  if (pending.replies) made.hop_back = hop("back");
}

void Assembly::join_consumer(const std::string& queue, Consumer consumer) {
  consumer.buffer_group = group_of(queue);
  Group& group = network_.groups[consumer.buffer_group];
  const auto is_buffer = [](const Resource& r) { return r.kind == ResourceKind::buffer; };
  const auto buffer = std::ranges::find_if(group.resources, is_buffer);
  HEADROOM_EXPECTS(group.replicas == 1 && buffer != group.resources.end() &&
                   std::ranges::count_if(group.resources, is_buffer) == 1);
  consumer.buffer = static_cast<std::uint16_t>(buffer - group.resources.begin());
  consumer.paired = group.partitions.count > 0;
  if (consumer.paired)
    group.replicas = std::min(group.partitions.count, network_.groups[consumer.group].replicas);
  network_.consumers.push_back(consumer);
}

void Assembly::add_source(const ClassEntry& entry) {
  const std::optional<Target> target = directory_->resolve(entry.target);
  HEADROOM_EXPECTS(target.has_value());
  const std::uint32_t group = group_of(target->component);
  Source source;
  source.request_class = entry.request_class;
  source.balancer = balancer({true, entry.request_class, group, notes_[group].policy});
  source.entry = entry_of(*target);
  source.priority = entry.priority;
  if (entry.deadline) source.deadline = *entry.deadline;
  source.arrivals = entry.arrivals;
  source.arrivals.spacing = entry.arrivals.spacing.scaled(1.0 / entry.arrivals.spacing.mean());
  if (notes_[group].think_site != kNone) {
    source.think_site = notes_[group].think_site;
    source.think_group = group;
  }
  network_.sources.push_back(std::move(source));
}

std::optional<Diagnostic> Assembly::memory_problem() const {
  double all = 0.0;
  const Group* largest = nullptr;
  for (const Group& group : network_.groups) {
    all += state_bytes(group);
    if (largest == nullptr || state_bytes(group) > state_bytes(*largest)) largest = &group;
  }
  if (all <= kMaximumStateBytes) return std::nullopt;
  const auto& typed = directory_->component(largest->component)->parameters;
  const char* parameter = largest->scaling             ? "/max_replicas"
                          : typed.contains("replicas") ? "/replicas"
                                                       : "";
  return Diagnostic{Severity::error,
                    Fault::limit_reached,
                    "too-many-replicas",
                    {},
                    "/components/" + largest->component + parameter,
                    std::to_string(most_replicas(*largest)) + " replicas need about " +
                        gibibytes(state_bytes(*largest)) + " of memory and all components " +
                        gibibytes(all) + "; the limit is " + gibibytes(kMaximumStateBytes),
                    "model a smaller system with a proportional load"};
}

Result<Network> Assembly::finish(const std::vector<ClassEntry>& entries) {
  for (const PendingCall& pending : calls_) join_call(pending);
  for (const auto& [queue, consumer] : consumers_) join_consumer(queue, consumer);
  std::vector<ClassEntry> sorted = entries;
  std::ranges::sort(sorted, {}, &ClassEntry::request_class);
  for (const ClassEntry& entry : sorted) add_source(entry);
  if (auto problem = memory_problem()) return *std::move(problem);
  lay_out(network_);
  return std::move(network_);
}

}  // namespace headroom::network
