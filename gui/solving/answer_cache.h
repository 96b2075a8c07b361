// Whole answers of the scenarios that were shown last, so that undo shows its answer at once.
#pragma once

#include <cstddef>
#include <deque>

#include "gui/solving/answer.h"

namespace headroom::gui {

/// By fingerprint: the same scenario has the same answer, to the bit.
class AnswerCache {
 public:
  static constexpr std::size_t kMost = 16;

  /// Keeps whole answers only; the oldest goes.
  void keep(const AnswerPointer& answer);
  [[nodiscard]] AnswerPointer find(const std::string& fingerprint) const;  ///< nullptr if unknown

 private:
  std::deque<AnswerPointer> answers_;
};

}  // namespace headroom::gui
