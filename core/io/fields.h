// Tables of fields: the one description from which objects are read, written and documented.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/architecture/parameter.h"
#include "core/io/json.h"
#include "core/io/reader.h"
#include "core/io/values.h"

namespace headroom::io {

/// One field of the objects that describe an `Owner`. The row says what may stand there; a type of
/// its own brings read_value, write_value and schema_of.
template <class Owner>
struct Field {
  architecture::ParameterSpec row;
  void (*read)(Reader&, const Json&, const architecture::ParameterSpec&, Owner&);
  std::optional<Json> (*write)(const Writer&, const Owner&, const architecture::ParameterSpec&);
  Json (*schema)(const architecture::ParameterSpec&);
};

template <class Owner>
using Table = std::span<const Field<Owner>>;

template <class Owner, class Value>
Owner owner_of(Value Owner::*);
template <class Owner, class Value>
Value value_of(Value Owner::*);

/// The field that is kept in a data member of files that are only read.
template <auto member>
constexpr auto field_read_only(const architecture::ParameterSpec& row) {
  using Owner = decltype(owner_of(member));
  return Field<Owner>{row,
                      [](Reader& reader, const Json& json, const architecture::ParameterSpec& spec,
                         Owner& owner) { read_value(reader, json, spec, owner.*member); },
                      nullptr, nullptr};
}

/// The field that is kept in a data member.
template <auto member>
constexpr auto field(const architecture::ParameterSpec& row) {
  using Owner = decltype(owner_of(member));
  using Value = decltype(value_of(member));
  Field<Owner> made = field_read_only<member>(row);
  made.write = [](const Writer& writer, const Owner& owner,
                  const architecture::ParameterSpec& spec) {
    return write_value(writer, owner.*member, spec);
  };
  made.schema = [](const architecture::ParameterSpec& spec) {
    return schema_of(spec, Tag<Value>{});
  };
  return made;
}

template <class Owner>
std::vector<std::string> names_of(Table<Owner> table) {
  std::vector<std::string> names;
  for (const auto& one : table) names.emplace_back(one.row.name);
  return names;
}

template <class Owner>
const Field<Owner>* find_field(Table<Owner> table, std::string_view name) {
  const auto found =
      std::ranges::find_if(table, [&](const Field<Owner>& one) { return one.row.name == name; });
  return found == table.end() ? nullptr : &*found;
}

/// Reads what is there; mistakes go to the reader. False when it is no object.
template <class Owner>
bool read_object(Reader& reader, const Json& object, Table<Owner> table, Owner& owner) {
  if (!reader.expect(object, Json::Type::object)) return false;
  for (const Json& member : object.items) {
    const Field<Owner>* known = find_field(table, member.name);
    if (known == nullptr) {
      reader.unknown_field(member, names_of(table));
    } else {
      known->read(reader, member, known->row, owner);
    }
  }
  for (const auto& one : table)
    if (one.row.required && object.find(one.row.name) == nullptr)
      reader.missing_field(object, one.row.name, one.row.doc);
  return true;
}

/// In the order of the table; without what is empty or the default.
template <class Owner>
Json write_object(const Writer& writer, const Owner& owner, Table<Owner> table) {
  Json object = Json::object();
  for (const auto& one : table) {
    std::optional<Json> value = one.write(writer, owner, one.row);
    if (value && !is_default(*value, one.row)) object.add(std::string(one.row.name), *value);
  }
  return object;
}

/// Nothing for objects and arrays without items.
inline std::optional<Json> unless_empty(Json value) {
  return value.items.empty() ? std::nullopt : std::optional(std::move(value));
}

/// JSON Schema of the objects.
template <class Owner>
Json schema_of_object(Table<Owner> table) {
  std::vector<DescribedField> fields;
  for (const auto& one : table) fields.push_back({&one.row, one.schema(one.row)});
  return object_schema(std::move(fields));
}

}  // namespace headroom::io
