// JSON Schema of the values and objects that rows describe.
#include <algorithm>
#include <iterator>
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

/// What may stand for a quantity.
enum class Form : std::uint8_t { exact, interval, distribution };

/// In the order of Dimension. Counts and numbers are written alike.
constexpr std::string_view kDefinitions[] = {
    "number",    "number", "ratio",        "duration", "rate",   "bytes", "byte_growth",
    "byte_rate", "money",  "hourly_price", "growth",   "factor", "months"};
static_assert(std::size(kDefinitions) == static_cast<std::size_t>(Dimension::months) + 1);

std::string definition_name(Dimension dimension, Form form) {
  constexpr std::string_view kSuffixes[] = {"", "_interval", "_distribution"};
  return std::string(kDefinitions[static_cast<std::size_t>(dimension)]) +
         std::string(kSuffixes[static_cast<std::size_t>(form)]);
}

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
std::string pattern_with_unit(Dimension dimension, Form form) {
  const std::string units = unit_alternatives(dimension);
  const std::string number(kNumber);
  const std::string lower = "(" + number + R"(\s*(k|M|G|)" + units + R"()?\s+to\s+)?)";
  return (form == Form::exact ? "" : lower) + number + R"(\s*()" + units + ")";
}

/// "1.2k", "800 to 1500", but not "5": what is a number of JSON has no quotes.
std::string pattern_without_unit(Form form) {
  const std::string number(kNumber);
  const std::string multiple = number + R"(\s*[kMG])";
  const std::string either = number + R"(\s*[kMG]?)";
  return form == Form::exact ? multiple : multiple + "|" + either + R"(\s+to\s+)" + either;
}

/// Distributions have exact arguments.
std::string text_pattern(Dimension dimension, Form form) {
  const bool random = form == Form::distribution;
  const Form plain = random ? Form::exact : form;
  const std::string quantity =
      is_plain(dimension) ? pattern_without_unit(plain) : pattern_with_unit(dimension, plain);
  return R"(^\s*()" + quantity + (random ? R"(|[a-z]+\s*\(.*\))" : "") + R"()\s*$)";
}

std::string number_text(double value) {
  return architecture::write_quantity(Uncertain::exact(value), Dimension::number);
}

/// The range of the row within that of all figures.
Json plain_number(const ParameterSpec& row) {
  const bool count = row.dimension == Dimension::count;
  const bool above_zero = row.above_minimum && row.minimum == 0.0;
  const double smallest = count ? 1.0 : architecture::kSmallestFigure;
  const double largest = count ? architecture::kLargestCount : architecture::kLargestFigure;
  Json schema = Json::object();
  schema.add("type", Json::string(count ? "integer" : "number"));
  schema.add(row.above_minimum && !above_zero ? "exclusiveMinimum" : "minimum",
             Json::number(number_text(above_zero ? smallest : row.minimum)));
  schema.add("maximum", Json::number(number_text(std::min(row.maximum, largest))));
  return schema;
}

Json quantity_schema(const ParameterSpec& row, Form form) {
  Json text = schema::reference(definition_name(row.dimension, form));
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
      return quantity_schema(row, Form::interval);
    case ParameterType::distribution:
      return quantity_schema(row, Form::distribution);
    case ParameterType::flag:
      return boolean_schema();
    case ParameterType::choice:
      return schema::one_word({row.choices.begin(), row.choices.end()});
    case ParameterType::component:
      return schema::reference("id");
    case ParameterType::text:
    case ParameterType::size:
      return schema::reference("text");
  }
  return Json::object();
}

Json schema_of_exact(const ParameterSpec& row) { return quantity_schema(row, Form::exact); }

Json schema_of(const ParameterSpec&, Tag<Month>) {
  return schema::pattern(R"(^\d{4}-(0[1-9]|1[0-2])$)");
}

Json schema_of(const ParameterSpec&, Tag<Instant>) {
  return schema::pattern(R"(^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?Z?)?$)");
}

void add_definitions(Json& definitions, const std::string& text) {
  const auto add = [&](const std::string& name, Json schema) {
    const bool wanted = text.find("#/$defs/" + name + "\"") != std::string::npos;
    if (wanted && definitions.find(name) == nullptr) definitions.add(name, std::move(schema));
  };
  add("id", schema::pattern("^" + std::string(kIdPattern) + "$"));
  add("text", schema::pattern(R"(^[^\u0000-\u001f\u007f-\u009f]*$)"));
  for (std::size_t i = 0; i < std::size(kDefinitions); ++i)
    for (const Form form : {Form::exact, Form::interval, Form::distribution}) {
      const auto dimension = static_cast<Dimension>(i);
      add(definition_name(dimension, form), schema::pattern(text_pattern(dimension, form)));
    }
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
