// The whole command line, as a function.
#pragma once

#include <string>
#include <vector>

#include "cli/session.h"

namespace headroom::cli {

/// Runs one command. `arguments` are those after the program's name. Returns an exit code; never
/// throws.
int run(const std::vector<std::string>& arguments, Session session);

}  // namespace headroom::cli
