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

/// "120", "1.2k": a number that lacks its unit.
bool is_bare(std::string text) {
  if (text.ends_with('k') || text.ends_with('M')) text.pop_back();
  return parsed<double>(text).has_value();
}

constexpr double kLargestValue = 1e9;  // as for the loads of a scenario

/// One exact value above 0, or what is wrong with the text.
struct OneValue {
  double value = 0.0;
  std::string wrong;
};

OneValue one_value(const std::string& text, Dimension dimension, const std::string& bare_unit) {
  const auto read =
      architecture::parse_quantity(is_bare(text) ? text + bare_unit : text, dimension);
  if (!read) {
    const Diagnostic& first = read.diagnostics().all().front();
    return {0.0, first.message + (first.hint.empty() ? "" : "; " + first.hint)};
  }
  if (!read->is_exact()) return {0.0, "\"" + text + "\" is an interval; one value is needed"};
  if (read->low > kLargestValue) return {0.0, "\"" + text + "\" is above 1000000000"};
  if (read->low <= 0.0) return {0.0, "\"" + text + "\" is not above 0"};
  return {read->low, ""};
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

Take quantity_into(std::optional<double>& target, Dimension dimension,
                   const std::string& bare_unit) {
  return [&target, dimension, bare_unit](const std::string& text) {
    const OneValue read = one_value(text, dimension, bare_unit);
    if (read.wrong.empty()) target = read.value;
    return read.wrong;
  };
}

Take ratio_into(double& target) {
  return [&target](const std::string& text) -> std::string {
    const auto plain = parsed<double>(text);
    const OneValue read =
        plain && *plain > 0.0 ? OneValue{*plain, ""} : one_value(text, Dimension::ratio, "");
    if (!read.wrong.empty()) return read.wrong;
    if (read.value > 1.0) return "\"" + text + "\" is above 100 %";
    target = read.value;
    return {};
  };
}

std::string as_typed(double value, Dimension dimension) {
  return architecture::write_quantity(Uncertain::exact(value), dimension);
}

}  // namespace headroom::cli
