// What the program knows by itself: kinds, sizes and prices.
#pragma once

#include "core/cost/catalogue.h"
#include "core/network/kind.h"

namespace headroom::cli {

struct Knowledge {
  network::KindList kinds;
  cost::Catalogue catalogue;
};

/// Kinds and catalogue as built into the program.
Knowledge builtin_knowledge();

}  // namespace headroom::cli
