// Between the load as typed and the load of a scenario.
#pragma once

#include "core/io/load_fields.h"

namespace headroom::io {

/// Fills the load, the targets and the response sizes of the classes. Mistakes that need more than
/// one field go to the reader; `json` is the value of "load".
void take_load(Reader& reader, const Json& json, const LoadText& text,
               projection::Scenario& scenario);

LoadText load_text_of(const projection::Scenario& scenario);

}  // namespace headroom::io
