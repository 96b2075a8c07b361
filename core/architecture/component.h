// What a CTO draws: components with parameters, and operations made of steps. A regular value.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/architecture/parameter.h"
#include "core/base/units.h"

namespace headroom::architecture {

struct Step;
using Steps = std::vector<Step>;

/// "api.page": an operation of a component. The operation may be empty where the kind has only one.
struct Target {
  std::string component;
  std::string operation;

  friend auto operator<=>(const Target&, const Target&) = default;
};

/// A random amount as typed: seconds for times, a count for I/O operations.
struct Amount {
  random::Distribution distribution = random::Distribution::deterministic(0.0);
  std::string typed;

  friend bool operator==(const Amount&, const Amount&) = default;
};

/// {"cpu": "4 ms"}: CPU time on one reference vCPU (relative speed 1.0), holding nothing else.
struct CpuWork {
  Amount demand;
  friend bool operator==(const CpuWork&, const CpuWork&) = default;
};
/// {"io": 3}: storage operations, one after the other. Only kinds with storage accept it.
struct IoWork {
  Amount operations;
  friend bool operator==(const IoWork&, const IoWork&) = default;
};
/// {"wait": "exponential(1 ms)"}: time that no modelled resource spends.
struct Wait {
  Amount time;
  friend bool operator==(const Wait&, const Wait&) = default;
};
/// {"failures": "50 %", "min_calls": 20, "window": "10 s", "open": "5 s", "probes": 1} or
/// {"slow_after": "2 s", "slow": "80 %", "calls": 100}: a circuit breaker; see
/// core/network/gates.h.
struct Breaker {
  Ratio failures = Ratio(0.5);
  std::uint32_t min_calls = 20;
  std::optional<std::uint32_t> calls = std::nullopt;  ///< count these instead of a window
  Seconds window = Seconds(10.0);
  Seconds open = Seconds(5.0);
  std::uint32_t probes = 1;
  std::optional<Seconds> slow_after = std::nullopt;  ///< without it no call is slow
  std::optional<Ratio> slow = std::nullopt;          ///< 100 %
  friend bool operator==(const Breaker&, const Breaker&) = default;
};
/// {"like": "grpc", "tokens": 10}: what retries are paid from; see core/network/gates.h.
struct RetryBudget {
  std::string like = "grpc";                             ///< grpc, aws or envoy
  std::optional<std::uint32_t> tokens = std::nullopt;    ///< grpc 10, aws 500
  std::optional<double> token_ratio = std::nullopt;      ///< grpc 0.1: brought by a success
  std::optional<Ratio> share = std::nullopt;             ///< envoy 20 %
  std::optional<std::uint32_t> at_least = std::nullopt;  ///< envoy 3
  friend bool operator==(const RetryBudget&, const RetryBudget&) = default;
};

/// {"call": "db.read", "timeout": "500 ms", "retries": 2, "backoff": "50 ms", "times": 3,
/// "optional": true}, {"call": "db.read", "deadline": "500 ms", "hedge_after": "20 ms"}
struct Call {
  Target target;
  std::optional<Seconds> timeout;      ///< per attempt; the work goes on at the callee
  std::optional<Seconds> deadline;     ///< the same, known to the callee, which gives up
  std::uint32_t retries = 0;           ///< attempts after the first, 0 to 100
  std::optional<Amount> backoff;       ///< time between attempts; none = at once
  std::optional<Seconds> hedge_after;  ///< without a reply for so long: another attempt beside it
  std::uint32_t hedges = 1;            ///< such attempts, 1 to 10; the first reply counts
  std::optional<Breaker> breaker = std::nullopt;
  std::optional<RetryBudget> retry_budget = std::nullopt;
  Amount times{random::Distribution::deterministic(1.0), "1"};  ///< one after the other
  bool optional = false;                                        ///< a failure is ignored
  friend bool operator==(const Call&, const Call&) = default;
};
/// {"read_through": "cache", "miss": [...]}: the cache first; the miss steps with 1 - hit ratio.
struct ReadThrough {
  std::string cache;
  Steps miss;
  friend bool operator==(const ReadThrough&, const ReadThrough&);
};
/// {"send": "emails"}: hands a message to a queue and does not wait for its handling.
struct Send {
  Target target;
  friend bool operator==(const Send&, const Send&) = default;
};
/// {"parallel": [[...], [...], [...]], "wait_for": 2, "cancel_rest": true}: all branches at once;
/// goes on when all have ended, or so many have succeeded.
struct Parallel {
  std::vector<Steps> branches;
  std::optional<std::uint32_t> wait_for = std::nullopt;  ///< at most the branches; none = all
  bool cancel_rest = false;  ///< the others give up when the step is done
  friend bool operator==(const Parallel&, const Parallel&);
};
/// {"choose": [{"probability": "60 %", "steps": [...]}, ...]}: exactly one; probabilities sum to 1.
struct Choose {
  struct Branch {
    Ratio probability;
    Steps steps;
    friend bool operator==(const Branch&, const Branch&);
  };
  std::vector<Branch> branches;
  friend bool operator==(const Choose&, const Choose&);
};
/// {"repeat": [...], "again": "25 %"}: the steps once, then again with this probability
/// (geometric).
struct Repeat {
  Steps steps;
  Ratio again;
  friend bool operator==(const Repeat&, const Repeat&);
};
/// {"fail": "1 %"}: the request fails here with this probability.
struct Fail {
  Ratio probability;
  friend bool operator==(const Fail&, const Fail&) = default;
};
/// {"after_reply": [...]}: the caller gets its answer; these steps go on for nobody, with the
/// thread of the request (the second phase of layered queueing networks). Last step of an
/// operation.
struct AfterReply {
  Steps steps;
  friend bool operator==(const AfterReply&, const AfterReply&);
};

/// {"each": [...]}: in the handling of messages that are taken together, the steps that run for
/// each of them, one after the other.
struct Each {
  Steps steps;
  friend bool operator==(const Each&, const Each&);
};

/// One step of an operation. `kinds` translate steps to the closed set of core/network.
struct Step {
  std::variant<CpuWork, IoWork, Wait, Call, ReadThrough, Send, Parallel, Choose, Repeat, Fail,
               AfterReply, Each>
      action;

