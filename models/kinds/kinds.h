// One factory per component kind; each is defined in the file of its name.
#pragma once

#include <memory>

#include "core/network/kind.h"

namespace headroom::models {

using KindPointer = std::unique_ptr<const network::ComponentKind>;

KindPointer client_kind();
KindPointer load_balancer_kind();
KindPointer service_kind();
KindPointer worker_kind();
KindPointer database_kind();
KindPointer cache_kind();
KindPointer message_queue_kind();
KindPointer object_storage_kind();
KindPointer external_api_kind();

}  // namespace headroom::models
