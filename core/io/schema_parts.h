// Small pieces of JSON Schema (draft 2020-12).
#pragma once

#include <string>
#include <vector>

#include "core/io/json.h"

namespace headroom::io::schema {

Json any_of(std::vector<Json> schemas);
Json one_of(std::vector<Json> schemas);
Json one_word(const std::vector<std::string>& words);  ///< one of these strings
Json pattern(const std::string& regular_expression);   ///< a string that matches
Json array_of(Json items);
/// Objects whose names match and whose values are `values`.
Json map_of(const std::string& names, Json values);
Json reference(const std::string& definition);  ///< to "#/$defs/..."

}  // namespace headroom::io::schema