  friend bool operator==(const Step&, const Step&) = default;
};

inline bool operator==(const ReadThrough& a, const ReadThrough& b) {
  return a.cache == b.cache && a.miss == b.miss;
}
inline bool operator==(const Parallel& a, const Parallel& b) {
  return a.branches == b.branches && a.wait_for == b.wait_for && a.cancel_rest == b.cancel_rest;
}
inline bool operator==(const Choose::Branch& a, const Choose::Branch& b) {
  return a.probability == b.probability && a.steps == b.steps;
}
inline bool operator==(const Choose& a, const Choose& b) { return a.branches == b.branches; }
inline bool operator==(const Repeat& a, const Repeat& b) {
  return a.steps == b.steps && a.again == b.again;
}
inline bool operator==(const AfterReply& a, const AfterReply& b) { return a.steps == b.steps; }
inline bool operator==(const Each& a, const Each& b) { return a.steps == b.steps; }

struct Component {
  std::string name;
  std::string kind;
  std::string owner;  ///< team, may be empty
  std::string note;   ///< for people, may be empty
  std::map<std::string, Parameter>
      parameters;  ///< only what was typed; defaults come from the kind
  std::map<std::string, Steps> operations;
  /// Where a typed figure comes from: parameter or "operation/0" -> "measured: ...", "vendor: ...",
  /// "assumption: ...". Shown with the results.
  std::map<std::string, std::string> evidence;

  friend bool operator==(const Component&, const Component&) = default;
};

/// Components by name; the order of declaration never matters.
struct Architecture {
  std::map<std::string, Component> components;

  friend bool operator==(const Architecture&, const Architecture&) = default;
};

}  // namespace headroom::architecture
