// The parts of docs/FORMAT.md that come from the program's own tables.
#pragma once

#include <string>

#include "core/network/kind.h"

namespace headroom::docs {

/// Markdown: one section for each component kind, with its table of parameters.
std::string kinds_section(const network::KindList& kinds);
/// Markdown: every field of a scenario outside its components, with its path.
std::string fields_section(const network::KindList& kinds);
/// Markdown: what a quantity of each dimension may be typed in.
std::string units_section();
/// Markdown: every named season with its source.
std::string seasons_section();

}  // namespace headroom::docs
