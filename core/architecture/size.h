// What a size ("aws:m6i.large") brings. Filled from the catalogue; prices are elsewhere
// (core/cost).
#pragma once

#include <map>
#include <optional>
#include <string>

namespace headroom::architecture {

struct Size {
  std::string id;
  double vcpus = 1.0;
  double memory_gib = 0.0;
  /// CPU speed of one vCPU relative to the reference (AWS m6i = 1.0). Where nobody measured it, that
  /// of the same generation of compute machines, or 1.0.
  double relative_speed = 1.0;
  bool speed_measured = false;
  std::optional<double> network_gbps;
  std::optional<double> max_connections;  ///< the engine's default on this size
  std::optional<double> cpu_baseline_ratio;  ///< burstable: sustained share of each vCPU
  std::string engine;  ///< managed databases and caches: "postgresql", "valkey"; else empty

  friend bool operator==(const Size&, const Size&) = default;
};

using SizeTable = std::map<std::string, Size>;

}  // namespace headroom::architecture
