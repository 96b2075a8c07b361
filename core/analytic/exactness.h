// When the formulas are theorems.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analytic/flows.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// What can be said exactly of the steps that run.
struct Exactness {
  /// Every station shares its processor, or is FCFS with one exponential service time for all
  /// visits; replicas are chosen at random; nothing is held, joined, sent, timed out or refused.
  /// [Baskett, Chandy, Muntz & Palacios 1975]
  bool product_form = false;
  /// The only station is FCFS servers with any service, and a request visits it at most once.
  bool single_queue = false;
  /// The group of the M/M/c station when a response is nothing but one visit of it.
  std::optional<std::uint32_t> only_station;
  /// The same with a waiting room, M/M/c/K.
  std::optional<std::uint32_t> only_room;
  /// The only station is one server that goes by priority, head of line or preemptive-resume, and
  /// all requests of one priority run the same service, at most once. [Cobham 1954; Kleinrock,
  /// Queueing Systems II, 1976, 3.3]
  bool priority_queue = false;
  /// As only_station, of one server, one copy and one class whose arrivals are not Poisson; then
  /// nothing else is exact.
  std::optional<std::uint32_t> single_server;
};

/// `runs`: whether requests of each source come.
Exactness exactness(const network::Network& network, const Flows& flows,
                    const std::vector<bool>& runs);

}  // namespace headroom::analytic
