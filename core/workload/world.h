// One way the uncertain inputs may come out: a standard normal score for every named input.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/uncertain.h"

namespace headroom::workload {

/// World `index` of a seed. The score of an input depends on seed, index and the input's name
/// alone, so other inputs may come and go without moving it.
class World {
 public:
  World(std::uint64_t seed, std::uint64_t index) : draw_(Draw{seed, index}) {}
  /// Every input at its median.
  static World central() { return World(); }

  [[nodiscard]] bool is_central() const { return !draw_.has_value(); }
  /// Standard normal score of the input; 0 in the central world.
  [[nodiscard]] double score(std::string_view input) const;
  /// The value of the input in this world.
  [[nodiscard]] double value(std::string_view input, const Uncertain& range) const {
    return range.at(score(input));
  }

  friend bool operator==(const World&, const World&) = default;

 private:
  struct Draw {
    std::uint64_t seed;
    std::uint64_t index;

    friend bool operator==(const Draw&, const Draw&) = default;
  };

  World() = default;

  std::optional<Draw> draw_;
};

}  // namespace headroom::workload
