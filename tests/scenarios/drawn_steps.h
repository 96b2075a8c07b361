// The steps of drawn operations.
#pragma once

#include <string>
#include <vector>

#include "tests/scenarios/choice.h"

namespace headroom::testing {

/// What an operation may do besides computing.
struct Reach {
  std::vector<std::string> calls;   ///< operations, "component.operation"
  std::vector<std::string> queues;  ///< that it may send to
  bool cache = false;               ///< whether it may read through "cache"
  bool batches = false;             ///< whether it handles batches of messages
};

/// A list of steps, as JSON; branches within branches down to `depth`.
std::string drawn_steps(Choice& choice, const Reach& reach, std::uint64_t depth = 2);

/// Steps of a whole operation: the last may go on after the reply.
std::string drawn_operation(Choice& choice, const Reach& reach);

/// Steps of a database.
std::string drawn_query(Choice& choice);

}  // namespace headroom::testing
