// What-ifs as values: a named patch over a parent, found between two scenarios, applied, taken back
// field by field, read from and written to a file of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/io/scenario_file.h"

namespace headroom::io {

/// What differs from a parent: a JSON Merge Patch (RFC 7396) as canonical text. Names of scenarios
/// are no part of it.
struct Changes {
  std::string text = "{}\n";

  [[nodiscard]] bool empty() const { return *this == Changes(); }
  friend bool operator==(const Changes&, const Changes&) = default;
};

/// What makes `child` of `parent`. Needs known kinds.
Changes changes_between(const projection::Scenario& parent, const projection::Scenario& child,
                        const network::KindList& kinds);

/// The parent with the changes, under its own name. What could be read stands in the file even with
/// mistakes. Changes of a component that the parent no longer has are left out, with a warning;
/// `file` stands for the file in messages, and in its folder are the files that values name.
ReadScenario with_changes(const projection::Scenario& parent, const Changes& changes,
                          const std::string& name, const std::string& file, const Known& known);

/// One field that differs, as people read it: text without quotes, other values on one line.
struct Change {
  std::string pointer;                ///< "/components/api/replicas"
  std::optional<std::string> before;  ///< of the parent; nothing where it has none
  std::optional<std::string> after;

  friend bool operator==(const Change&, const Change&) = default;
};
/// Field by field; objects that only one side has are one change. In the order of the file.
std::vector<Change> list_changes(const projection::Scenario& parent,
                                 const projection::Scenario& child, const network::KindList& kinds);

/// Without what is said of this pointer and all below it, and without objects that are empty then.
Changes without_change(const Changes& changes, const std::string& pointer);
/// A file that extends another one of its folder.
struct WhatIfFile {
  std::string extends;  ///< path of the parent's file
  std::string name;     ///< empty: that of its parent
  Changes changes;      ///< a description of its own is one of them
};
/// Nothing for a scenario that extends none. Errors: those of the file itself, not of its parent.
Result<std::optional<WhatIfFile>> read_what_if(const std::string& path);
/// The file, for a parent beside it: `extends` is its name without a folder.
std::string write_what_if(const std::string& name, const std::string& extends,
                          const Changes& changes);

}  // namespace headroom::io
