#include "models/kinds/numbers.h"

#include <cmath>

namespace headroom::models {

std::uint32_t whole(const architecture::Settings& settings, std::string_view parameter) {
  return static_cast<std::uint32_t>(std::lround(settings.number(parameter)));
}

std::uint32_t whole_or(const architecture::Settings& settings, std::string_view parameter,
                       std::uint32_t absent) {
  return settings.has(parameter) ? whole(settings, parameter) : absent;
}

}  // namespace headroom::models
