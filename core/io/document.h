// A scenario file with what it extends, as one JSON value.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/io/json.h"

namespace headroom::io {

inline constexpr std::size_t kLongestChain = 16;  ///< files that extend each other

/// What the files say together; every value knows the file it comes from. Parents are linked.
struct Document {
  std::vector<std::unique_ptr<const Source>> sources;
  std::unique_ptr<Json> root;
};

/// Parses the text and, as long as there is an "extends", what it extends, and applies the changes
/// (RFC 7396). Errors: those of parse_json, another format, what-ifs with other fields, files
/// outside the folder, chains that are longer than kLongestChain or closed, unreadable files.
/// Warnings: changes that remove what is not there.
Result<Document> load_document(std::string_view text, const std::string& file);

}  // namespace headroom::io
