#include "core/io/named.h"

#include <map>
#include <utility>

#include "core/io/ids.h"
#include "core/io/schema_parts.h"
#include "core/io/words.h"

namespace headroom::io {
namespace {

std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

}  // namespace

void check_names(Reader& reader, const Json& object, std::string_view what) {
  std::map<std::string, const Json*> seen;
  for (const Json& member : object.items) {
    if (!is_id(member.name))
      reader.mistake(member, "not-an-id",
                     in_quotes(member.name) + " cannot be the name of a " + std::string(what),
                     "use letters, digits, \"-\" and \"_\", at most 64", Part::name);
    const auto [other, is_new] = seen.emplace(lower_case(member.name), &member);
    if (!is_new)
      reader.warning(member, "names-differ-in-case",
                     in_quotes(member.name) + " and " + in_quotes(other->second->name) +
                         " differ only in case",
                     "give one of them another name", Part::name);
  }
}

Json map_schema(Json values) {
  return schema::map_of("^" + std::string(kIdPattern) + "$", std::move(values));
}

}  // namespace headroom::io
