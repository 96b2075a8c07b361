// The compiled model: flat arrays of resources, replicas and request programs. Immutable. The
// discrete-event engine and the analytic solver both read it; neither knows what drew it.
//
// A program is a run of steps in `Network::steps`. Steps name resources and draw sites RELATIVE to
// the replica that executes them: one program serves all replicas of a group.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/base/units.h"
#include "core/network/gates.h"
#include "core/random/distribution.h"
#include "core/scaling/horizontal.h"
#include "core/workload/arrivals.h"

namespace headroom::network {

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint32_t kUnlimited = std::numeric_limits<std::uint32_t>::max();

enum class Op : std::uint8_t {
  end,      ///< reply to the caller (or leave the system); failed if the context is marked failed
  serve,    ///< resource = station, site = demand in seconds at speed 1; a = pc when turned away
  delay,    ///< site = time; a = the end of a racer that yields and begins with this, or none: it
            ///< may come too late for what follows
  acquire,  ///< resource = pool; a = pc when turned away or out of patience
  release,  ///< resource = pool
  branch,   ///< jump to a with the probability `probability()`, site = uniform draws
  jump,     ///< to a
  call,     ///< a = call site; waits for the reply; site = pc if nobody wants it any more, or none
  spawn,    ///< a = call site; does not wait (a parallel call; see join); flag = Race
  fork,     ///< a = pc of a branch program run by a child in the same replica; does not wait;
            ///< flag = Race
  detach,   ///< a = pc of a branch program in the same replica that nobody waits for; it takes over
            ///< all that is held
  join,     ///< waits for all spawned and forked children; a = pc when one of them failed. In a
            ///< race site = how many of them must succeed; a = pc when no longer so many can
  send,     ///< a = call site; a detached message, nobody waits for its end
  dispatch,   ///< resource = buffer: wait until a consumer is free, move into its replica;
              ///< flag = Again
  redeliver,  ///< the handling of a message has failed: it comes back, or the program goes on.
              ///< site = its consumer
  turn,       ///< of messages that are handled together, one that the steps from a on have not run
              ///< for goes on there; after the last the program goes on. site = its consumer
  fail,       ///< mark the context failed and jump to a
  recover,    ///< clear the failure mark (an ignored failure)
  admit,      ///< resource = gate, flag = Attempted; a = pc when a call is not to be made
  report,     ///< resource = gate, flag = Attempted: how the call ended that it let through
  arrive,     ///< the engine's own: end of the hop to the callee (step 0 of every network)
  reply       ///< the engine's own: end of the hop back (step 1 of every network)
};

/// A spawn or fork whose join goes on without the last. Their join follows them at once.
enum Race : std::uint8_t {
  kNoRace = 0,
  kRunsOn = 1,  ///< what comes too late runs to its end
  kYields = 2   ///< what comes too late gives up where it next can (see CallSite::cancels)
};

/// Flag of a dispatch that a message comes back to.
enum Again : std::uint8_t { kFirstTime = 0, kAgain = 1 };

/// Flags of admit and report.
enum Attempted : std::uint8_t { kRetry = 1, kSucceeded = 2 };

struct Step {
  Op op = Op::end;
  std::uint8_t flag = 0;
  std::uint16_t resource = 0;  ///< relative to the replica
  std::uint32_t site = kNone;  ///< relative to the replica
  std::uint32_t a = kNone;
  float probability = 0.0F;
};
static_assert(sizeof(Step) == 16);

enum class ResourceKind : std::uint8_t { station, pool, buffer, gate };
enum class Discipline : std::uint8_t {
  fcfs,               ///< `capacity` servers (whole), one queue in the `order` of the resource
  processor_sharing,  ///< n jobs run at min(1, capacity/n) each; capacity may be fractional
  preemptive,         ///< `capacity` servers (whole) run the requests of highest priority; whoever
                      ///< is driven out goes on later where it stopped (preemptive-resume)
  token_bucket,       ///< a rate limit: a demand is a number of tokens; `speed` of them come back
                      ///< per second and server, `burst` are saved up at most. Nothing takes time
                      ///< but the wait for tokens, first in first out
};

/// Who is next of those that wait for a station, a token or a consumer.
enum class Order : std::uint8_t {
  fifo,
  lifo,
  priority,  ///< the smallest Source::priority, first in first out among equals (head of line)
  deadline,  ///< who works for the request whose Source::deadline ends first; without one, last
};

inline constexpr std::size_t kMaximumClasses = 65535;
inline constexpr std::size_t kMaximumRacers = 256;  ///< children of one race

/// Priorities are 0 (first) to 15.
inline constexpr std::uint8_t kPriorities = 16;

/// Lost speed of a shared processor whose m = min(jobs, capacity) running jobs hinder each other:
/// together they do m / (1 + contention (m - 1) + coherency m (m - 1)). [Gunther, Guerrilla
/// Capacity Planning, 2007, ch. 4: the universal scalability law]
struct Scalability {
  double contention = 0.0;  ///< sigma, ratio >= 0
  double coherency = 0.0;   ///< kappa, ratio >= 0

