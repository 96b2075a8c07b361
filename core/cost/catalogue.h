// Everything that is known about what can be bought: sizes and prices under the same ids.
#pragma once

#include "core/architecture/size.h"
#include "core/cost/price_list.h"

namespace headroom::cost {

struct Catalogue {
  architecture::SizeTable sizes;
  PriceList prices;
};

}  // namespace headroom::cost
