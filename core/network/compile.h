// From what is drawn to what is solved.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/architecture/component.h"
#include "core/architecture/size.h"
#include "core/architecture/topology.h"
#include "core/base/result.h"
#include "core/network/kind.h"
#include "core/network/network.h"
#include "core/workload/arrivals.h"

namespace headroom::network {

/// Of one architecture; the solvers and the reports take time and memory for each.
inline constexpr std::size_t kMaximumComponents = 100'000;

/// Where the requests of one class enter. `pointer` is for messages.
struct ClassEntry {
  std::string request_class;
  architecture::Target target;
  std::string pointer;
  workload::Arrivals arrivals = {};
  std::uint8_t priority = 0;
  std::optional<Seconds> deadline = std::nullopt;
};

/// The call graph between operations, from steps and from the kinds' own links, seen from the
/// entries (implicit operations are those that somebody asks for).
architecture::Topology topology_of(const architecture::Architecture& architecture,
                                   const KindList& kinds, const architecture::SizeTable& sizes,
                                   const std::vector<ClassEntry>& entries);

/// All semantic mistakes of an architecture at once: unknown components, operations and kinds,
/// steps a kind does not accept, messages and calls to the wrong kind of component, kinds' own
/// checks, topology. If there are none, also the limits of compile and warnings about times that
/// are probably not meant. Diagnostics carry JSON pointers. Needs what reading a file has checked:
/// parameters by the tables of their kinds, probabilities in range and summing to 1. Of more than
/// kMaximumComponents nothing else is said.
Diagnostics validate(const architecture::Architecture& architecture, const KindList& kinds,
                     const architecture::SizeTable& sizes, const std::vector<ClassEntry>& entries);

/// Needs a valid architecture (see validate); errors are limits (too many replicas or steps).
Result<Network> compile(const architecture::Architecture& architecture, const KindList& kinds,
                        const architecture::SizeTable& sizes,
                        const std::vector<ClassEntry>& entries);

}  // namespace headroom::network