  /// Work done per second by `busy` >= 0 running jobs.
  [[nodiscard]] double speed(double busy) const {
    const double others = busy > 1.0 ? busy - 1.0 : 0.0;
    return busy / (1.0 + contention * others + coherency * busy * others);
  }

  friend bool operator==(const Scalability&, const Scalability&) = default;
};

/// Load shedding of pools by the age of their line: while nobody's wait got down to the target in
/// the interval before, those who waited longer than twice the target are turned away at their
/// turn.
struct Shedding {
  Seconds target;    ///< > 0
  Seconds interval;  ///< > 0

  friend bool operator==(const Shedding&, const Shedding&) = default;
};

/// Station: c servers. Pool: tokens held across other steps. Buffer: messages waiting for
/// consumers. Gate: decides whether calls are made, holds nobody.
struct Resource {
  std::string label;  ///< "CPU", "IOPS", "threads", "connections", "messages"
  ResourceKind kind = ResourceKind::station;
  Discipline discipline = Discipline::fcfs;
  double capacity = 1.0;         ///< servers, tokens; unused for buffers
  double speed = 1.0;            ///< work per second and server; demand/speed = service time
  Order order = Order::fifo;     ///< of whoever waits; not for shared and preemptive stations
  Scalability scalability = {};  ///< shared processors only
  std::uint32_t burst = 1;       ///< token buckets only: tokens, at least 1
  std::uint32_t waiting_limit = kUnlimited;  ///< places in the waiting room; 0 = loss system
  std::uint32_t gate = kNone;                ///< gates: index into Network::gates
  std::uint32_t timeout = kNone;             ///< pools, buffers: longest wait, in Network::timeouts
  std::uint32_t patience = kNone;  ///< pools: site of the longest wait of each, instead of timeout
  /// Pools: site of the set-up of a token that is used for the first time, or was free for longer
  /// than `keep_warm`; whoever takes it waits for it.
  std::uint32_t set_up = kNone;
  Seconds keep_warm = Seconds(0.0);
  std::optional<Shedding> shedding = std::nullopt;  ///< pools
  std::uint32_t batch = 1;  ///< buffers: messages handed over at a time, at most
  /// Buffers: how long a message waits for a full batch, in Network::timeouts; kNone: not at all.
  std::uint32_t linger = kNone;
  /// Buffers: a message whose handling fails comes back, at `again`, until it was handed over so
  /// often; then it has failed and goes on at `dead`, if there is such a program. With
  /// `visibility`, in Network::timeouts, so long after it was last handed over, whether it failed
  /// or takes long.
  std::uint32_t most_deliveries = 1;
  std::uint32_t visibility = kNone;
  std::uint32_t again = kNone;
  std::uint32_t dead = kNone;

