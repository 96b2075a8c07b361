// Components as they stand in a scenario.
#pragma once

#include "core/architecture/component.h"
#include "core/io/json.h"
#include "core/io/reader.h"
#include "core/io/values.h"
#include "core/network/kind.h"

namespace headroom::io {

/// Every component is there afterwards, without what has a mistake. Unknown kinds are left to
/// network::validate.
void read_components(Reader& reader, const Json& json, const network::KindList& kinds,
                     architecture::Architecture& out);
/// Needs known kinds.
Json write_components(const Writer& writer, const architecture::Architecture& architecture,
                      const network::KindList& kinds);
/// The definition "components".
Json components_schema(const network::KindList& kinds);

}  // namespace headroom::io
