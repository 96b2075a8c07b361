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
/// A rate as in scenario files, above 0 and up to 1e9 rps, which may be left out: "120", "1.2k
/// rps".
Take rate_into(std::optional<double>& target);
/// "5 %" or "0.05", above 0 and at most 1.
Take ratio_into(double& target);

/// The shortest text that these read back as the same value: "5 %".
std::string as_typed(double value, architecture::Dimension dimension);

}  // namespace headroom::cli
