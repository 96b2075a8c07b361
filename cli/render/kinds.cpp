#include "cli/render/kinds.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "cli/render/text.h"
#include "core/architecture/notation.h"

namespace headroom::cli {
namespace {

using architecture::Dimension;
using architecture::ParameterSpec;
using architecture::ParameterType;
using Json = nlohmann::ordered_json;

std::string_view name_of(Dimension dimension) {
  switch (dimension) {
    case Dimension::count:
      return "count";
    case Dimension::number:
      return "number";
    case Dimension::ratio:
      return "ratio";
    case Dimension::duration:
      return "duration";
    case Dimension::rate:
      return "rate";
    case Dimension::bytes:
      return "bytes";
    case Dimension::byte_growth:
      return "bytes per month";
    case Dimension::byte_rate:
      return "bytes per second";
    case Dimension::money:
      return "USD";
    case Dimension::hourly_price:
      return "USD per hour";
    case Dimension::growth:
      return "growth per month";
    case Dimension::factor:
      return "factor";
    case Dimension::months:
      return "months";
  }
  return "";
}

std::string_view name_of(ParameterType type) {
  switch (type) {
    case ParameterType::quantity:
      return "quantity";
    case ParameterType::distribution:
      return "distribution";
    case ParameterType::flag:
      return "flag";
    case ParameterType::choice:
      return "choice";
    case ParameterType::text:
      return "text";
    case ParameterType::component:
      return "component";
    case ParameterType::size:
      return "size";
  }
  return "";
}

bool has_dimension(const ParameterSpec& spec) {
  return spec.type == ParameterType::quantity || spec.type == ParameterType::distribution;
}

std::string bound(double value, Dimension dimension) {
  return architecture::write_quantity(Uncertain::exact(value), dimension);
}

/// " from 1", " above 0 s", " 0 % to 100 %"; nothing where any value from 0 on is allowed.
std::string range_text(const ParameterSpec& spec) {
  const std::string low = bound(spec.minimum, spec.dimension);
  if (std::isfinite(spec.maximum))
    return (spec.above_minimum ? " above " : " ") + low + " to " +
           bound(spec.maximum, spec.dimension);
  if (spec.above_minimum) return " above " + low;
  return spec.minimum > 0.0 ? " from " + low : "";
}

std::string choices_text(const ParameterSpec& spec) {
  std::string list;
  for (const std::string_view choice : spec.choices)
    list.append(list.empty() ? "" : ", ").append(choice);
  return list;
}

/// What may be typed: "count from 1", "distribution of duration", "random, round_robin".
std::string value_text(const ParameterSpec& spec) {
  if (spec.type == ParameterType::choice) return choices_text(spec);
  if (spec.type == ParameterType::flag) return "true or false";
  if (!has_dimension(spec)) return std::string(name_of(spec.type));
  const std::string dimension = std::string(name_of(spec.dimension)) + range_text(spec);
  return spec.type == ParameterType::distribution ? "distribution of " + dimension : dimension;
}

std::string default_text(const ParameterSpec& spec) {
  if (spec.required) return "required";
  return spec.default_text.empty() ? "none" : std::string(spec.default_text);
}

std::string steps_text(const network::ComponentKind& kind) {
  std::string list;
  for (const std::string_view step : kind.steps())
    list.append(list.empty() ? "" : ", ").append(step);
  return list;
}

constexpr std::size_t kNameWidth = 24;
constexpr std::size_t kValueWidth = 24;
constexpr std::size_t kDefaultWidth = 12;
constexpr std::size_t kDocWidth = kWidth - kNameWidth - kValueWidth - kDefaultWidth;

std::string line_of(const std::vector<std::string>& lines, std::size_t row) {
  return row < lines.size() ? lines[row] : std::string();
}

std::string without_end_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

/// Name, value, default and meaning side by side, each wrapped in its own column.
std::string parameter_rows(const ParameterSpec& spec) {
  const auto values = wrap(value_text(spec), kValueWidth - 2);
  const auto defaults = wrap(default_text(spec), kDefaultWidth - 2);
  const auto docs = wrap(spec.doc, kDocWidth);
  std::string text;
  for (std::size_t row = 0; row < std::max({values.size(), defaults.size(), docs.size()}); ++row)
    text += without_end_spaces(left(row == 0 ? spec.name : "", kNameWidth) +
                               left(line_of(values, row), kValueWidth) +
                               left(line_of(defaults, row), kDefaultWidth) + line_of(docs, row));
  return text;
}

Json parameter_json(const ParameterSpec& spec) {
  Json json = {{"name", spec.name}, {"type", name_of(spec.type)}, {"required", spec.required}};
  if (has_dimension(spec)) {
    json["dimension"] = name_of(spec.dimension);
    json["minimum"] = spec.minimum;
    json["above_minimum"] = spec.above_minimum;
    if (std::isfinite(spec.maximum)) json["maximum"] = spec.maximum;
  }
  if (!spec.choices.empty()) json["choices"] = spec.choices;
  if (!spec.default_text.empty()) json["default"] = spec.default_text;
  json["doc"] = spec.doc;
  if (!spec.evidence.empty()) json["evidence"] = spec.evidence;
  return json;
}

Json json_of(const network::ComponentKind& kind) {
  Json parameters = Json::array();
  for (const ParameterSpec& spec : kind.parameters()) parameters.push_back(parameter_json(spec));
  const bool typed = kind.operations() == network::Operations::typed;
  return {{"name", kind.name()},
          {"summary", kind.summary()},
          {"operations", typed ? "typed" : "implicit"},
          {"steps", kind.steps()},
          {"parameters", parameters}};
}

}  // namespace

std::string kinds_table(const network::KindList& kinds, const Paint& paint) {
  std::string text;
  for (const auto& kind : kinds) {
    const auto lines = wrap(kind->summary(), kWidth - kNameWidth);
    for (std::size_t row = 0; row < lines.size(); ++row)
      text += paint(report::Tone::strong, left(row == 0 ? kind->name() : "", kNameWidth)) +
              lines[row] + "\n";
  }
  return text + paint(report::Tone::weak, "headroom kinds NAME shows the parameters of a kind.") +
         "\n";
}

std::string kind_table(const network::ComponentKind& kind, const Paint& paint) {
  std::string text = paint.paragraph(
      {{std::string(kind.name()), report::Tone::strong}, {": " + std::string(kind.summary())}});
  const std::string steps = steps_text(kind);
  const bool typed = kind.operations() == network::Operations::typed;
  text += paint.paragraph({{typed ? "Operations are typed in the file; their steps: " + steps
                                  : "Operations need not be typed: callers name them."}});
  text +=
      "\n" + paint(report::Tone::weak,
                   without_end_spaces(left("Parameter", kNameWidth) + left("Value", kValueWidth) +
                                      left("Default", kDefaultWidth) + "Meaning"));
  for (const ParameterSpec& spec : kind.parameters()) text += parameter_rows(spec);
  return text;
}

std::string kinds_json(const network::KindList& kinds) {
  Json list = Json::array();
  for (const auto& kind : kinds) list.push_back(json_of(*kind));
  return list.dump(2) + "\n";
}

std::string kind_json(const network::ComponentKind& kind) { return json_of(kind).dump(2) + "\n"; }

}  // namespace headroom::cli
