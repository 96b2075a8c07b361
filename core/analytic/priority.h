// Who waits how long where classes have priorities.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analytic/time.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// What one class brings to a server, the first of highest priority.
struct PriorityFlow {
  double arrival_rate = 0.0;  ///< per second, Poisson
  Time service;
};

/// Mean waits at one server that serves the class of highest priority next and drives nobody out
/// (head of line): W_k = R / ((1 - s_{k-1}) (1 - s_k)), s_k the utilisation by classes up to k, R =
/// sum lambda E[S^2] / 2. Needs a utilisation below 1. [Cobham, Oper. Res. 2 (1954)]
std::vector<double> head_of_line_waits(const std::vector<PriorityFlow>& flows);

/// Mean responses at one server whose class of highest priority drives out others, which go on
/// where they stopped: T_k = S_k / (1 - s_{k-1}) + R_k / ((1 - s_{k-1}) (1 - s_k)), R_k of classes
/// up to k. Needs a utilisation below 1. [Kleinrock, Queueing Systems II, 1976, 3.3]
std::vector<double> preemptive_resume_responses(const std::vector<PriorityFlow>& flows);

/// What a class waits in the mean / what all would wait first in, first out. Head of line: as at
/// one server, exact for M/G/1 and for M/M/c whose classes have one service time [Kella & Yechiali,
/// Oper. Res. 33 (1985)]. Preemptive: one server as above; several by the waits of the classes up
/// to each, which do not see the others: exact for one exponential service time. 1 for all where
/// nobody waits. Needs a utilisation below 1.
std::vector<double> wait_ratios(const std::vector<PriorityFlow>& flows, int servers,
                                bool preemptive);

/// The network with programs of their own for the classes of each priority, so that each may wait
/// for its own time; the same groups, consumers and sources. nullopt where that would change
/// nothing: no two classes differ, or no resource looks at priorities.
std::optional<network::Network> split_by_priority(const network::Network& network);

/// The different priorities of the sources, the highest (least) first.
std::vector<std::uint8_t> priority_levels(const network::Network& network);

/// By step: position in priority_levels of the classes that may run it; network::kNone where these
/// are of several or none.
std::vector<std::uint32_t> levels_of_steps(const network::Network& network);

/// Whether those who wait there go by priority.
bool serves_by_priority(const network::Resource& resource);

}  // namespace headroom::analytic
