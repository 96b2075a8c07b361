#include "core/base/contracts.h"

namespace headroom {

void contract_violated(const char* kind, const char* condition, const char* file, int line) {
  throw ContractViolation(std::string(kind) + " broken: " + condition + " (" + file + ":" +
                          std::to_string(line) + ")");
}

}  // namespace headroom
