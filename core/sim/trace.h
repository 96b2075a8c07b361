// Where the time of each request went, along its critical path. Private to core/sim; exists only in
// runs that ask for it, in tables beside the contexts.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/network/network.h"
#include "core/sim/context.h"
#include "core/sim/explain.h"

namespace headroom::sim {

/// One operation within the operations that led to it.
struct TraceNode {
  std::uint32_t parent = kNone;
  std::uint32_t group = 0;
  std::uint32_t entry = 0;
  std::uint32_t call = kNone;  ///< the first call site that led here, in the order of programs
};

/// What a part of the time went to. `index`: resources and draw sites counted over the blueprints
/// of all groups.
struct TracePart {
  std::uint32_t node = 0;
  PartKind kind = PartKind::waiting;
  std::uint32_t index = 0;

  friend auto operator<=>(const TracePart&, const TracePart&) = default;
};

/// Requests of one class whose responses fell into one bucket.
struct TracedBucket {
  std::uint64_t count = 0;
  double response_sum = 0.0;
  std::vector<double> parts;  ///< sums, by number of the part; may be short
};

/// The path of a context is the list of all that the time since its request's arrival went to: a
/// call begins with its caller's path, and the caller goes on with the path of the call that woke
/// it. So parallel branches contribute the one that ended last, and the parts of a request add up
/// to its response.
class Trace {
 public:
  explicit Trace(const network::Network& network);

  // What the event loop tells, at the time `now`.

  void begin(std::uint32_t id, std::uint32_t request_class, double now);
  /// The context is about to take a step.
  void step(std::uint32_t id, const Context& context, const network::Step& step, double now);
  /// A time begins that the program does not say: of the site, relative to its replica.
  void pause(std::uint32_t id, const Context& context, std::uint32_t site, double now);
  /// It is served from now on, or runs on a shared processor for `own` seconds if alone.
  void serve(std::uint32_t id, double now);
  void share(std::uint32_t id, double own);
  void call(std::uint32_t child, std::uint32_t caller, std::uint32_t index, bool awaited,
            double now);
  void branch(std::uint32_t child, std::uint32_t origin, double now);
  void abandon(std::uint32_t id);
  /// A message is with its consumer.
  void move(std::uint32_t id, std::uint32_t group, std::uint32_t entry, double now);
  /// Another of its batch goes on for it, with a consumer of `pool`, and then it goes on itself.
  void ride(std::uint32_t id, std::uint32_t group, std::uint32_t pool, double now);
  void resume(std::uint32_t id, double now);
  /// A message that was not handled goes back to its buffer; another delivery of it begins.
  void come_back(std::uint32_t id, double now);
  void copy(std::uint32_t copy, std::uint32_t origin, double now);
  void answer(std::uint32_t caller, std::uint32_t child, double now);
  void give_up(std::uint32_t caller, std::uint32_t index, double now);
  void leave(std::uint32_t id, const Context& context, bool failed, double now);

  void reset();

  // What was found since the last reset.

  /// 32 buckets an octave: 2.2 % wide in the mean.
  static std::uint32_t bucket_of(double response_s);
  [[nodiscard]] const std::vector<TraceNode>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<TracePart>& parts() const { return parts_; }
  /// By source, then by bucket.
  [[nodiscard]] const std::vector<std::map<std::uint32_t, TracedBucket>>& classes() const {
    return classes_;
  }

 private:
  struct Segment {
    std::uint32_t part;
    double seconds;
  };
  struct Track {
    bool traced = false;
    std::uint32_t node = 0;
    PartKind kind = PartKind::waiting;  ///< of what goes on
    std::uint32_t index = 0;
    double since = 0.0;
    double own = -1.0;  ///< on a shared processor: seconds if alone; negative elsewhere
    std::vector<Segment> path;
  };

  Track& track(std::uint32_t id);
  std::uint32_t child_node(std::uint32_t parent, std::uint32_t group, std::uint32_t entry,
                           std::uint32_t call);
  std::uint32_t number_of(const TracePart& part);
  void add(Track& track, PartKind kind, std::uint32_t index, double seconds);
  void charge(Track& track, double now);
  void look_at_site(Track& track, const Context& context, std::uint32_t site) const;
  void look_at(Track& track, const Context& context, const network::Step& step);

  const network::Network* network_;
  std::vector<std::uint32_t> first_resource_;  ///< of each group, in blueprints
  std::vector<std::uint32_t> first_site_;
  std::vector<TraceNode> nodes_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t> node_numbers_;
  std::vector<TracePart> parts_;
  std::unordered_map<std::uint64_t, std::uint32_t> part_numbers_;
  std::vector<Track> tracks_;  ///< by context
  std::vector<std::map<std::uint32_t, TracedBucket>> classes_;
};

}  // namespace headroom::sim
