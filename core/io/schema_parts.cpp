#include "core/io/schema_parts.h"

#include <utility>

namespace headroom::io::schema {
namespace {

Json with(const char* keyword, Json value) {
  Json schema = Json::object();
  schema.add(keyword, std::move(value));
  return schema;
}

Json typed(const char* type) { return with("type", Json::string(type)); }

}  // namespace

Json any_of(std::vector<Json> schemas) { return with("anyOf", Json::array(std::move(schemas))); }

Json one_of(std::vector<Json> schemas) { return with("oneOf", Json::array(std::move(schemas))); }

Json one_word(const std::vector<std::string>& words) {
  Json list = Json::array();
  for (const std::string& word : words) list.items.push_back(Json::string(word));
  return with("enum", std::move(list));
}

Json pattern(const std::string& regular_expression) {
  Json schema = typed("string");
  schema.add("pattern", Json::string(regular_expression));
  return schema;
}

Json array_of(Json items) {
  Json schema = typed("array");
  schema.add("items", std::move(items));
  return schema;
}

Json map_of(const std::string& names, Json values) {
  Json schema = typed("object");
  schema.add("propertyNames", with("pattern", Json::string(names)));
  schema.add("additionalProperties", std::move(values));
  return schema;
}

Json reference(const std::string& definition) {
  return with("$ref", Json::string("#/$defs/" + definition));
}

}  // namespace headroom::io::schema
