#include "core/sim/station_path.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/base/contracts.h"
#include "core/sim/engine_state.h"

namespace headroom::sim {
namespace {

using Kind = StationPlan::Kind;
using Node = StationPlan::Node;
using Frame = StationPlan::Frame;

constexpr std::uint64_t kBlock = 512;       // arrivals
constexpr std::uint64_t kWorthwhile = 128;  // arrivals, for the way from contexts to rows and back
constexpr std::size_t kShiftsWorthwhile = 32;  // per departure, by insertion

std::uint64_t fingerprint_at(double time) {
  return fingerprint_of(std::bit_cast<std::uint64_t>(time));
}

/// Nearly sorted: by insertion, unless that takes too long.
template <class At>
void sort_by_time(std::vector<At>& all) {
  std::size_t allowed = kShiftsWorthwhile * all.size();
  for (std::size_t i = 1; i < all.size(); ++i) {
    const At moved = all[i];
    std::size_t place = i;
    for (; place > 0 && all[place - 1].time > moved.time; --place) all[place] = all[place - 1];
    all[place] = moved;
    if (allowed < i - place) {
      std::ranges::stable_sort(all, std::ranges::less(), &At::time);
      return;
    }
    allowed -= i - place;
  }
}

/// Consists of a few sorted runs, one after the other.
template <class At>
void merge_runs(std::vector<At>& all, std::vector<At>& scratch) {
  const auto earlier = [](const At& a, const At& b) { return a.time < b.time; };
  auto middle = std::is_sorted_until(all.begin(), all.end(), earlier);
  while (middle != all.end()) {
    const auto end = std::is_sorted_until(middle, all.end(), earlier);
    scratch.resize(static_cast<std::size_t>(end - all.begin()));
    std::merge(all.begin(), middle, middle, end, scratch.begin(), earlier);
    std::ranges::copy(scratch, all.begin());
    middle = end;
  }
}

}  // namespace

// ---------------------------------------------------------------- servers

StationPath::Place::Start StationPath::Place::first_free(double time) const {
  if (!few()) {
    if (free_at.size() < servers && (free_at.empty() || free_at.front() > time))
      return {time, free_at.size()};
    return {std::max(time, free_at.front()), 0};
  }
  double earliest = free_at[0];
  std::size_t server = 0;
  for (std::size_t i = 1; i < free_at.size(); ++i) {
    const bool sooner = free_at[i] < earliest;
    earliest = sooner ? free_at[i] : earliest;
    server = sooner ? i : server;
  }
  return {std::max(time, earliest), server};
}

void StationPath::Place::occupy(std::size_t server, double until) {
  if (few()) {
    free_at[server] = until;
    return;
  }
  const auto later = std::ranges::greater();
  if (server < free_at.size()) {
    std::ranges::pop_heap(free_at, later);
    free_at.back() = until;
  } else {
    free_at.push_back(until);
  }
  std::ranges::push_heap(free_at, later);
}

// ---------------------------------------------------------------- a run

StationPath::StationPath(StationPlan plan) : plan_(std::move(plan)) {}

void StationPath::advance(EngineState& state, std::uint64_t requests, const std::stop_token& stop) {
  const std::uint64_t target = state.roots_left + requests;
  if (requests < state.inside() + kWorthwhile) return;
  if (lines_.empty()) prepare(state);
  load(state);
  const auto arrivals = [&] {  // so few that no more than `requests` can leave
    const std::uint64_t left = target - state.roots_left;
    return left > in_flight() ? std::min(kBlock, left - in_flight()) : 0;
  };
  for (std::uint64_t count = arrivals(); count > 0; count = arrivals()) {
    if (stop.stop_requested() || in_flight() * plan_.depth > state.max_contexts) break;
    if (arrive(state, count) == 0) break;
    for (Line& line : lines_) pass(state, line);
    state.now = horizon_;
    if (count < kWorthwhile) break;
  }
  store(state);
}

void StationPath::prepare(const EngineState& state) {
  next_arrival_.resize(plan_.entries.size());
  for (const StationPlan::Stage& stage : plan_.stages) {
    const network::Group& group = state.network.groups[stage.group];
    Line line;
    line.first_place = static_cast<std::uint32_t>(places_.size());
    line.first_replica = state.first_replica[stage.group];
    line.pool = stage.pool;
    for (std::uint32_t r = 0; r < group.replicas; ++r) {
      Place place;
      place.resource = group.first_resource +
                       static_cast<std::uint32_t>(r * group.resources.size()) + stage.resource;
      place.servers = state.resources[place.resource].capacity;
      if (!stage.pool) place.factor = state.resources[place.resource].inverse_speed;
      places_.push_back(std::move(place));
    }
    lines_.push_back(std::move(line));
  }
}

/// All sources together, in order of time. How many did arrive.
[[gnu::flatten]] std::uint64_t StationPath::arrive(EngineState& state, std::uint64_t count) {
  for (std::uint64_t done = 0; done < count; ++done) {
    const auto earliest = std::ranges::min_element(next_arrival_);
    const double time = *earliest;
    if (time == kEndOfTime) return done;
    const auto index = static_cast<std::size_t>(earliest - next_arrival_.begin());
    SourceState& source = state.sources[index];
    const double gap = source.gaps.next() * source.mean_gap;
    *earliest = source.steady() ? time + gap : source.bend(gap).value_or(kEndOfTime);
    ++state.tallies[index].arrivals;
    fingerprint_ += fingerprint_at(time);
    const std::uint32_t row = new_row();
    rows_[row].born = time;
    go_on(state, row, time, plan_.entries[index]);
    horizon_ = time;
  }
  return count;
}

std::uint32_t StationPath::new_row() {
  if (unused_.empty()) {
    rows_.emplace_back();
    return static_cast<std::uint32_t>(rows_.size() - 1);
  }
  const std::uint32_t row = unused_.back();
  unused_.pop_back();
  return row;
}

/// All that takes no time, up to the next station or the end.
inline void StationPath::go_on(EngineState& state, std::uint32_t id, double time,
                               std::uint32_t at) {
  Row& row = rows_[id];
  for (;;) {
    const Node& node = plan_.nodes[at];
    switch (node.kind) {
      case Kind::branch: {
        const std::uint32_t base = state.replicas[replica_of(node, row)].site_base;
        const bool jumps =
            state.sites[base + node.object].next() < static_cast<double>(node.probability);
        at = jumps ? node.other : node.next;
        break;
      }
      case Kind::enter: {
        std::uint32_t replica = node.replica;
        if (node.slot != StationPlan::kNoSlot) {
          replica = state.balancers[node.object].choose(state.replicas);
          row.replicas[node.slot] = replica;
        }
        state.replicas.enter(replica, time);
        at = node.next;
        break;
      }
      case Kind::leave:
        state.replicas.leave(replica_of(node, row), time);
        at = node.next;
        break;
      case Kind::exit:
        state.tallies[node.request_class].response_s.record(time - row.born);
        ++state.roots_left;
        drop(id);
        return;
      case Kind::station:
        row.node = at;
        row.arrived = time;
        lines_[node.object].arriving.push_back({time, id});
        return;
    }
  }
}

/// Serves what has arrived at a station, and lets go on what it is done with.
[[gnu::flatten]] void StationPath::pass(EngineState& state, Line& line) {
  resume(state, line);
  merge_runs(line.arriving, scratch_);
  for (const At& each : line.arriving) {
    Place& place = place_of(line, rows_[each.row]);
    if (!place.waiting.empty() || !begin(state, line, place, each.row, each.time))
      place.waiting.push_back(each.row);
  }
  line.arriving.clear();
  sort_by_time(line.leaving);
  std::size_t gone = 0;
  for (; gone < line.leaving.size() && line.leaving[gone].time <= horizon_; ++gone) {
    const At each = line.leaving[gone];
    fingerprint_ += fingerprint_at(each.time);
    go_on(state, each.row, each.time, plan_.nodes[rows_[each.row].node].next);
  }
  line.leaving.erase(line.leaving.begin(),
                     line.leaving.begin() + static_cast<std::ptrdiff_t>(gone));
}

/// Those that waited at the last horizon.
void StationPath::resume(EngineState& state, Line& line) {
  const std::size_t end = &line == &lines_.back() ? places_.size() : (&line + 1)->first_place;
  for (std::size_t i = line.first_place; i < end; ++i) {
    Place& place = places_[i];
    std::size_t begun = 0;
    while (begun < place.waiting.size() &&
           begin(state, line, place, place.waiting[begun], rows_[place.waiting[begun]].arrived))
      ++begun;
    place.waiting.erase(place.waiting.begin(),
                        place.waiting.begin() + static_cast<std::ptrdiff_t>(begun));
  }
}

/// False if it would begin only after the horizon.
inline bool StationPath::begin(EngineState& state, Line& line, Place& place, std::uint32_t id,
                               double asked) {
  const Place::Start start = place.first_free(asked);
  if (start.time > horizon_) return false;
  const Row& row = rows_[id];
  const Node& node = plan_.nodes[row.node];
  const std::uint32_t base = state.replicas[replica_of(node, row)].site_base;
  const double time = state.sites[base + node.site].next() * place.factor;
  const double end = start.time + time;
  place.occupy(start.server, end);
  place.busy_area += end - start.time;
  place.waited += start.time - row.arrived;
  ++place.visits;
  line.leaving.push_back({end, id});
  return true;
}

// ---------------------------------------------------------------- from contexts to rows

void StationPath::load(EngineState& state) {
  rows_.clear();
  unused_.clear();
  fingerprint_ = state.fingerprint;
  horizon_ = state.now;
  std::ranges::fill(next_arrival_, kEndOfTime);
  for (Place& place : places_) place.free_at.assign(place.few() ? place.servers : 0, 0.0);
  for (; !state.events.empty(); state.events.pop()) {
    const Key event = state.events.top();
    const std::uint32_t who = who_of(event);
    if (who < state.first_lane)
      next_arrival_[who] = time_of(event);
    else
      load_served(state, time_of(event), who - state.first_context);
  }
  state.events = EventSet();
  load_waiting(state);
}

void StationPath::load_served(EngineState& state, double end, std::uint32_t context) {
  const std::uint32_t id = row_of(state, context);
  Line& line = lines_[plan_.nodes[rows_[id].node].object];
  Place& place = place_of(line, rows_[id]);
  place.occupy(place.first_free(state.now).server, end);
  place.busy_area += end;
  if (!line.pool) ++place.visits;
  line.leaving.push_back({end, id});
}

void StationPath::load_waiting(EngineState& state) {
  for (Place& place : places_) {
    ResourceState& resource = state.resources[place.resource];
    while (resource.head != kNone) {
      const std::uint32_t context = resource.head;
      const double arrived = state.contexts[context].mark;
      resource.dequeue(state.contexts, arrived);
      place.waiting.push_back(row_of(state, context));
      rows_[place.waiting.back()].arrived = arrived;
    }
  }
}

/// Frees the context and its callers.
std::uint32_t StationPath::row_of(EngineState& state, std::uint32_t context) {
  const std::uint32_t id = new_row();
  Row& row = rows_[id];
  const Context& leaf = state.contexts[context];
  std::uint32_t frame = frame_of(state, leaf);
  row.node = plan_.places.at({frame, leaf.pc});
  for (std::uint32_t at = context; at != kNone; frame = plan_.frames[frame].parent) {
    const Context& its = state.contexts[at];
    if (plan_.frames[frame].slot != StationPlan::kNoSlot)
      row.replicas[plan_.frames[frame].slot] = its.replica;
    row.born = its.born;
    state.contexts.free(std::exchange(at, its.parent));
  }
  return id;
}

std::uint32_t StationPath::frame_of(const EngineState& state, const Context& context) const {
  if (context.parent == kNone) return plan_.nodes[plan_.entries[context.request_class]].frame;
  return plan_.callees.at({frame_of(state, state.contexts[context.parent]), context.call});
}

// ---------------------------------------------------------------- and back

void StationPath::store(EngineState& state) {
  state.fingerprint = fingerprint_;
  for (Place& place : places_) state.resources[place.resource].free = place.servers;
  for (std::uint32_t i = 0; i < next_arrival_.size(); ++i)
    if (next_arrival_[i] < kEndOfTime)
      state.events.push(make_key(next_arrival_[i], state.sequence++, i));
  for (Line& line : lines_) store_served(state, line);
  store_places(state);
}

void StationPath::store_served(EngineState& state, Line& line) {
  for (const At& each : line.leaving) {
    Place& place = place_of(line, rows_[each.row]);
    const std::uint32_t pc = plan_.nodes[rows_[each.row].node].pc;
    const std::uint32_t context = context_of(state, each.row, line.pool ? pc + 2 : pc);
    if (!line.pool) {
      state.contexts[context].mark_as(kServed);
      --place.visits;
    }
    --state.resources[place.resource].free;
    place.busy_area -= each.time;
    state.events.push(make_key(each.time, state.sequence++, state.first_context + context));
  }
  line.leaving.clear();
}

void StationPath::store_places(EngineState& state) {
  for (Place& place : places_) {
    ResourceState& resource = state.resources[place.resource];
    resource.busy_area += std::exchange(place.busy_area, 0.0);
    resource.wait_sum += place.waited;
    resource.queue_area += std::exchange(place.waited, 0.0);
    resource.visits += std::exchange(place.visits, 0);
    for (const std::uint32_t row : place.waiting)
      resource.enqueue(state.contexts, context_of(state, row, plan_.nodes[rows_[row].node].pc),
                       rows_[row].arrived);
    place.waiting.clear();
  }
}

std::uint32_t StationPath::context_of(EngineState& state, std::uint32_t row, std::uint32_t pc) {
  const std::uint32_t id = context_in(state, rows_[row], plan_.nodes[rows_[row].node].frame);
  state.contexts[id].pc = pc;
  return id;
}

/// With its callers, which are at the steps that call.
std::uint32_t StationPath::context_in(EngineState& state, const Row& row, std::uint32_t frame) {
  const Frame& its = plan_.frames[frame];
  std::uint32_t parent = kNone;
  if (its.parent != kNone) {
    parent = context_in(state, row, its.parent);
    state.contexts[parent].pc = its.call_pc;
  }
  const std::uint32_t id =
      state.contexts.make(its.request_class, state.sources[its.request_class].priority);
  Context& context = state.contexts[id];
  context.parent = parent;
  context.call = its.call;
  context.mark_as(parent == kNone ? kRoot : kAwaited);
  if (parent == kNone) context.born = row.born;
  context.replica = its.slot == StationPlan::kNoSlot ? its.replica : row.replicas[its.slot];
  context.resource_base = state.replicas[context.replica].resource_base;
  context.site_base = state.replicas[context.replica].site_base;
  return id;
}

}  // namespace headroom::sim
