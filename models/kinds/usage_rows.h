// Rows of usage with texts for people.
#pragma once

#include <string>
#include <vector>

#include "core/architecture/settings.h"
#include "core/architecture/usage.h"

namespace headroom::models {

/// At most three significant digits, without exponent below 10^6: "3", "2.5", "0.125", "1234".
std::string short_number(double value);

/// Adds `more` at the end.
void append(std::vector<architecture::Usage>& rows, const std::vector<architecture::Usage>& more);

/// "aws:m6i.large" -> "m6i.large".
std::string name_in_catalogue(const std::string& id);

/// Where a quantity comes from: what was typed for `parameter`, or that its default was assumed.
std::string evidence_of(const architecture::Settings& settings, const std::string& parameter);

}  // namespace headroom::models
