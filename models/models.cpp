#include "models/models.h"

#include <memory>
#include <utility>
#include <vector>

#include "models/kinds/kinds.h"

namespace headroom::models {

// An explicit list: a static library drops object files that nobody names.
network::KindList builtin_kinds() {
  std::vector<std::unique_ptr<const network::ComponentKind>> kinds;
  kinds.push_back(service_kind());
  return network::KindList(std::move(kinds));
}

}  // namespace headroom::models
