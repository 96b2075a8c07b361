// Values of fields: read, written and described by the row of their field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/architecture/component.h"
#include "core/architecture/parameter.h"
#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/base/uncertain.h"
#include "core/base/units.h"
#include "core/io/json.h"
#include "core/io/reader.h"

namespace headroom::io {

using architecture::ParameterSpec;

/// How values are written.
struct Writer {
  bool with_contents = false;  ///< what a value takes from other files, instead of their names
};

/// read_value leaves `out` alone after a mistake. write_value gives nothing for an absent value.
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, std::string& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, bool& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Uncertain& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, double& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, int& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, std::uint32_t& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Money& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Month& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Instant& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                architecture::Amount& out);
/// Of any type that a kind's table may name.
void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                architecture::Parameter& out);

std::optional<Json> write_value(const Writer& writer, const std::string& value,
                                const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, bool value, const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, const Uncertain& value,
                                const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, double value, const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, int value, const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, std::uint32_t value,
                                const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, Money value, const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, Month value, const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, Instant value, const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, const architecture::Amount& value,
                                const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, const architecture::Parameter& value,
                                const ParameterSpec& row);

/// Seconds, Ratio, Bytes: exact quantities of the row's dimension.
template <class Unit>
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Quantity<Unit>& out) {
  double value = out.value();
  read_value(reader, json, row, value);
  out = Quantity<Unit>(value);
}
template <class Unit>
std::optional<Json> write_value(const Writer& writer, Quantity<Unit> value,
                                const ParameterSpec& row) {
  return write_value(writer, value.value(), row);
}

template <class Value>
void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                std::optional<Value>& out) {
  const std::size_t mistakes = reader.found().errors();
  Value value{};
  read_value(reader, json, row, value);
  if (reader.found().errors() == mistakes) out = std::move(value);
}
template <class Value>
std::optional<Json> write_value(const Writer& writer, const std::optional<Value>& value,
                                const ParameterSpec& row) {
  return value ? write_value(writer, *value, row) : std::nullopt;
}

/// Whether the value is what the row's default says.
bool is_default(const Json& value, const ParameterSpec& row);

/// Names a type for schema_of.
template <class Value>
struct Tag {};

/// JSON Schema of the values that the row allows: intervals and distributions as its type says.
Json schema_of_row(const ParameterSpec& row);
/// The same for a quantity that must be one number.
Json schema_of_exact(const ParameterSpec& row);

template <class Value>
Json schema_of(const ParameterSpec& row, Tag<Value>) {
  return schema_of_row(row);
}
template <class Value>
Json schema_of(const ParameterSpec& row, Tag<std::optional<Value>>) {
  return schema_of(row, Tag<Value>{});
}
template <class Unit>
Json schema_of(const ParameterSpec& row, Tag<Quantity<Unit>>) {
  return schema_of_exact(row);
}
inline Json schema_of(const ParameterSpec& row, Tag<double>) { return schema_of_exact(row); }
inline Json schema_of(const ParameterSpec& row, Tag<int>) { return schema_of_exact(row); }
inline Json schema_of(const ParameterSpec& row, Tag<std::uint32_t>) { return schema_of_exact(row); }
inline Json schema_of(const ParameterSpec& row, Tag<Money>) { return schema_of_exact(row); }
Json schema_of(const ParameterSpec& row, Tag<Month>);
Json schema_of(const ParameterSpec& row, Tag<Instant>);

/// The definitions of texts and quantities that the schemas above refer to: those in `text`.
void add_definitions(Json& definitions, const std::string& text);

struct DescribedField {
  const ParameterSpec* row;
  Json schema;
};
/// Of an object with these fields and no others.
Json object_schema(std::vector<DescribedField> fields);

}  // namespace headroom::io
