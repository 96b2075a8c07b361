// What the simulator knows about the world: component kinds, sizes and prices, templates.
#pragma once

#include <span>
#include <string_view>

#include "core/network/kind.h"

namespace headroom::models {

/// The component kinds of this program, in the order in which documentation lists them.
network::KindList builtin_kinds();

/// A data file embedded in the binary.
struct DataFile {
  std::string_view name;  ///< without folder and extension: "compute"
  std::string_view text;  ///< JSON, UTF-8
};

/// The catalogue of sizes and prices (models/catalog), sorted by name.
std::span<const DataFile> catalogue_files();

/// Scenarios to start from (models/templates), sorted by name.
std::span<const DataFile> templates();

}  // namespace headroom::models
