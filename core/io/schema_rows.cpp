// JSON Schema of the values and objects that rows describe.
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/architecture/notation.h"
#include "core/io/ids.h"
#include "core/io/notation_hints.h"
#include "core/io/schema_parts.h"
#include "core/io/values.h"

namespace headroom::io {
namespace {

using architecture::Dimension;
using architecture::ParameterType;

constexpr std::string_view kNumber = R"(-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)";

/// Units as alternatives of a regular expression; a space in a unit may be left out.
std::string unit_alternatives(Dimension dimension) {
  std::string alternatives = architecture::units_of(dimension);
  for (std::size_t at = alternatives.find(", "); at != std::string::npos;
       at = alternatives.find(", "))
    alternatives.replace(at, 2, "|");
  for (std::size_t at = alternatives.find(' '); at != std::string::npos;
       at = alternatives.find(' ', at + 2))
    alternatives.insert(at + 1, "?");
  return alternatives;
}

/// "250 ms", "800 to 1500 ms": only the upper bound needs the unit.
std::string pattern_with_unit(const std::string& units) {
  const std::string number(kNumber);
  const std::string lower = "(" + number + R"(\s*(k|M|G|)" + units + R"()?\s+to\s+)?)";
  return R"(\s*)" + lower + number + R"(\s*()" + units + R"()\s*)";
}

/// "1.2k", "800 to 1500", but not "5": what is a number of JSON has no quotes.
std::string pattern_without_unit() {
  const std::string number(kNumber);
  const std::string multiple = number + R"(\s*[kMG])";
  const std::string either = number + R"(\s*[kMG]?)";
  return R"(\s*()" + multiple + "|" + either + R"(\s+to\s+)" + either + R"()\s*)";
}

std::string quantity_pattern(Dimension dimension) {
  return is_plain(dimension) ? pattern_without_unit()
                             : pattern_with_unit(unit_alternatives(dimension));
}

std::string number_text(double value) {
  return architecture::write_quantity(Uncertain::exact(value), Dimension::number);
}

Json plain_number(const ParameterSpec& row) {
  const bool whole = row.dimension == Dimension::count && row.type == ParameterType::quantity;
  Json schema = Json::object();
  schema.add("type", Json::string(whole ? "integer" : "number"));
  schema.add(row.above_minimum ? "exclusiveMinimum" : "minimum",
             Json::number(number_text(row.minimum)));
  if (std::isfinite(row.maximum)) schema.add("maximum", Json::number(number_text(row.maximum)));
  return schema;
}

Json quantity_schema(const ParameterSpec& row) {
  const bool random = row.type == ParameterType::distribution;
  const std::string exact = quantity_pattern(row.dimension);
  const std::string either = random ? exact + R"(|\s*[a-z]+\(.*\)\s*)" : exact;
  Json text = schema::pattern("^(" + either + ")$");
  if (!is_plain(row.dimension)) return text;
  return schema::any_of({plain_number(row), std::move(text)});
}

Json boolean_schema() {
  Json schema = Json::object();
  schema.add("type", Json::string("boolean"));
  return schema;
}

Json default_json(const ParameterSpec& row) {
  if (row.type == ParameterType::flag) return Json::boolean(row.default_text == "true");
  std::string text(row.default_text);
  const bool quantity =
      row.type == ParameterType::quantity || row.type == ParameterType::distribution;
  return quantity && is_plain(row.dimension) && is_json_number(text)
             ? Json::number(std::move(text))
             : Json::string(std::move(text));
}

}  // namespace

Json schema_of_row(const ParameterSpec& row) {
  switch (row.type) {
    case ParameterType::quantity:
    case ParameterType::distribution:
      return quantity_schema(row);
    case ParameterType::flag:
      return boolean_schema();
    case ParameterType::choice:
      return schema::one_word({row.choices.begin(), row.choices.end()});
    case ParameterType::component:
      return schema::pattern("^" + std::string(kIdPattern) + "$");
    case ParameterType::text:
    case ParameterType::size:
      return schema::pattern(R"(^[^\u0000-\u001f\u007f-\u009f]*$)");
  }
  return Json::object();
}

Json object_schema(std::vector<DescribedField> fields) {
  Json schema = Json::object();
  schema.add("type", Json::string("object"));
  Json properties = Json::object();
  Json required = Json::array();
  for (DescribedField& one : fields) {
    Json& property = properties.add(std::string(one.row->name), std::move(one.schema));
    if (!one.row->doc.empty()) property.add("description", Json::string(std::string(one.row->doc)));
    if (!one.row->default_text.empty()) property.add("default", default_json(*one.row));
    if (one.row->required) required.items.push_back(Json::string(std::string(one.row->name)));
  }
  schema.add("properties", std::move(properties));
  if (!required.items.empty()) schema.add("required", std::move(required));
  schema.add("additionalProperties", Json::boolean(false));
  return schema;
}

}  // namespace headroom::io
