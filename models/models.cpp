#include "models/models.h"

#include <memory>
#include <utility>
#include <vector>

#include "models/kinds/kinds.h"

namespace headroom::models {

// An explicit list: a static library drops object files that nobody names.
network::KindList builtin_kinds() {
  std::vector<std::unique_ptr<const network::ComponentKind>> kinds;
  kinds.push_back(client_kind());
  kinds.push_back(load_balancer_kind());
  kinds.push_back(service_kind());
  kinds.push_back(worker_kind());
  kinds.push_back(database_kind());
  kinds.push_back(cache_kind());
  kinds.push_back(message_queue_kind());
  kinds.push_back(object_storage_kind());
  kinds.push_back(external_api_kind());
  return network::KindList(std::move(kinds));
}

}  // namespace headroom::models
