#include "gui/solving/answer_cache.h"

#include <algorithm>

namespace headroom::gui {

void AnswerCache::keep(const AnswerPointer& answer) {
  if (answer->stage != Stage::full || find(answer->fingerprint)) return;
  answers_.push_back(answer);
  if (answers_.size() > kMost) answers_.pop_front();
}

AnswerPointer AnswerCache::find(const std::string& fingerprint) const {
  const auto found = std::ranges::find_if(
      answers_, [&](const AnswerPointer& answer) { return answer->fingerprint == fingerprint; });
  return found == answers_.end() ? nullptr : *found;
}

}  // namespace headroom::gui
