// Parameters as the numbers that builders take.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/architecture/settings.h"

namespace headroom::models {

inline constexpr double kBytesPerGib = 1024.0 * 1024.0 * 1024.0;

/// A count; an interval counts at its median, rounded.
std::uint32_t whole(const architecture::Settings& settings, std::string_view parameter);

/// The same; `absent` where it has no value.
std::uint32_t whole_or(const architecture::Settings& settings, std::string_view parameter,
                       std::uint32_t absent);

}  // namespace headroom::models
