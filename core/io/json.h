// JSON values that know where they stand in their file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"

namespace headroom::io {

/// A text that was read. Values point into it, so it must not move.
class Source {
 public:
  /// `text` without byte order mark.
  Source(std::string file, std::string text);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// Line, column and line of text of a byte.
  [[nodiscard]] SourcePosition position(std::size_t offset, std::size_t length) const;

 private:
  std::string file_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

/// Bytes of a Source.
struct Span {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

/// A value of JSON. Members of an object stay in their order.
struct Json {
  enum class Type : std::uint8_t { null, boolean, number, string, array, object };

  static Json string(std::string text);
  static Json number(std::string digits);  ///< as it will be written
  static Json boolean(bool value);
  static Json array(std::vector<Json> elements = {});
  static Json object() { return of(Type::object); }
  static Json of(Type type);

  [[nodiscard]] bool is(Type wanted) const { return type == wanted; }
  /// The member of that name or nullptr.
  [[nodiscard]] const Json* find(std::string_view member) const;
  Json& add(std::string member, Json value);  ///< to an object, at its end

  Type type = Type::null;
  bool flag = false;
  std::string text;                ///< content of a string, or a number as written
  std::string name;                ///< of this member of an object
  std::vector<Json> items;         ///< elements or members
  const Json* parent = nullptr;    ///< set by link_parents
  const Source* source = nullptr;  ///< nullptr for values that no file contains
  Span name_at;                    ///< with its quotes
  Span at;                         ///< strings with their quotes; objects and arrays from { to }
};

/// "an object", "a string", ...: for messages.
std::string_view name_of(Json::Type type);
/// Sets the parents of everything in `root`, which must not move afterwards.
void link_parents(Json& root);
/// RFC 6901, from the root. Needs parents.
std::string pointer_to(const Json& value);
/// `name` as a part of a pointer: "~" and "/" escaped.
std::string pointer_part(std::string_view name);
/// What `pointer` names, or the innermost value around it that exists.
const Json& find_nearest(const Json& root, std::string_view pointer);

/// Two spaces a level, a line feed at the end; arrays and objects that fit stand on one line.
std::string to_text(const Json& value);

}  // namespace headroom::io
