// Canonical bytes of values: equal exactly when the values are equal, to the last bit.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/base/units.h"

namespace headroom {

/// FNV-1a, 64 bits. [Fowler, Noll, Vo; draft-eastlake-fnv]
inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return hash;
}

/// Writes values one after the other, every value of variable length after its length, so that no
/// two sequences of values of the same types give the same bytes. Within one build of the program.
class ContentWriter {
 public:
  template <class Value>
  requires(std::is_arithmetic_v<Value> || std::is_enum_v<Value>) void add(Value value) {
    char raw[sizeof(Value)];
    std::memcpy(raw, &value, sizeof(Value));
    bytes_.append(raw, sizeof(Value));
  }
  void add(const std::string& text) {
    add(text.size());
    bytes_ += text;
  }
  template <class Unit>
  void add(Quantity<Unit> quantity) {
    add(quantity.value());
  }
  template <class Value>
  void add(const std::optional<Value>& value) {
    add(value.has_value());
    if (value) add(*value);
  }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace headroom
