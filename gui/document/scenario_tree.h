// A base and its what-ifs, each a named patch over its parent. A regular value.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/io/what_if.h"
#include "core/projection/scenario.h"

namespace headroom::gui {

inline constexpr int kBase = 0;       ///< id of the base
inline constexpr int kNoParent = -1;  ///< of the base

struct WhatIf {
  int parent = kBase;
  std::string name;
  io::Changes changes;

  friend bool operator==(const WhatIf&, const WhatIf&) = default;
};

/// Ids are never used again, so that histories and files may keep them.
struct ScenarioTree {
  projection::Scenario base;
  std::map<int, WhatIf> what_ifs;  ///< by id, above kBase

  [[nodiscard]] bool has(int id) const { return id == kBase || what_ifs.contains(id); }
  [[nodiscard]] const std::string& name(int id) const;
  [[nodiscard]] int parent(int id) const;
  [[nodiscard]] std::vector<int> children(int id) const;  ///< in the order in which they were made
  /// Everything from `id` down, each before its children.
  [[nodiscard]] std::vector<int> from(int id) const;
  [[nodiscard]] int depth(int id) const;  ///< 0 for the base

  friend bool operator==(const ScenarioTree&, const ScenarioTree&) = default;
};

}  // namespace headroom::gui
