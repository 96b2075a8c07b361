// What the user asks: a system, its load, its targets, over a horizon. A regular value.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/architecture/component.h"
#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/base/units.h"
#include "core/workload/load.h"

namespace headroom::projection {

/// Limits to keep; an absent one is not judged. Latency and errors are judged at the peak hour.
struct Targets {
  std::optional<Seconds> latency_p50;
  std::optional<Seconds> latency_p95;
  std::optional<Seconds> latency_p99;
  std::optional<Ratio> error_ratio;
  std::optional<Ratio> utilization;  ///< of every station
  std::optional<Money> monthly_cost;

  friend bool operator==(const Targets&, const Targets&) = default;
};

struct Horizon {
  Month start;
  int months = 12;  ///< 1 to 120

  friend bool operator==(const Horizon&, const Horizon&) = default;
};

struct Prices {
  std::string provider = "aws";
  std::string region = "us-east-1";
  std::string currency = "USD";
  std::string overlay;  ///< file with own prices, relative to the scenario; may be empty

  friend bool operator==(const Prices&, const Prices&) = default;
};

/// A monthly cost that belongs to no component: {"cluster": {"item": "aws:eks.cluster-hour",
/// "quantity": 1}}.
struct PlatformCost {
  std::string item;       ///< id of the price list
  double quantity = 1.0;  ///< per hour for hourly items, per month for others
  std::string note;

  friend bool operator==(const PlatformCost&, const PlatformCost&) = default;
};

struct Scenario {
  std::string name;
  std::string description;
  Horizon horizon;
  Prices prices;
  Targets targets;
  std::map<std::string, Targets> class_targets;  ///< by request class; only latency and errors
  workload::Load load;
  architecture::Architecture architecture;
  std::map<std::string, PlatformCost> platform;
  std::vector<std::string> assumptions;  ///< typed ones; the report adds those of defaults
  /// Mean bytes of a response to users, for egress: by request class; absent = nothing billed.
  std::map<std::string, Bytes> response_size;

  friend bool operator==(const Scenario&, const Scenario&) = default;
};

}  // namespace headroom::projection
