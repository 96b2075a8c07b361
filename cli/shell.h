// Text for shells.
#pragma once

#include <string>

namespace headroom::cli {

/// In single quotes, whatever it contains.
std::string single_quoted(const std::string& text);
/// As it is where a shell takes it so, in single quotes otherwise.
std::string shell_word(const std::string& text);

}  // namespace headroom::cli
