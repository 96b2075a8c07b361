// Objects whose members are named by the user: components, operations, classes, surges.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/io/json.h"
#include "core/io/reader.h"

namespace headroom::io {

/// Mistakes in the names: characters that no id has, names that differ only in case. `what` is one
/// of them: "component".
void check_names(Reader& reader, const Json& object, std::string_view what);

/// visit(name, member) for every member of an object, after check_names.
template <class Visit>
void for_each_named(Reader& reader, const Json& object, std::string_view what, Visit&& visit) {
  if (!reader.expect(object, Json::Type::object)) return;
  check_names(reader, object, what);
  for (const Json& member : object.items) visit(member.name, member);
}

/// JSON Schema of an object that maps ids to `values`.
Json map_schema(Json values);

}  // namespace headroom::io
