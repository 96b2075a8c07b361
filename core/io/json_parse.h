// Parses JSON strictly, with the places of everything in it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/io/json.h"

namespace headroom::io {

inline constexpr std::size_t kMaximumDepth = 64;
/// Names and values of one file; about 130 bytes of memory each.
inline constexpr std::size_t kMaximumValues = 2'000'000;

/// A parsed text; its values point into `source`.
struct ParsedText {
  std::unique_ptr<const Source> source;
  Json root;
};

/// `what` names the content in messages: "scenario". Errors: not UTF-8, control characters, no
/// JSON (the first mistake only), duplicate names (all of them), nesting deeper than kMaximumDepth,
/// more than kMaximumValues values (Fault::limit_reached).
Result<ParsedText> parse_json(std::string_view text, const std::string& file,
                              std::string_view what);

}  // namespace headroom::io
