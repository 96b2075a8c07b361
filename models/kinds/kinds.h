// One factory per component kind; each is defined in the file of its name.
#pragma once

#include <memory>

#include "core/network/kind.h"

namespace headroom::models {

using KindPointer = std::unique_ptr<const network::ComponentKind>;

KindPointer service_kind();

}  // namespace headroom::models
