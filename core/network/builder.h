// How a component kind writes its stations, pools and programs.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/architecture/component.h"
#include "core/network/network.h"

namespace headroom::network {

/// A resource of the component being built, relative to its replica.
struct ResourceRef {
  std::uint16_t index = 0;
};

struct StationOptions {
  Discipline discipline = Discipline::fcfs;
  double capacity = 1.0;
  double speed = 1.0;
  std::uint32_t waiting_limit = kUnlimited;
  Order order = Order::fifo;
  Scalability scalability = {};
  std::uint32_t burst = 1;  ///< of token buckets
};

struct PoolOptions {
  double tokens = 1.0;
  std::uint32_t waiting_limit = kUnlimited;
  std::optional<Seconds> timeout = std::nullopt;
  Order order = Order::fifo;
  /// Longest wait, drawn for each who waits; not together with timeout.
  std::optional<random::Distribution> patience = std::nullopt;
  /// Set-up of a token (a thread, a sandbox) before its first use, and after `keep_warm` without.
  std::optional<random::Distribution> set_up = std::nullopt;
  Seconds keep_warm = Seconds(0.0);
  std::optional<Shedding> shedding = std::nullopt;
};

struct BufferOptions {
  std::uint32_t waiting_limit = kUnlimited;
  Order order = Order::fifo;
  std::optional<Seconds> retention = std::nullopt;  ///< a message not taken by then is dropped
  /// Messages that a consumer takes at a time, at most: as soon as so many wait, or one of them has
  /// waited for `linger` (nullopt: whatever waits when the consumer is free).
  std::uint32_t batch = 1;
  std::optional<Seconds> linger = std::nullopt;
};

/// What becomes of messages whose handling fails.
struct Redelivery {
  /// Hand-overs of one message, at least 1; the last failure is final.
  std::uint32_t most_deliveries = 1;
  /// So long after it was handed over a message that is not done is there again, also while
  /// somebody still works on it (nullopt: when its handling has failed, at once, and only then).
  std::optional<Seconds> visibility = std::nullopt;
};

struct CallOptions {
  std::optional<Seconds> timeout = std::nullopt;
  std::optional<Policy> policy = std::nullopt;  ///< overrides the callee's own
  std::uint32_t retries = 0;
  std::optional<random::Distribution> backoff = std::nullopt;
  bool ignore_failure = false;
  /// The timeout is a deadline that the callee knows (see CallSite::cancels).
  bool cancels = false;
  /// So many more attempts are started while none has succeeded, each so long after the one before;
  /// the first success counts, the others give up. Not together with retries.
  std::uint32_t hedges = 0;
  Seconds hedge_after = Seconds(0.0);
  /// What the calling replica makes of earlier outcomes; its calls of one component with equal
  /// rules share them. A breaker that refuses fails the call, retries included.
  std::optional<CircuitBreaker> breaker = std::nullopt;
  std::optional<Gate> retry_budget = std::nullopt;  ///< RetryTokens or RetryShare
};

/// When parallel bodies are done with.
struct JoinOptions {
  std::uint32_t wait_for = 0;  ///< successes that are enough, at most the number of bodies; 0: all
  bool cancel_rest = false;    ///< the others give up where they next can, else they run on
};

/// Writes one program. Every step that can fail unwinds by itself: what was acquired is released in
/// reverse order and the failure goes to the caller. What is still held at the end of an operation
/// is released there; a body of choose, parallel or repeat releases what it acquires.
///
/// `purpose` names a draw within the operation: a path in the architecture ("0/cpu"), so that it
/// stays the same under what-ifs (see scope). A purpose used again, with the same distribution,
/// goes on drawing from the same stream: so a body may be written several times in a row.
class ProgramBuilder {
 public:
  virtual ~ProgramBuilder() = default;
  virtual void serve(ResourceRef station, const random::Distribution& demand,
                     const std::string& purpose) = 0;
  virtual void delay(const random::Distribution& time, const std::string& purpose) = 0;
  virtual void acquire(ResourceRef pool) = 0;
  virtual void release(ResourceRef pool) = 0;
  /// Network hops of the callee's group are added by compile (see ComponentBuilder::network_hop).
  virtual void call(const architecture::Target& target, const CallOptions& options,
                    const std::string& purpose) = 0;
  virtual void send(const architecture::Target& target, const std::string& purpose) = 0;
  /// The caller gets its answer here; what follows goes on for nobody, with all that is held. At
  /// most once, and not in a body of choose, parallel or repeat.
  virtual void reply() = 0;
  /// Waits until a consumer of the buffer is free; the program ends here, the consumer's goes on.
  /// Nothing may be held.
  virtual void dispatch(ResourceRef buffer) = 0;
  virtual void fail(double probability, const std::string& purpose) = 0;

