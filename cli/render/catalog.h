// Sizes and prices, with date and source.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/render/paint.h"
#include "core/architecture/size.h"
#include "core/cost/price_list.h"

namespace headroom::cli {

/// Prices whose id or description contains `part`, letters of either case alike; by id.
std::vector<const cost::Price*> matching(const cost::PriceList& prices, std::string_view part);

/// `did you mean "aws:m6i.large"?` where nothing matches, or an empty string.
std::string nearest_to(const cost::PriceList& prices, std::string_view part);

/// The sources follow the prices, by number and whole.
std::string catalog_table(const std::vector<const cost::Price*>& prices, const Paint& paint);
std::string catalog_json(const std::vector<const cost::Price*>& prices,
                         const architecture::SizeTable& sizes);

}  // namespace headroom::cli
