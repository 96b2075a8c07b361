// What the two parts of the notation share. Internal to core/architecture.
#pragma once

#include <string>
#include <string_view>

#include "core/base/diagnostic.h"

namespace headroom::architecture {

Diagnostic notation_error(std::string code, std::string message, std::string hint = "");
std::string quoted(std::string_view text);
std::string trimmed(std::string_view text);
/// Typographic spaces, minus and micro signs as ASCII; without spaces at the ends.
std::string plain_spaces(std::string_view text);

}  // namespace headroom::architecture
