#include "core/sim/trace.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

namespace headroom::sim {

using network::Op;

namespace {

constexpr unsigned kDroppedBits = 47;  // 5 bits of the mantissa remain: 32 buckets an octave
constexpr unsigned kIndexBits = 28;
constexpr unsigned kKindBits = 4;

std::uint64_t packed(const TracePart& part) {
  return (std::uint64_t{part.node} << (kIndexBits + kKindBits)) |
         (static_cast<std::uint64_t>(part.kind) << kIndexBits) | part.index;
}

/// The group that a run-time number belongs to; `first` is the member that says where groups begin.
std::size_t group_at(const network::Network& network, std::uint32_t number,
                     std::uint32_t network::Group::*first) {
  const auto after = std::ranges::upper_bound(network.groups, number, {}, first);
  return static_cast<std::size_t>(after - network.groups.begin()) - 1;
}

}  // namespace

Trace::Trace(const network::Network& network)
    : network_(&network), classes_(network.sources.size()) {
  std::uint32_t resources = 0;
  std::uint32_t sites = 0;
  for (const network::Group& group : network.groups) {
    first_resource_.push_back(resources);
    first_site_.push_back(sites);
    resources += static_cast<std::uint32_t>(group.resources.size());
    sites += static_cast<std::uint32_t>(group.sites.size());
  }
}

std::uint32_t Trace::bucket_of(double response_s) {
  return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(response_s) >> kDroppedBits);
}

// ---------------------------------------------------------------- paths

Trace::Track& Trace::track(std::uint32_t id) {
  if (id >= tracks_.size()) tracks_.resize(std::max<std::size_t>(id + 1, 2 * tracks_.size()));
  return tracks_[id];
}

std::uint32_t Trace::child_node(std::uint32_t parent, std::uint32_t group, std::uint32_t entry,
                                std::uint32_t call) {
  const auto [known, is_new] = node_numbers_.emplace(std::tuple(parent, group, entry),
                                                     static_cast<std::uint32_t>(nodes_.size()));
  if (is_new)
    nodes_.push_back({parent, group, entry, call});
  else
    nodes_[known->second].call = std::min(nodes_[known->second].call, call);
  return known->second;
}

std::uint32_t Trace::number_of(const TracePart& part) {
  const auto [known, is_new] =
      part_numbers_.emplace(packed(part), static_cast<std::uint32_t>(parts_.size()));
  if (is_new) parts_.push_back(part);
  return known->second;
}

void Trace::add(Track& track, PartKind kind, std::uint32_t index, double seconds) {
  const std::uint32_t part = number_of({track.node, kind, index});
  const auto known = std::ranges::find(track.path, part, &Segment::part);
  if (known == track.path.end())
    track.path.push_back({part, seconds});
  else
    known->seconds += seconds;
}

/// What went on since the last time, up to now.
void Trace::charge(Track& track, double now) {
  const double elapsed = now - track.since;
  track.since = now;
  const double own = std::exchange(track.own, -1.0);
  if (elapsed <= 0.0) return;
  if (own < 0.0) return add(track, track.kind, track.index, elapsed);
  const double alone = std::min(own, elapsed);
  add(track, PartKind::service, track.index, alone);
  if (elapsed > alone) add(track, PartKind::waiting, track.index, elapsed - alone);
}

void Trace::look_at_site(Track& track, const Context& context, std::uint32_t site) const {
  const std::size_t group = group_at(*network_, context.site_base, &network::Group::first_site);
  track.kind = PartKind::pause;
  track.index = first_site_[group] + site;
}

/// What goes on from the step on, if it blocks.
void Trace::look_at(Track& track, const Context& context, const network::Step& step) {
  switch (step.op) {
    case Op::serve:
    case Op::acquire:
    case Op::dispatch: {
      const std::size_t group =
          group_at(*network_, context.resource_base, &network::Group::first_resource);
      track.kind = PartKind::waiting;
      track.index = first_resource_[group] + step.resource;
      break;
    }
    case Op::redeliver: {
      const network::Consumer& consumer = network_->consumers[step.site];
      track.kind = PartKind::waiting;
      track.index = first_resource_[consumer.buffer_group] + consumer.buffer;
      break;
    }
    case Op::delay:
      look_at_site(track, context, step.site);
      break;
    default:
      track.kind = PartKind::network;
      track.index = 0;
  }
}

