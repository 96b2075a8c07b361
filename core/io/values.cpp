#include "core/io/values.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/architecture/notation.h"
#include "core/base/contracts.h"
#include "core/base/did_you_mean.h"
#include "core/io/notation_hints.h"
#include "core/io/words.h"

namespace headroom::io {

using architecture::Amount;
using architecture::Dimension;
using architecture::Parameter;
using architecture::ParameterType;

namespace {

std::string exact_text(double value, Dimension dimension) {
  return architecture::write_quantity(Uncertain::exact(value), dimension);
}

/// "expected at least 1 and at most 120".
std::string expected_range(const ParameterSpec& row) {
  const std::string low = exact_text(row.minimum, row.dimension);
  std::string text = row.above_minimum ? "expected more than " + low : "expected at least " + low;
  if (std::isfinite(row.maximum)) text += " and at most " + exact_text(row.maximum, row.dimension);
  return text;
}

bool in_range(double low, double high, const ParameterSpec& row) {
  return (row.above_minimum ? low > row.minimum : low >= row.minimum) && high <= row.maximum;
}

bool check_range(Reader& reader, const Json& json, double low, double high,
                 const ParameterSpec& row) {
  if (in_range(low, high, row)) return true;
  reader.mistake(json, "out-of-range",
                 printable(json.text) + " is out of range; " + expected_range(row));
  return false;
}

/// What was typed: a string, or a number where no unit is needed.
std::optional<std::string> typed_text(Reader& reader, const Json& json, const ParameterSpec& row) {
  if (json.is(Json::Type::number)) return json.text;
  const bool plain = is_plain(row.dimension);
  if (!json.is(Json::Type::string)) {
    const std::string wanted = plain ? "a number" : "a quantity";
    reader.mistake(json, "wrong-type",
                   "expected " + wanted + ", got " + std::string(name_of(json.type)),
                   "for example " + std::string(example_of(row.dimension)));
    return std::nullopt;
  }
  if (plain && is_json_number(json.text)) {
    reader.mistake(json, "wrong-type", "expected a number, got a string",
                   "write " + json.text + " without quotes");
    return std::nullopt;
  }
  return json.text;
}

/// Anything that is typed as text; false after a mistake.
template <class Value>
bool take_result(Reader& reader, const Json& json, const Result<Value>& result) {
  reader.take(json, result.diagnostics());
  return result.ok();
}

std::optional<random::Distribution> read_distribution(Reader& reader, const Json& json,
                                                      const ParameterSpec& row) {
  const auto text = typed_text(reader, json, row);
  if (!text) return std::nullopt;
  const auto samples = reader.files() == nullptr ? nullptr : reader.files()->samples(json);
  const auto parsed = architecture::parse_distribution(*text, row.dimension, samples.get());
  if (!take_result(reader, json, parsed)) return std::nullopt;
  if (!check_range(reader, json, parsed->mean(), parsed->mean(), row)) return std::nullopt;
  return *parsed;
}

bool is_text(ParameterType type) {
  return type == ParameterType::text || type == ParameterType::component ||
         type == ParameterType::size || type == ParameterType::choice;
}

void check_choice(Reader& reader, const Json& json, const ParameterSpec& row) {
  const std::vector<std::string> known(row.choices.begin(), row.choices.end());
  if (std::ranges::find(known, json.text) == known.end())
    reader.mistake(json, "unknown-choice",
                   in_quotes(json.text) + " is not known here; expected one of: " + listed(known),
                   did_you_mean(json.text, known));
}

/// A number where the text is one and needs no unit, otherwise a string.
Json quantity_json(const std::string& text, const ParameterSpec& row) {
  const bool number = is_plain(row.dimension) && is_json_number(text);
  return number ? Json::number(text) : Json::string(text);
}

/// As typed, if it was typed.
Json distribution_json(const Writer& writer, const random::Distribution& distribution,
                       const std::string& typed, const ParameterSpec& row) {
  const bool of_file = typed.find('"') != std::string::npos;  // empirical("file.csv")
  const bool written = typed.empty() || (of_file && writer.with_contents);
  return quantity_json(
      written ? architecture::write_distribution(distribution, row.dimension) : typed, row);
}

template <class Integer>
void read_integer(Reader& reader, const Json& json, const ParameterSpec& row, Integer& out) {
  HEADROOM_EXPECTS(std::isfinite(row.maximum));  // so that it fits
  double value = static_cast<double>(out);
  read_value(reader, json, row, value);
  out = static_cast<Integer>(value);
}

}  // namespace

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, std::string& out) {
  if (!reader.expect(json, Json::Type::string)) return;
  if (row.type == ParameterType::choice) check_choice(reader, json, row);
  if (printable(json.text) != json.text)
    return reader.mistake(json, "control-character",
                          "control characters, line feeds among them, cannot stand in a text");
  out = json.text;
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, bool& out) {
  if (reader.expect(json, Json::Type::boolean)) out = json.flag;
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Uncertain& out) {
  const auto text = typed_text(reader, json, row);
  if (!text) return;
  const auto parsed = architecture::parse_quantity(*text, row.dimension);
  if (take_result(reader, json, parsed) &&
      check_range(reader, json, parsed->low, parsed->high, row))
    out = *parsed;
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, double& out) {
  Uncertain value = Uncertain::exact(out);
  read_value(reader, json, row, value);
  if (!value.is_exact())
    return reader.mistake(json, "interval",
                          "an interval cannot stand here; expected one " +
                              std::string(is_plain(row.dimension) ? "number" : "quantity"));
  out = value.low;
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, int& out) {
  read_integer(reader, json, row, out);
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, std::uint32_t& out) {
  read_integer(reader, json, row, out);
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Money& out) {
  HEADROOM_EXPECTS(row.maximum < 9.2e12);  // so that it fits
  double value = out.units();
  read_value(reader, json, row, value);
  out = Money::from_units(value);
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Month& out) {
  if (!reader.expect(json, Json::Type::string)) return;
  const auto month = parse_month(json.text);
  if (!month)
    return reader.mistake(json, "not-a-month", in_quotes(json.text) + " is not a month",
                          "write year and month, for example 2026-12");
  out = *month;
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Instant& out) {
  if (!reader.expect(json, Json::Type::string)) return;
  const auto instant = parse_instant(json.text);
  if (!instant)
    return reader.mistake(json, "not-a-time", in_quotes(json.text) + " is not a date and time",
                          "write it in UTC, for example 2027-03-15T09:00");
  out = *instant;
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Amount& out) {
  auto distribution = read_distribution(reader, json, row);
  if (distribution) out = {std::move(*distribution), json.text};
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Parameter& out) {
  if (is_text(row.type)) {
    std::string text;
    read_value(reader, json, row, text);
    out = {text, text};
  } else if (row.type == ParameterType::flag) {
    bool flag = false;
    read_value(reader, json, row, flag);
    out = {flag, flag ? "true" : "false"};
  } else if (row.type == ParameterType::distribution) {
    auto distribution = read_distribution(reader, json, row);
    if (distribution) out = {std::move(*distribution), json.text};
  } else {
    Uncertain value;
    read_value(reader, json, row, value);
    out = {value, json.text};
  }
}

