// The steps of an operation as rows, one below the other, and edits of one of them.
#pragma once

#include <QString>
#include <cstddef>
#include <string>
#include <vector>

#include "core/architecture/component.h"
#include "core/base/result.h"

namespace headroom::gui {

/// Position of a step: in its list, then for every list it is nested in, the branch before it:
/// {2} or {2, 0, 1}: the second step of the first branch of the third step.
using StepPath = std::vector<std::size_t>;

struct StepRow {
  StepPath path;
  int depth = 0;
  QString words;  ///< "CPU time", "call db.read, times", "at once:"
  bool editable = false;
  QString typed;  ///< the figure of an editable row

  friend bool operator==(const StepRow&, const StepRow&) = default;
};

std::vector<StepRow> step_rows(const architecture::Steps& steps);

/// The figure of an editable step as typed. Times and counts are read when the scenario is read
/// again; a probability that cannot be read is an error.
Result<architecture::Steps> with_figure(architecture::Steps steps, const StepPath& path,
                                        const std::string& typed);
architecture::Steps without_step(architecture::Steps steps, const StepPath& path);

}  // namespace headroom::gui
