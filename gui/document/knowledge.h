// What the program knows by itself: kinds, sizes and prices.
#pragma once

#include <memory>

#include "core/cost/catalogue.h"
#include "core/network/kind.h"

namespace headroom::gui {

struct Knowledge {
  network::KindList kinds;
  cost::Catalogue catalogue;
};
using KnowledgePointer = std::shared_ptr<const Knowledge>;

/// Kinds and catalogue as built into the program.
KnowledgePointer builtin_knowledge();

}  // namespace headroom::gui
