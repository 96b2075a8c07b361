// The files of a base and its what-ifs: small files that extend each other, in one folder.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "gui/document/knowledge.h"
#include "gui/document/scenario_tree.h"

namespace headroom::gui {

/// Where each scenario of a tree lies, by its id; those that were never saved are missing.
using TreeFiles = std::map<int, std::string>;

struct OpenedTree {
  ScenarioTree tree;
  TreeFiles files;
  int opened = kBase;    ///< the scenario of the file that was asked for
  Diagnostics warnings;  ///< what-ifs of the folder that have mistakes and are left out
};

/// The scenario in a file that has no mistakes, what it extends, and what extends that in the same
/// folder. Needs a readable file.
OpenedTree read_tree(const std::string& path, const Knowledge& knowledge);

/// Writes the base to `path` and each what-if beside it, to its own file or one named after it;
/// what says the same already stays as it is typed. `files` are those of the tree afterwards. The
/// first problem ends it.
std::optional<Diagnostic> write_tree(const ScenarioTree& tree, const std::string& path,
                                     const Knowledge& knowledge, TreeFiles& files);

}  // namespace headroom::gui