std::optional<Json> write_value(const Writer&, const std::string& value, const ParameterSpec&) {
  return value.empty() ? std::nullopt : std::optional(Json::string(value));
}

std::optional<Json> write_value(const Writer&, bool value, const ParameterSpec&) {
  return Json::boolean(value);
}

std::optional<Json> write_value(const Writer&, const Uncertain& value, const ParameterSpec& row) {
  return quantity_json(architecture::write_quantity(value, row.dimension), row);
}

std::optional<Json> write_value(const Writer& writer, double value, const ParameterSpec& row) {
  return write_value(writer, Uncertain::exact(value), row);
}

std::optional<Json> write_value(const Writer& writer, int value, const ParameterSpec& row) {
  return write_value(writer, static_cast<double>(value), row);
}

std::optional<Json> write_value(const Writer& writer, std::uint32_t value,
                                const ParameterSpec& row) {
  return write_value(writer, static_cast<double>(value), row);
}

std::optional<Json> write_value(const Writer& writer, Money value, const ParameterSpec& row) {
  return write_value(writer, value.units(), row);
}

std::optional<Json> write_value(const Writer&, Month value, const ParameterSpec&) {
  return Json::string(to_string(value));
}

std::optional<Json> write_value(const Writer&, Instant value, const ParameterSpec&) {
  return Json::string(to_string(value));
}

std::optional<Json> write_value(const Writer& writer, const Amount& value,
                                const ParameterSpec& row) {
  return distribution_json(writer, value.distribution, value.typed, row);
}

std::optional<Json> write_value(const Writer& writer, const Parameter& value,
                                const ParameterSpec& row) {
  if (const bool* flag = std::get_if<bool>(&value.value)) return Json::boolean(*flag);
  if (const auto* text = std::get_if<std::string>(&value.value)) return Json::string(*text);
  if (const auto* distribution = std::get_if<random::Distribution>(&value.value))
    return distribution_json(writer, *distribution, value.typed, row);
  if (!value.typed.empty()) return quantity_json(value.typed, row);
  return write_value(writer, std::get<Uncertain>(value.value), row);
}

bool is_default(const Json& value, const ParameterSpec& row) {
  if (row.default_text.empty()) return false;
  if (value.is(Json::Type::boolean)) return row.default_text == (value.flag ? "true" : "false");
  return value.text == row.default_text;
}

}  // namespace headroom::io
