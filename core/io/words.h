// Words of messages: safe for terminals whatever the file holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/printable.h"

namespace headroom::io {

/// `printable` in double quotes; of a long text the beginning.
std::string in_quotes(std::string_view text);

/// "a, b, c".
std::string listed(const std::vector<std::string>& words);

/// A user's mistake without a place.
Diagnostic input_mistake(std::string code, std::string message, std::string hint = "");

}  // namespace headroom::io