  /// Of one server while all are busy: less than `speed` where they hinder each other.
  [[nodiscard]] double full_speed() const { return speed * scalability.speed(capacity) / capacity; }
  /// Whether somebody may leave its line without having been served.
  [[nodiscard]] bool turns_away() const {
    return waiting_limit != kUnlimited || timeout != kNone || patience != kNone || shedding;
  }
  /// Buffers: whether a message may be handed over again, or is counted as handed over too often.
  [[nodiscard]] bool redelivers() const { return again != kNone; }

  friend bool operator==(const Resource&, const Resource&) = default;
};

/// Where random numbers are drawn: one stream per (component, replica, purpose).
struct Site {
  std::string purpose;  ///< path in the architecture, e.g. "page/0/cpu": stable under what-ifs
  random::Distribution distribution = random::Distribution::deterministic(0.0);
  bool uniform =
      false;  ///< draws from [0, 1) for branches and random choice, `distribution` unused

  friend bool operator==(const Site&, const Site&) = default;
};

/// What a message belongs to by its key. Partition p is that of replica p mod n.
struct Partitions {
  std::uint32_t count = 0;  ///< 0: there are none, a balancer chooses by its policy
  double hottest = 0.0;     ///< share of partition 0, the others are alike; 0: all are

  /// Share of a replica out of `replicas` <= count.
  [[nodiscard]] double share(std::uint32_t replica, std::uint32_t replicas) const {
    const double first = hottest > 0.0 ? hottest : 1.0 / count;
    const double other = count > 1 ? (1.0 - first) / (count - 1.0) : 0.0;
    const std::uint32_t owned = (count - replica + replicas - 1) / replicas;
    return replica == 0 ? first + (owned - 1) * other : owned * other;
  }

  friend bool operator==(const Partitions&, const Partitions&) = default;
};

/// The number of replicas follows the mean use of a station, as a HorizontalPodAutoscaler makes it
/// (core/scaling/horizontal.h). A replica asks for all servers of its station.
struct Autoscaling {
  std::uint16_t resource = 0;  ///< the station, relative to the replica
  std::uint32_t least = 1;     ///< replicas, at least 1
  std::uint32_t most = 1;
  double target = 0.8;     ///< mean busy share of the stations, > 0
  double tolerance = 0.1;  ///< share of the target by which use may be off
  Seconds period;          ///< between looks, and over which use is measured; > 0
  Seconds start_up;        ///< until a new replica serves
  scaling::ScalingRules growth = {};
  scaling::ScalingRules shrinking = {};

  friend bool operator==(const Autoscaling&, const Autoscaling&) = default;
};

/// The first `count` replicas of a group are slower than the others: older hardware, a neighbour
/// that takes their share.
struct SlowReplicas {
  std::uint32_t count = 0;  ///< below that of the replicas
  double speed = 1.0;       ///< of their servers / of the others', > 0

  friend bool operator==(const SlowReplicas&, const SlowReplicas&) = default;
};

/// n replicas of one component. Replica r uses resources [first_resource + r * resources, ...) of
/// the run-time state and likewise for sites; blueprints are shared.
struct Group {
  std::string component;
  std::string kind;
  std::uint32_t replicas = 1;
  std::uint32_t first_resource = 0;  ///< run-time index of replica 0's first resource
  std::uint32_t first_site = 0;      ///< run-time index of replica 0's first site
  std::vector<Resource> resources;   ///< blueprint of one replica
  std::vector<Site> sites;           ///< blueprint of one replica
  Partitions partitions = {};
  SlowReplicas slow = {};
  /// Then `replicas` is what the autoscaler starts from, or where it rests under some load.
  std::optional<Autoscaling> scaling = std::nullopt;

  /// Of the servers of a replica, relative to those of the blueprint.
  [[nodiscard]] double speed_of(std::uint32_t replica) const {
    return replica < slow.count ? slow.speed : 1.0;
  }

