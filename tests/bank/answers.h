// What the program answers to the cases.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/network/performance.h"
#include "core/projection/projection.h"
#include "tests/bank/cases.h"

namespace headroom::bank {

/// Both go the way of the command line: the scenario is read with the shipped kinds and catalogue,
/// and solved at the busiest hour of month 0. On mistakes in the scenario there is no answer.
struct Answer {
  std::string mistakes;
  std::optional<network::Performance> performance;
};

Answer solved(const Case& each);
Answer simulated(const Case& each, std::uint64_t seed);

/// The whole horizon, by formulas.
struct ProjectedAnswer {
  std::string mistakes;
  std::optional<projection::Projection> projection;
};
ProjectedAnswer projected(const Case& each);

}  // namespace headroom::bank
