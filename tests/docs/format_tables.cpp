#include "tests/docs/format_tables.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/architecture/notation.h"
#include "core/io/scenario_file.h"
#include "core/workload/season.h"

namespace headroom::docs {
namespace {

using namespace architecture;

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

/// A cell of a table may not hold the sign that separates cells.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string_view name_of(Dimension dimension) {
  constexpr std::array<std::string_view, 13> kNames = {
      "count",     "number", "ratio",        "duration", "rate",   "bytes", "byte growth",
      "byte rate", "money",  "hourly price", "growth",   "factor", "months"};
  return kNames.at(static_cast<std::size_t>(dimension));
}

std::string choices_of(const ParameterSpec& row) {
  std::string list;
  for (const std::string_view choice : row.choices)
    list += (list.empty() ? "" : ", ") + code(choice);
  return list;
}

std::string bounds_of(const ParameterSpec& row) {
  const auto written = [&](double value) {
    return write_quantity(Uncertain::exact(value), row.dimension);
  };
  std::string bounds;
  if (row.above_minimum) bounds += ", above " + written(row.minimum);
  if (!row.above_minimum && row.minimum > 0.0) bounds += ", at least " + written(row.minimum);
  if (row.maximum < std::numeric_limits<double>::infinity())
    bounds += ", at most " + written(row.maximum);
  return bounds;
}

std::string value_of(const ParameterSpec& row) {
  switch (row.type) {
    case ParameterType::quantity:
      return std::string(name_of(row.dimension)) + bounds_of(row);
    case ParameterType::distribution:
      return "distribution of a " + std::string(name_of(row.dimension));
    case ParameterType::flag:
      return "`true` or `false`";
    case ParameterType::choice:
      return choices_of(row);
    case ParameterType::text:
      return "text";
    case ParameterType::component:
      return "name of a component";
    case ParameterType::size:
      return "id of a size";
  }
  return "";
}

std::string default_of(const ParameterSpec& row) {
  if (row.required) return "required";
  return row.default_text.empty() ? "none" : code(row.default_text);
}

std::string meaning_of(const ParameterSpec& row) {
  std::string meaning(row.doc);
  if (!row.evidence.empty()) meaning += " Default: " + std::string(row.evidence) + ".";
  return meaning;
}

std::string row_of(const ParameterSpec& row) {
  return "| " + code(row.name) + " | " + cell(value_of(row)) + " | " + cell(default_of(row)) +
         " | " + cell(meaning_of(row)) + " |\n";
}

std::string steps_of(const network::ComponentKind& kind) {
  if (kind.operations() == network::Operations::implicit)
    return "Operations are not typed: it has those that callers ask for.";
  std::string list;
  for (const std::string_view step : kind.steps()) list += (list.empty() ? "" : ", ") + code(step);
  return "Operations are typed; their steps may be " + list + ".";
}

std::string section_of(const network::ComponentKind& kind) {
  std::string text = "### `" + std::string(kind.name()) + "`\n\n" + std::string(kind.summary()) +
                     " " + steps_of(kind) + "\n\n";
  text += "| parameter | value | default | meaning |\n|---|---|---|---|\n";
  for (const ParameterSpec& row : kind.parameters()) text += row_of(row);
  return text + "\n";
}

using Schema = nlohmann::ordered_json;

std::string default_of(const Schema& field, bool required) {
  if (required) return "required";
  const auto found = field.find("default");
  if (found == field.end()) return "none";
  return code(found->is_string() ? found->get<std::string>() : found->dump());
}

/// The objects that a value may be: itself, or those among its alternatives.
std::vector<Schema> objects_in(const Schema& value) {
  if (value.contains("properties") || value.contains("additionalProperties")) return {value};
  std::vector<Schema> objects;
  const Schema alternatives = value.value("anyOf", Schema::array());
  for (const Schema& alternative : alternatives)
    for (const Schema& object : objects_in(alternative)) objects.push_back(object);
  return objects;
}

std::string fields_of(const Schema& object, const std::string& path) {
  std::string text;
  const Schema required = object.value("required", Schema::array());
  const Schema properties = object.value("properties", Schema::object());
  for (const auto& [name, field] : properties.items()) {
    const bool needed = std::ranges::find(required, Schema(name)) != required.end();
    const std::string pointer = path + "/" + name;
    text += "| " + code(pointer) + " | " + default_of(field, needed) + " | " +
            cell(field.value("description", "")) + " |\n";
    for (const Schema& inside : objects_in(field)) text += fields_of(inside, pointer);
  }
  const Schema named = object.value("additionalProperties", Schema());
  if (named.is_object()) text += fields_of(named, path + "/NAME");
  return text;
}

}  // namespace

std::string fields_section(const network::KindList& kinds) {
  const Schema schema = Schema::parse(io::scenario_schema(kinds));
  return "| field | default | meaning |\n|---|---|---|\n" +
         fields_of(schema.at("$defs").at("scenario"), "");
}

std::string kinds_section(const network::KindList& kinds) {
  std::string text;
  for (const auto& kind : kinds) text += section_of(*kind);
  return text;
}

std::string units_section() {
  std::string text = "| quantity | units |\n|---|---|\n";
  for (int i = 0; i <= static_cast<int>(Dimension::months); ++i) {
    const auto dimension = static_cast<Dimension>(i);
    const std::string units = units_of(dimension);
    text += "| " + std::string(name_of(dimension)) + " | " +
            (units.empty() ? "none; `k`, `M`, `G` are multiples" : units) + " |\n";
  }
  return text;
}

std::string seasons_section() {
  std::string text = "| season | shape | source | as of |\n|---|---|---|---|\n";
  for (const workload::SeasonProfile& profile : workload::season_profiles())
    text += "| " + code(profile.season.name) + " | " + cell(profile.description) + " | " +
            cell(profile.source) + " | " + profile.as_of + " |\n";
  return text;
}

}  // namespace headroom::docs