  using Body = std::function<void(ProgramBuilder&)>;
  struct Alternative {
    double probability = 1.0;
    Body body;
  };
  /// Exactly one of the alternatives; probabilities sum to 1 (within 1e-9; the last takes the
  /// rest).
  virtual void choose(const std::vector<Alternative>& alternatives, const std::string& purpose) = 0;
  /// All at once, then wait for all, or for as many as the options say. A body that is a single
  /// call becomes a parallel call.
  virtual void parallel(const std::vector<Body>& bodies, const JoinOptions& options) = 0;
  void parallel(const std::vector<Body>& bodies) { parallel(bodies, {}); }
  /// The body once, then again with this probability in [0, 1).
  virtual void repeat(double again, const Body& body, const std::string& purpose) = 0;
  /// Of a program that handles messages, not within another body: the body for each message of
  /// those that were taken together, one after the other.
  virtual void each(const Body& body) = 0;
  /// Names made inside the body get "name/" in front.
  virtual void scope(const std::string& name, const Body& body) = 0;

  /// What the kind of `component` says of its hit ratio (see ComponentKind::hit_ratio): a
  /// read-through is a call of the cache, then a choice. Needs a cache.
  [[nodiscard]] virtual double hit_ratio(const std::string& component) const = 0;
};

/// Writes one component: a group of replicas.
class ComponentBuilder {
 public:
  virtual ~ComponentBuilder() = default;
  virtual void replicas(std::uint32_t count, Policy policy) = 0;  ///< default: 1, random
  /// Makes so many of the replicas slower than the others; comes after replicas, not together with
  /// autoscale.
  virtual void slow(const SlowReplicas& slow) = 0;
  /// The replicas follow the use of the station `of`; `scaling.resource` is set by this.
  virtual void autoscale(ResourceRef of, Autoscaling scaling) = 0;
  /// Network time of one direction of every call TO this component; default none.
  virtual void network_hop(const random::Distribution& one_way) = 0;
  virtual ResourceRef station(const std::string& label, const StationOptions& options) = 0;
  virtual ResourceRef pool(const std::string& label, const PoolOptions& options) = 0;
  virtual ResourceRef buffer(const std::string& label, const BufferOptions& options) = 0;
  /// Messages belong to so many partitions; each is handled by one replica of the only worker.
  /// There is one buffer for each replica that has a partition.
  virtual void partition(const Partitions& partitions) = 0;
  /// `dead` is what is done with a message that was handed over too often, besides failing.
  virtual void redeliver(ResourceRef buffer, const Redelivery& options,
                         const ProgramBuilder::Body& dead) = 0;
  /// Writes the program of an operation.
  virtual void operation(const std::string& name, const ProgramBuilder::Body& body) = 0;
  /// Implicit kinds: the operations that callers ask for.
  [[nodiscard]] virtual std::vector<std::string> requested_operations() const = 0;
  /// Worker: `operation` handles the messages in the buffer of `queue` (one buffer, one replica)
  /// with the consumers in `pool`; its program starts with a consumer held, released at its end. It
  /// runs once for all messages that are taken together.
  virtual void consume(const std::string& queue, const std::string& operation, ResourceRef pool,
                       const ProgramBuilder::Body& body) = 0;
  /// Client: requests of closed classes that enter here think for this long between two requests.
  virtual void think_time(const random::Distribution& time) = 0;
};

}  // namespace headroom::network