// ---------------------------------------------------------------- what the event loop tells

void Trace::begin(std::uint32_t id, std::uint32_t request_class, double now) {
  const network::Source& source = network_->sources[request_class];
  Track& its = track(id);
  its.traced = true;
  its.node = child_node(kNone, network_->balancers[source.balancer].group, source.entry, kNone);
  its.since = now;
  its.path.clear();
  add(its, PartKind::visits, 0, 1.0);
}

void Trace::step(std::uint32_t id, const Context& context, const network::Step& step, double now) {
  Track& its = track(id);
  if (!its.traced) return;
  charge(its, now);
  look_at(its, context, step);
}

void Trace::pause(std::uint32_t id, const Context& context, std::uint32_t site, double now) {
  Track& its = track(id);
  if (!its.traced) return;
  charge(its, now);
  look_at_site(its, context, site);
}

void Trace::serve(std::uint32_t id, double now) {
  Track& its = track(id);
  if (!its.traced) return;
  charge(its, now);
  its.kind = PartKind::service;
}

void Trace::share(std::uint32_t id, double own) { track(id).own = own; }

void Trace::call(std::uint32_t child, std::uint32_t caller, std::uint32_t index, bool awaited,
                 double now) {
  branch(child, caller, now);
  Track& its = track(child);
  its.traced = its.traced && awaited;
  if (!its.traced) return;
  const network::CallSite& call = network_->calls[index];
  its.node = child_node(its.node, network_->balancers[call.balancer].group, call.entry, index);
  add(its, PartKind::visits, 0, 1.0);
}

void Trace::branch(std::uint32_t child, std::uint32_t origin, double now) {
  track(std::max(child, origin));  // both exist: references stay
  const Track& from = tracks_[origin];
  Track& its = tracks_[child];
  its = from;
  its.kind = PartKind::network;
  its.index = 0;
  its.since = now;
  its.own = -1.0;
}

void Trace::abandon(std::uint32_t id) { track(id).traced = false; }

void Trace::move(std::uint32_t id, std::uint32_t group, std::uint32_t entry, double now) {
  Track& its = track(id);
  if (!its.traced) return;
  charge(its, now);
  its.node = child_node(its.node, group, entry, kNone);
  add(its, PartKind::visits, 0, 1.0);
}

void Trace::ride(std::uint32_t id, std::uint32_t group, std::uint32_t pool, double now) {
  Track& its = track(id);
  if (!its.traced) return;
  charge(its, now);
  its.kind = PartKind::waiting;
  its.index = first_resource_[group] + pool;
}

void Trace::resume(std::uint32_t id, double now) {
  Track& its = track(id);
  if (its.traced) charge(its, now);
}

void Trace::come_back(std::uint32_t id, double now) {
  Track& its = track(id);
  if (!its.traced) return;
  charge(its, now);
  if (nodes_[its.node].parent != kNone) its.node = nodes_[its.node].parent;
}

void Trace::copy(std::uint32_t copy, std::uint32_t origin, double now) {
  resume(origin, now);
  branch(copy, origin, now);
}

void Trace::answer(std::uint32_t caller, std::uint32_t child, double now) {
  Track& its = track(caller);
  if (!its.traced) return;
  its.path.swap(track(child).path);
  its.since = now;
}

void Trace::give_up(std::uint32_t caller, std::uint32_t index, double now) {
  Track& its = track(caller);
  if (!its.traced) return;
  its.kind = PartKind::lost;
  its.index = network_->balancers[network_->calls[index].balancer].group;
  charge(its, now);
}

void Trace::leave(std::uint32_t id, const Context& context, bool failed, double now) {
  Track& its = track(id);
  its.traced = false;
  if (failed) return;
  const double response = now - context.born;
  TracedBucket& bucket = classes_[context.request_class][bucket_of(response)];
  ++bucket.count;
  bucket.response_sum += response;
  if (bucket.parts.size() < parts_.size()) bucket.parts.resize(parts_.size());
  for (const Segment& segment : its.path) bucket.parts[segment.part] += segment.seconds;
}

void Trace::reset() {
  for (auto& buckets : classes_) buckets.clear();
}

}  // namespace headroom::sim
