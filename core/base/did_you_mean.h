// The nearest known word for an unknown one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// Damerau-Levenshtein distance (optimal string alignment), ASCII case-insensitive.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, if it is near enough to be a typing mistake (a third of its
/// length).
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// `did you mean "x"?` or an empty string.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace headroom
