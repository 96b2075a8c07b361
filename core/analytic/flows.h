// How often each step of a program runs: the traffic equations v = e + P^T v over program steps.
// [Jackson 1957; visit ratios in the sense of operational analysis, Denning & Buzen 1978]
#pragma once

#include <cstdint>
#include <vector>

#include "core/network/network.h"

namespace headroom::analytic {

/// The probability that a step ends at its failure target (refused, timed out, a callee or child
/// that failed), by step. Empty: every step succeeds; only `fail` steps make requests fail.
using FailureProbabilities = std::vector<double>;

/// The share of its messages that a step which hands over work without waiting for it (send,
/// dispatch) passes on, by step; the others stay in a backlog that grows. Empty: all.
using PassedOn = std::vector<double>;

/// Mean messages that each consumer takes together, by consumer. Empty: full batches.
using BatchSizes = std::vector<double>;

struct Flows {
  /// The group whose replicas run each step; network::kNone for steps that no request reaches.
  std::vector<std::uint32_t> owner;
  /// [source][step]: mean executions per request, over all replicas.
  std::vector<std::vector<double>> executions;
  /// [source][group]: operations started at it per request, the one where it enters included.
  std::vector<std::vector<double>> operations;
};

/// The step that a failure of `step` leads to; network::kNone when it cannot fail.
std::uint32_t failure_target(const network::Network& network, const network::Step& step);

/// Needs a network without endless amplification (every asynchronous cycle has gain below 1).
Flows flows(const network::Network& network, const FailureProbabilities& failure = {},
            const PassedOn& passed_on = {}, const BatchSizes& batches = {});

/// Share of the messages of a buffer that this consumer takes: competing consumers take them in
/// proportion to their number.
double consumer_share(const network::Network& network, const network::Consumer& consumer);

}  // namespace headroom::analytic
