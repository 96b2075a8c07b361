// Usage x prices = bill. Sums are exact; every line says where its numbers come from.
#pragma once

#include <string>
#include <vector>

#include "core/architecture/usage.h"
#include "core/base/result.h"
#include "core/cost/price_list.h"

namespace headroom::cost {

struct BillLine {
  std::string component;
  std::string item;
  std::string detail;
  double quantity = 0.0;
  PriceUnit unit = PriceUnit::hour;
  Money unit_price;  ///< mean price of one unit after brackets, for display
  Money amount;
  std::string evidence;  ///< of the quantity
  std::string price_source;
  std::string price_as_of;
};

struct Bill {
  std::vector<BillLine> lines;
  Money total;  ///< sum of the lines, to the micro-unit
};

/// Prices one month. Brackets are applied to the sum over components and the saving shared in
/// proportion to quantity. A price that the usage states itself comes before the price list; such a
/// line has no date. Unknown items are errors with the nearest known ids; so is a bill
/// above 1e10 USD (Fault::limit_reached).
Result<Bill> bill(const std::vector<architecture::Usage>& usage, const PriceList& prices);

}  // namespace headroom::cost
