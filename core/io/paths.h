// Files that scenarios refer to: only in the folder of the file that names them, or below.
#pragma once

#include <string>

#include "core/base/result.h"

namespace headroom::io {

/// The path of `name`, which `file` mentions. Errors: absolute names, and names that lead out of
/// the folder of `file`, links followed. The file need not exist.
Result<std::string> path_below(const std::string& file, const std::string& name);
/// The same for names that may not lead into folders below either: what a file says relative to its
/// folder then holds for the other file too.
Result<std::string> file_beside(const std::string& file, const std::string& name);

}  // namespace headroom::io
