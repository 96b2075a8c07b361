// Writes JSON in one canonical form.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/io/json.h"

namespace headroom::io {
namespace {

constexpr std::size_t kLineLength = 100;
constexpr std::size_t kIndent = 2;

std::string json_string(const std::string& text) {
  using nlohmann::json;
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string scalar(const Json& value) {
  switch (value.type) {
    case Json::Type::null:
      return "null";
    case Json::Type::boolean:
      return value.flag ? "true" : "false";
    case Json::Type::string:
      return json_string(value.text);
    default:
      return value.text;
  }
}

bool is_object(const Json& value) { return value.is(Json::Type::object); }
bool is_container(const Json& value) { return is_object(value) || value.is(Json::Type::array); }

std::string label(const Json& container, const Json& item) {
  return is_object(container) ? json_string(item.name) + ": " : std::string();
}

std::string on_one_line(const Json& value) {
  if (!is_container(value)) return scalar(value);
  std::string out;
  for (const Json& item : value.items) {
    if (!out.empty()) out += ", ";
    out += label(value, item) + on_one_line(item);
  }
  return is_object(value) ? "{" + out + "}" : "[" + out + "]";
}

/// `taken` characters of the first line are used already.
std::string print(const Json& value, std::size_t indent, std::size_t taken) {
  std::string line = on_one_line(value);
  const bool fits = indent > 0 && taken + line.size() <= kLineLength;
  if (fits || !is_container(value) || value.items.empty()) return line;
  const std::string spaces(indent + kIndent, ' ');
  std::string out(1, is_object(value) ? '{' : '[');
  for (const Json& item : value.items) {
    const bool last = &item == &value.items.back();
    const std::string start = spaces + label(value, item);
    out += "\n" + start + print(item, indent + kIndent, start.size() + 1) + (last ? "" : ",");
  }
  return out + "\n" + std::string(indent, ' ') + (is_object(value) ? "}" : "]");
}

}  // namespace

std::string to_text(const Json& value) { return print(value, 0, 0) + "\n"; }

}  // namespace headroom::io
