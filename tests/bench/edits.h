// What projecting again costs after an edit, with the answers of before at hand.
#pragma once

#include <cstdint>
#include <string>

namespace headroom::bench {

/// Prints CPU time and solved windows of a first projection of the scenario in that file, and of
/// one after each of some edits.
void print_edits(const std::string& scenario, std::uint64_t seed);

}  // namespace headroom::bench
