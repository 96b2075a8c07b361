#include "core/io/json.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "core/io/words.h"

namespace headroom::io {
namespace {

/// A longer line says nothing to people and would be repeated with every mistake in it.
constexpr std::size_t kLongestExcerpt = 1000;

std::optional<std::size_t> index_of(std::string_view part) {
  std::size_t index = 0;
  const auto read = std::from_chars(part.data(), part.data() + part.size(), index);
  if (read.ec != std::errc() || read.ptr != part.data() + part.size()) return std::nullopt;
  return index;
}

std::string unescaped(std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool escape = part[i] == '~' && i + 1 < part.size();
    out += !escape ? part[i] : part[++i] == '1' ? '/' : '~';
  }
  return out;
}

const Json* child(const Json& value, std::string_view part) {
  if (value.is(Json::Type::object)) return value.find(unescaped(part));
  if (!value.is(Json::Type::array)) return nullptr;
  const auto index = index_of(part);
  return index && *index < value.items.size() ? &value.items[*index] : nullptr;
}

}  // namespace

Source::Source(std::string file, std::string text)
    : file_(std::move(file)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
}

SourcePosition Source::position(std::size_t offset, std::size_t length) const {
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  const std::size_t start = *(after - 1);
  // Not searched for: a file may be one long line, and have many mistakes.
  std::size_t end = after == line_starts_.end() ? text_.size() : *after - 1;
  SourcePosition position;
  position.file = file_;
  position.line = static_cast<std::uint32_t>(after - line_starts_.begin());
  position.column = static_cast<std::uint32_t>(offset - start + 1);
  position.length = static_cast<std::uint32_t>(std::min(length, std::max(offset, end) - offset));
  if (end > start && text_[end - 1] == '\r') --end;
  if (end - start <= kLongestExcerpt)
    position.excerpt = printable(std::string_view(text_).substr(start, end - start));
  return position;
}

Json Json::of(Type type) {
  Json value;
  value.type = type;
  return value;
}

Json Json::string(std::string text) {
  Json value = of(Type::string);
  value.text = std::move(text);
  return value;
}

Json Json::number(std::string digits) {
  Json value = of(Type::number);
  value.text = std::move(digits);
  return value;
}

Json Json::boolean(bool flag) {
  Json value = of(Type::boolean);
  value.flag = flag;
  return value;
}

Json Json::array(std::vector<Json> elements) {
  Json value = of(Type::array);
  value.items = std::move(elements);
  return value;
}

const Json* Json::find(std::string_view member) const {
  if (!is(Type::object)) return nullptr;
  const auto found = std::ranges::find(items, member, &Json::name);
  return found == items.end() ? nullptr : &*found;
}

Json& Json::add(std::string member, Json value) {
  value.name = std::move(member);
  items.push_back(std::move(value));
  return items.back();
}

std::string_view name_of(Json::Type type) {
  switch (type) {
    case Json::Type::null:
      return "null";
    case Json::Type::boolean:
      return "true or false";
    case Json::Type::number:
      return "a number";
    case Json::Type::string:
      return "a string";
    case Json::Type::array:
      return "an array";
    case Json::Type::object:
      return "an object";
  }
  return "";
}

void link_parents(Json& root) {
  for (Json& item : root.items) {
    item.parent = &root;
    link_parents(item);
  }
}

std::string pointer_part(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~' || c == '/') {
      out += c == '~' ? "~0" : "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string pointer_to(const Json& value) {
  if (value.parent == nullptr) return "";
  const bool element = value.parent->is(Json::Type::array);
  const std::string part = element ? std::to_string(&value - value.parent->items.data())
                                   : pointer_part(printable(value.name));
  return pointer_to(*value.parent) + "/" + part;
}

const Json& find_nearest(const Json& root, std::string_view pointer) {
  const Json* found = &root;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);  // the slash
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const Json* next = child(*found, pointer.substr(0, end));
    if (next == nullptr) break;
    found = next;
    pointer.remove_prefix(end);
  }
  return *found;
}

}  // namespace headroom::io
