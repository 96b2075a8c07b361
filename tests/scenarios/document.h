// JSON text in pieces: members of an object or elements of an array, as they come.
#pragma once

#include <cstdint>
#include <string>

namespace headroom::testing {

inline std::string quoted(const std::string& text) { return "\"" + text + "\""; }

/// What stands between two braces or brackets.
class Pieces {
 public:
  Pieces& add(const std::string& element) {
    text_ += (text_.empty() ? "" : ", ") + element;
    return *this;
  }
  /// `value` is JSON already.
  Pieces& member(const std::string& name, const std::string& value) {
    return add(quoted(name) + ": " + value);
  }
  Pieces& text(const std::string& name, const std::string& value) {
    return member(name, quoted(value));
  }
  Pieces& number(const std::string& name, std::uint64_t value) {
    return member(name, std::to_string(value));
  }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] std::string object() const { return "{" + text_ + "}"; }
  [[nodiscard]] std::string array() const { return "[" + text_ + "]"; }

 private:
  std::string text_;
};

}  // namespace headroom::testing
