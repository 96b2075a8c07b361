// What the months use of the price list, and the bills.
#pragma once

#include <string>
#include <vector>

#include "core/architecture/settings.h"
#include "core/architecture/usage.h"
#include "core/base/result.h"
#include "core/cost/bill.h"
#include "core/projection/model.h"
#include "core/projection/year.h"

namespace headroom::projection {

/// What a component did in a month. `index` counts from the start of the horizon.
architecture::Activity activity_of(const Model& model, const std::string& component,
                                   const MonthWalk& month, int index);

/// Mean GiB stored by a component in month `index`: the middle of the month counts.
double stored_gib(const Model& model, const std::string& component, int index);

/// Everything billed in the month: components by name, then the platform's fixed costs.
std::vector<architecture::Usage> usage_of(const Model& model, const MonthWalk& month, int index);

/// Errors: items that no price list has.
Result<cost::Bill> bill_of(const Model& model, const MonthWalk& month, int index);

}  // namespace headroom::projection
