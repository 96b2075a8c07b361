// Values of options: each takes text, checks its range and says what is wrong.
#pragma once

#include <cstdint>
#include <optional>

#include "cli/arguments.h"
#include "core/architecture/parameter.h"

namespace headroom::cli {

/// A whole number from 0 to 2^64 - 1.
Take whole_into(std::uint64_t& target);
/// A whole number in a range, both ends included.
Take whole_into(std::optional<int>& target, int minimum, int maximum);
Take whole_into(unsigned& target, int minimum, int maximum);
/// A quantity with its unit as in scenario files, above 0. `bare_unit` is taken where none is
/// typed.
Take quantity_into(std::optional<double>& target, architecture::Dimension dimension,
                   const std::string& bare_unit);
/// "5 %" or "0.05", above 0 and at most 1.
Take ratio_into(double& target);

/// The shortest text that these read back as the same value: "5 %".
std::string as_typed(double value, architecture::Dimension dimension);

}  // namespace headroom::cli
