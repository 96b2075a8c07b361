#include "models/kinds/usage_rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace headroom::models {

std::string short_number(double value) {
  const double magnitude = value == 0.0 ? 0.0 : std::floor(std::log10(std::abs(value)));
  const double scale = std::pow(10.0, 2.0 - std::min(magnitude, 2.0));
  char buffer[400];  // the longest double in fixed notation has 309 digits
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::round(value * scale) / scale,
                                 std::chars_format::fixed);
  return {buffer, end.ptr};
}

void append(std::vector<architecture::Usage>& rows, const std::vector<architecture::Usage>& more) {
  rows.insert(rows.end(), more.begin(), more.end());
}

std::string name_in_catalogue(const std::string& id) { return id.substr(id.find(':') + 1); }

std::string evidence_of(const architecture::Settings& settings, const std::string& parameter) {
  const auto& stated = settings.component().evidence;
  if (const auto found = stated.find(parameter); found != stated.end()) return found->second;
  return settings.typed(parameter) ? "scenario" : "assumption";
}

}  // namespace headroom::models
