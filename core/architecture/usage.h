// What a component uses that somebody bills for. Kinds produce it, core/cost prices it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/money.h"
#include "core/base/units.h"

namespace headroom::architecture {

/// What one unit of a priced item is.
enum class PriceUnit : std::uint8_t {
  hour,       ///< instance-hours, node-hours
  gib_month,  ///< GiB stored for a month of 730 h
  gb,         ///< 10^9 bytes moved
  request,    ///< one request (prices per million are divided when loaded)
  iops_month,
  unit_month  ///< anything else billed by the month
};

/// A price that the scenario itself states for what stands in no price list: a partner's fee per
/// call, a rented server.
struct StatedPrice {
  PriceUnit unit = PriceUnit::hour;
  Money per_million;  ///< price of 1e6 units, so that tiny unit prices lose no digit

  friend bool operator==(const StatedPrice&, const StatedPrice&) = default;
};

/// One billed quantity over one month.
struct Usage {
  std::string component;  ///< "" for what belongs to the whole system
  std::string item;       ///< id of the price list, e.g. "aws:m6i.large", "aws:alb.lcu-hour"
  double quantity = 0.0;  ///< in the unit of the price: hours, GiB-months, requests, GB
  std::string detail;     ///< for people: "3 x m6i.large", "180 GiB gp3"
  std::string evidence;   ///< where the quantity comes from: "measured", "simulated", "assumption"
  std::optional<StatedPrice> stated_price = {};  ///< instead of the price list's

  friend bool operator==(const Usage&, const Usage&) = default;
};

/// What a component did in one month, from the hour walk. Inputs of ComponentKind::usage.
struct Activity {
  double hours = 0.0;            ///< hours of the month
  double requests = 0.0;         ///< operations served by the component
  double replica_hours = 0.0;    ///< sum over hours of running replicas
  double stored_gib = 0.0;       ///< mean stored data over the month
  double io_operations = 0.0;    ///< storage operations
  double response_bytes = 0.0;   ///< sent to users by the component where their requests enter
  std::string provider = "aws";  ///< of the scenario, for what the component's own size leaves open
};

}  // namespace headroom::architecture
