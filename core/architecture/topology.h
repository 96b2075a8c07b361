// Questions about who calls whom, asked before anything is simulated (Boost.Graph in the .cpp).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/architecture/component.h"
#include "core/base/diagnostic.h"

namespace headroom::architecture {

/// One arrow of the call graph between operations.
struct Link {
  Target from;
  Target to;
  bool synchronous = true;
  double mean_calls = 1.0;  ///< expected calls or messages per execution of `from`
  std::string pointer;      ///< JSON pointer of the step that makes the call
};

/// Where requests come in: one per request class.
struct Entry {
  Target target;
  std::string pointer;
};

struct Topology {
  std::vector<std::string> components;  ///< all, sorted
  std::vector<Link> links;
  std::vector<Entry> entries;
};

/// Errors: cycles of synchronous calls (prints the cycle a -> b -> a), self calls, asynchronous
/// cycles with amplification >= 1 (spectral radius of the mean calls over the cycle's component).
/// Warnings: components that no request reaches.
Diagnostics check_topology(const Topology& topology);

/// Components on every synchronous path from some entry to some leaf, i.e. articulation points of
/// the undirected component graph seen from the entries: their loss stops a class of requests.
std::vector<std::string> single_points_of_failure(const Topology& topology,
                                                  const std::vector<std::string>& single_replica);

/// The chain of operations with the largest total residence, from `entry` down; `residence_s` gives
/// seconds per execution without callees, by operation.
struct PathStep {
  Target operation;
  double residence_s = 0.0;
};
std::vector<PathStep> critical_path(const Topology& topology, const Target& entry,
                                    const std::map<Target, double>& residence_s);

}  // namespace headroom::architecture
