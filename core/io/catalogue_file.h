// Catalogue files (headroom-catalogue/1): dated, sourced sizes and prices.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/cost/catalogue.h"

namespace headroom::io {

/// Adds the rows of one file; a later row replaces an earlier one of the same id. Errors (all at
/// once): rows without date or source, negative prices, brackets out of order, unknown units.
Result<cost::Catalogue> add_catalogue(cost::Catalogue base, std::string_view text,
                                      const std::string& file);

}  // namespace headroom::io
