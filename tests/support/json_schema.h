// Checks JSON against the part of JSON Schema (draft 2020-12) that the project's schemas use.
// Unknown keywords fail, so that no schema can say what nobody checks.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace headroom::testing {

/// What is wrong, each with its JSON pointer; empty: valid.
std::vector<std::string> schema_problems(const nlohmann::json& schema,
                                         const nlohmann::json& document);

}  // namespace headroom::testing
