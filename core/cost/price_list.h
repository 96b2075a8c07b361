// Dated, sourced prices. Filled from models/catalog by core/io; nothing here knows a provider.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/architecture/usage.h"
#include "core/base/money.h"

namespace headroom::cost {

using architecture::PriceUnit;

/// Marginal bracket: applies to the quantity above `from` up to the next bracket, per month over
/// the whole account (tiers are cumulative over components).
struct Bracket {
  double from = 0.0;
  Money price_per_million;  ///< price of 1e6 units, so that tiny unit prices lose no digit
};

struct Price {
  std::string id;  ///< "aws:m6i.large"
  PriceUnit unit = PriceUnit::hour;
  std::vector<Bracket> brackets;  ///< ascending, first from == 0
  std::string region;
  std::string as_of;  ///< "2026-07-20" or coarser
  std::string source;
  std::string confidence;  ///< high, medium, low, assumption, believed
  std::string description;
};

class PriceList {
 public:
  void add(Price price);  ///< a later entry of the same id replaces the earlier (overlays)
  [[nodiscard]] const Price* find(const std::string& id) const;
  [[nodiscard]] std::vector<std::string> ids() const;
  [[nodiscard]] const std::map<std::string, Price>& all() const { return prices_; }
  /// The newest date among the prices, e.g. "2026-07-30".
  [[nodiscard]] std::string as_of() const;

 private:
  std::map<std::string, Price> prices_;
};

}  // namespace headroom::cost