  friend bool operator==(const Group&, const Group&) = default;
};

enum class Policy : std::uint8_t { round_robin, random, least_outstanding, power_of_two };

/// Chooses a replica of `group` for each call that goes through it.
struct Balancer {
  std::uint32_t group = 0;
  Policy policy = Policy::random;
  std::string owner;  ///< component in whose name it draws

  friend bool operator==(const Balancer&, const Balancer&) = default;
};

/// Where one operation calls another.
struct CallSite {
  std::uint32_t balancer = 0;
  std::uint32_t entry = 0;           ///< pc of the callee's program
  std::uint32_t hop_out = kNone;     ///< caller's site: network time to the callee
  std::uint32_t hop_back = kNone;    ///< caller's site: network time of the reply
  std::uint32_t timeout = kNone;     ///< index into Network::timeouts
  std::uint32_t on_failure = kNone;  ///< caller's pc when the call failed or timed out
  /// The timeout is a deadline that the callee knows: what it and all that it calls have not begun
  /// by then is given up, by the failure exits of their steps. Who is being served is served.
  bool cancels = false;

  friend bool operator==(const CallSite&, const CallSite&) = default;
};

/// A group whose replicas take messages from a buffer: pool `pool` holds its consumers.
struct Consumer {
  std::uint32_t buffer_group = 0;
  std::uint16_t buffer = 0;  ///< resource of the buffer, relative to replica 0 of buffer_group
  std::uint32_t group = 0;
  std::uint16_t pool = 0;   ///< relative resource of the consumers' pool
  std::uint32_t entry = 0;  ///< pc of the handling program; it starts with the token already held
  /// Replica r of the buffer's group is for replica r of this group alone; else all are for all.
  bool paired = false;
};

/// Where requests of one class come from. Rate or population belong to the window, not to the
/// network.
struct Source {
  std::string request_class;
  std::uint32_t balancer = 0;
  std::uint32_t entry = 0;
  std::uint32_t think_site =
      kNone;  ///< closed class: site (relative to replica 0 of `think_group`)
  std::uint32_t think_group = kNone;
  workload::Arrivals arrivals = {};  ///< of open classes; spacing with mean 1
  std::uint8_t priority = 0;         ///< of its requests and all they call; 0 goes first
  /// From arrival; a request that is not done by then has failed, and gives up as in a call that
  /// cancels.
  Seconds deadline = Seconds(std::numeric_limits<double>::infinity());
  [[nodiscard]] bool closed() const { return think_group != kNone; }

  friend bool operator==(const Source&, const Source&) = default;
};

struct Operation {
  std::uint32_t group = 0;
  std::string name;
  std::uint32_t entry = 0;
  std::uint32_t end = 0;  ///< one past its last step
};

struct Network {
  std::vector<Step> steps;
  std::vector<Group> groups;
  std::vector<Balancer> balancers;
  std::vector<CallSite> calls;
  std::vector<Consumer> consumers;
  std::vector<Gate> gates;        ///< distinct rules
  std::vector<Seconds> timeouts;  ///< distinct constants; one timer lane each
  std::vector<Source> sources;    ///< one per request class, sorted by name
  std::vector<Operation> operations;
  std::uint32_t resource_count = 0;  ///< run-time resources over all replicas
  std::uint32_t site_count = 0;

  [[nodiscard]] std::uint32_t group_named(const std::string& component) const;  ///< kNone if absent
};

/// The rate of a source from some time on, linear up to the next point.
struct RatePoint {
  Seconds at;
  PerSecond rate;
};
/// Points in order of time, the first at 0. Two at the same time are a jump; after the last the
/// rate stays.
using RateProfile = std::vector<RatePoint>;

/// The load of one window: for each source its rate (open) or its population (closed).
struct Load {
  struct Entry {
    PerSecond rate;
    std::uint32_t population = 0;
    RateProfile profile = {};  ///< transients only, instead of `rate`; empty: the rate is constant
  };
  std::vector<Entry> sources;
};

}  // namespace headroom::network
