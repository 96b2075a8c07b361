#include "core/architecture/settings.h"

#include <algorithm>

#include "core/architecture/notation.h"
#include "core/base/contracts.h"

namespace headroom::architecture {
namespace {

/// The default of a row, as if it had been typed. A default that cannot be read is a bug.
ParameterValue default_value(const ParameterSpec& spec) {
  if (spec.type == ParameterType::quantity) {
    const auto read = parse_quantity(spec.default_text, spec.dimension);
    HEADROOM_ENSURES(read.ok());
    return *read;
  }
  if (spec.type == ParameterType::distribution) {
    const auto read = parse_distribution(spec.default_text, spec.dimension, nullptr);
    HEADROOM_ENSURES(read.ok());
    return *read;
  }
  if (spec.type == ParameterType::flag) {
    HEADROOM_ENSURES(spec.default_text == "true" || spec.default_text == "false");
    return spec.default_text == "true";
  }
  return std::string(spec.default_text);
}

}  // namespace

Settings::Settings(const Component& component, std::span<const ParameterSpec> table,
                   const SizeTable& sizes)
    : component_(&component), table_(table), sizes_(&sizes) {}

const ParameterSpec& Settings::spec(std::string_view name) const {
  const auto found = std::ranges::find(table_, name, &ParameterSpec::name);
  HEADROOM_EXPECTS(found != table_.end());
  return *found;
}

std::optional<ParameterValue> Settings::value(std::string_view name) const {
  const ParameterSpec& row = spec(name);
  const auto typed = component_->parameters.find(std::string(name));
  if (typed != component_->parameters.end()) return typed->second.value;
  if (row.default_text.empty()) return std::nullopt;
  return default_value(row);
}

bool Settings::has(std::string_view name) const { return value(name).has_value(); }

bool Settings::typed(std::string_view name) const {
  static_cast<void>(spec(name));  // asking for a name that is not in the table is a bug
  return component_->parameters.contains(std::string(name));
}

std::optional<double> Settings::optional_number(std::string_view name) const {
  HEADROOM_EXPECTS(spec(name).type == ParameterType::quantity);
  const auto found = value(name);
  if (!found) return std::nullopt;
  const auto* number = std::get_if<Uncertain>(&*found);
  HEADROOM_EXPECTS(number != nullptr);
  return number->central();
}

double Settings::number(std::string_view name) const {
  const auto found = optional_number(name);
  HEADROOM_EXPECTS(found.has_value());
  return *found;
}

std::optional<random::Distribution> Settings::optional_distribution(std::string_view name) const {
  HEADROOM_EXPECTS(spec(name).type == ParameterType::distribution);
  const auto found = value(name);
  if (!found) return std::nullopt;
  const auto* distribution = std::get_if<random::Distribution>(&*found);
  HEADROOM_EXPECTS(distribution != nullptr);
  return *distribution;
}

random::Distribution Settings::distribution(std::string_view name) const {
  const auto found = optional_distribution(name);
  HEADROOM_EXPECTS(found.has_value());
  return *found;
}

bool Settings::flag(std::string_view name) const {
  HEADROOM_EXPECTS(spec(name).type == ParameterType::flag);
  const auto found = value(name);
  HEADROOM_EXPECTS(found && std::holds_alternative<bool>(*found));
  return std::get<bool>(*found);
}

std::string Settings::text(std::string_view name) const {
  const auto found = value(name);
  if (!found) return "";
  HEADROOM_EXPECTS(std::holds_alternative<std::string>(*found));
  return std::get<std::string>(*found);
}

const Size* Settings::size(std::string_view name) const {
  const auto found = sizes_->find(text(name));
  return found == sizes_->end() ? nullptr : &found->second;
}

}  // namespace headroom::architecture
