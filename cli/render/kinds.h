// The kinds of components and their tables of parameters.
#pragma once

#include <string>

#include "cli/render/paint.h"
#include "core/network/kind.h"

namespace headroom::cli {

std::string kinds_table(const network::KindList& kinds, const Paint& paint);
std::string kind_table(const network::ComponentKind& kind, const Paint& paint);
std::string kinds_json(const network::KindList& kinds);
std::string kind_json(const network::ComponentKind& kind);

}  // namespace headroom::cli
