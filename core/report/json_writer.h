// Writes JSON as it goes: one member a line, small objects on one line. Numbers are the shortest
// that read back as the same double, whatever the locale.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/estimate.h"

namespace headroom::report {

/// Members take a key; elements of arrays and the root take an empty one.
class JsonWriter {
 public:
  template <std::invocable Body>
  void object(std::string_view key, Body body) {
    nested(key, '{', '}', body);
  }
  template <std::invocable Body>
  void array(std::string_view key, Body body) {
    nested(key, '[', ']', body);
  }
  /// An object on one line.
  template <std::invocable Body>
  void row(std::string_view key, Body body) {
    open(key, '{');
    ++rows_;
    body();
    --rows_;
    close('}', true);
  }

  void text(std::string_view key, std::string_view value);
  /// null for an empty text.
  void text_or_null(std::string_view key, std::string_view value);
  void number(std::string_view key, double value);  ///< needs a finite value
  void integer(std::string_view key, std::int64_t value);
  void natural(std::string_view key, std::uint64_t value);
  void flag(std::string_view key, bool value);
  void null(std::string_view key);
  /// {"estimate": e, "low": l, "high": h}, each times `factor`.
  void estimate(std::string_view key, const Estimate& value, double factor = 1.0);

  /// What was written, and a line feed.
  [[nodiscard]] std::string document() const { return text_ + "\n"; }

 private:
  template <std::invocable Body>
  void nested(std::string_view key, char opening, char closing, Body body) {
    open(key, opening);
    body();
    close(closing, rows_ > 0);
  }
  void open(std::string_view key, char opening);
  void close(char closing, bool on_line);
  void begin_value(std::string_view key);
  void append_string(std::string_view value);
  void append_character(std::string_view character);
  void append_new_line();

  std::string text_;
  int depth_ = 0;
  int rows_ = 0;       ///< objects around that stand on one line
  bool first_ = true;  ///< nothing yet in the innermost object or array
};

}  // namespace headroom::report
