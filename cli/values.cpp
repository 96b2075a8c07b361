#include "cli/values.h"

#include <charconv>
#include <cmath>

#include "core/architecture/notation.h"

namespace headroom::cli {
namespace {

using architecture::Dimension;

/// The whole text as a number of this type; nullopt when it is none or does not fit.
template <class Number>
std::optional<Number> parsed(const std::string& text) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

std::string not_whole(const std::string& text, const std::string& range) {
  return "\"" + text + "\" is no whole number " + range;
}

std::string take_whole(const std::string& text, int minimum, int maximum, auto&& assign) {
  const auto value = parsed<int>(text);
  if (!value || *value < minimum || *value > maximum)
    return not_whole(text, "from " + std::to_string(minimum) + " to " + std::to_string(maximum));
  assign(*value);
  return {};
}

/// "120", "1.2k": a number that lacks its unit, in or out of range.
bool is_bare(std::string text) {
  if (text.ends_with('k') || text.ends_with('M')) text.pop_back();
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec != std::errc::invalid_argument && read.ptr == end && !std::isnan(value) &&
         !(std::isinf(value) && read.ec == std::errc());
}

/// What an option takes: one value above 0.
struct Expected {
  Dimension dimension = Dimension::number;
  std::string bare_unit;  ///< taken where none is typed
  double most = 0.0;
  std::string range;  ///< "above 0 and at most 100 %, such as 5% or 0.05"
};

/// The value, or what is wrong with the text.
struct OneValue {
  double value = 0.0;
  std::string wrong;
};

OneValue refused(const std::string& text, const std::string& why, const Expected& expected) {
  return {0.0, "\"" + text + "\" is " + why + "; expected a value " + expected.range};
}

OneValue in_range(double value, const std::string& text, const Expected& expected) {
  if (value <= 0.0) return refused(text, "not above 0", expected);
  if (value > expected.most) return refused(text, "too large", expected);
  return {value, ""};
}

OneValue one_value(const std::string& text, const Expected& expected) {
  if (text.find(" to ") != std::string::npos) return refused(text, "an interval", expected);
  const std::string typed = is_bare(text) ? text + expected.bare_unit : text;
  const auto read = architecture::parse_quantity(typed, expected.dimension);
  if (read) return in_range(read->low, text, expected);
  const Diagnostic& first = read.diagnostics().all().front();
  if (first.code == "unknown-unit") {
    const std::string hint = first.hint.empty() ? "" : "; " + first.hint;
    return {0.0, first.message + hint};
  }
  if (first.code == "negative") return refused(text, "not above 0", expected);
  return refused(text, first.code == "out-of-range" ? "out of range" : "not a number", expected);
}

}  // namespace

Take whole_into(std::uint64_t& target) {
  return [&target](const std::string& text) -> std::string {
    const auto value = parsed<std::uint64_t>(text);
    if (!value) return not_whole(text, "from 0 to 18446744073709551615");
    target = *value;
    return {};
  };
}

Take whole_into(std::optional<int>& target, int minimum, int maximum) {
  return [&target, minimum, maximum](const std::string& text) {
    return take_whole(text, minimum, maximum, [&](int value) { target = value; });
  };
}

Take whole_into(unsigned& target, int minimum, int maximum) {
  return [&target, minimum, maximum](const std::string& text) {
    return take_whole(text, minimum, maximum,
                      [&](int value) { target = static_cast<unsigned>(value); });
  };
}

Take rate_into(std::optional<double>& target) {
  // As for the loads of a scenario.
  const Expected expected = {Dimension::rate, "rps", 1e9,
                             "above 0 and at most 1000000000 rps, such as 120 or 1.2k"};
  return [&target, expected](const std::string& text) {
    const OneValue read = one_value(text, expected);
    if (read.wrong.empty()) target = read.value;
    return read.wrong;
  };
}

Take ratio_into(double& target) {
  const Expected expected = {Dimension::ratio, "", 1.0,
                             "above 0 and at most 100 %, such as 5% or 0.05"};
  return [&target, expected](const std::string& text) -> std::string {
    const auto plain = parsed<double>(text);
    const bool finite = plain && std::isfinite(*plain);
    const OneValue read = finite ? in_range(*plain, text, expected) : one_value(text, expected);
    if (read.wrong.empty()) target = read.value;
    return read.wrong;
  };
}

std::string as_typed(double value, Dimension dimension) {
  return architecture::write_quantity(Uncertain::exact(value), dimension);
}

}  // namespace headroom::cli
