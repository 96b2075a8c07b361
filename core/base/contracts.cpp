#include "core/base/contracts.h"

namespace headroom {

void contract_violated(const char* kind, const char* condition, const std::source_location& where) {
  throw ContractViolation(std::string(kind) + " broken: " + condition + " in " +
                          where.function_name() + " (" + where.file_name() + ":" +
                          std::to_string(where.line()) + ")");
}

}  // namespace headroom
