// What a component uses that somebody bills for. Kinds produce it, core/cost prices it.
#pragma once

#include <string>

#include "core/base/units.h"

namespace headroom::architecture {

/// One billed quantity over one month.
struct Usage {
  std::string component;  ///< "" for what belongs to the whole system
  std::string item;       ///< id of the price list, e.g. "aws:m6i.large", "aws:alb.lcu-hour"
  double quantity = 0.0;  ///< in the unit of the price: hours, GiB-months, requests, GB
  std::string detail;     ///< for people: "3 x m6i.large", "180 GiB gp3"
  std::string evidence;   ///< where the quantity comes from: "measured", "simulated", "assumption"

  friend bool operator==(const Usage&, const Usage&) = default;
};

/// What a component did in one month, from the hour walk. Inputs of ComponentKind::usage.
struct Activity {
  double hours = 0.0;          ///< hours of the month
  double requests = 0.0;       ///< operations served by the component
  double replica_hours = 0.0;  ///< sum over hours of running replicas
  double stored_gib = 0.0;     ///< mean stored data over the month
  double io_operations = 0.0;  ///< storage operations
  double peak_rps = 0.0;       ///< operations per second in the busiest hour
};

}  // namespace headroom::architecture
