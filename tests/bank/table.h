// The bank as a table of docs/VALIDATION.md.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "tests/bank/cases.h"
#include "tests/bank/scores.h"

namespace headroom::bank {

/// One row a family and one of all; `exact` counts the exact comparisons by family.
std::string families_table(const std::vector<Family>& families, const std::vector<Case>& cases,
                           const std::map<std::string, std::size_t>& exact,
                           std::span<const Score> scores);

/// One line for each that is compared by formulas alone, with the reason.
std::string not_simulated_list(const std::vector<Case>& cases);

/// One line for each, by family.
std::string inexpressible_list(const std::vector<Family>& families,
                               const std::vector<Inexpressible>& missing);

}  // namespace headroom::bank
