// Checks of a whole scenario, after its fields were read.
#pragma once

#include "core/io/json.h"
#include "core/io/reader.h"
#include "core/io/scenario_file.h"

namespace headroom::io {

/// Provider, region, items of the platform: is there a price of them?
void check_prices(Reader& reader, const Json& root, const ScenarioFile& file);
/// Surges outside the horizon, which do nothing.
void check_surges(Reader& reader, const Json& root, const projection::Scenario& scenario);
/// network::validate and whether the load fits the classes: rates to open ones, users to closed
/// ones. Findings that only follow from mistakes of reading are left out.
void check_architecture(Reader& reader, const Json& root, const ScenarioFile& file,
                        const network::KindList& kinds);

}  // namespace headroom::io
