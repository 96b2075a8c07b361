// When the formulas are theorems.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/network/network.h"

namespace headroom::analytic {

/// What decides whether answers are exact, of the steps that run.
struct Exactness {
  /// All means, for Poisson arrivals: every station shares its processor, or is FCFS with one
  /// exponential service time for all visits; replicas are chosen at random; nothing is held,
  /// joined, sent, timed out or refused. [Baskett, Chandy, Muntz & Palacios 1975] Also when the
  /// only station is one FCFS server with any service that a request visits once. [Pollaczek 1930]
  bool means = false;
  /// The group of the M/M/c station when a response is nothing but one visit of it.
  std::optional<std::uint32_t> only_station;
};

/// `owner` as in Flows; `step_rate`: executions per second of each step.
Exactness exactness(const network::Network& network, const std::vector<std::uint32_t>& owner,
                    const std::vector<double>& step_rate);

}  // namespace headroom::analytic
