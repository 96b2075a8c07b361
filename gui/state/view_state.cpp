#include "gui/state/view_state.h"

#include <algorithm>
#include <utility>

namespace headroom::gui {

using projection::WindowKind;

int ViewState::last_month() const {
  return answer_ ? static_cast<int>(answer_->projection.months.size()) - 1 : 12;
}

void ViewState::set_month(int month) {
  month = std::clamp(month, 0, std::max(0, last_month()));
  if (month == month_) return;
  month_ = month;
  Q_EMIT month_changed();
}

void ViewState::set_window_kind(WindowKind kind) {
  if (kind == window_kind_) return;
  window_kind_ = kind;
  Q_EMIT window_changed();
}

bool ViewState::has_surge() const {
  return answer_ && window_of(*answer_, month_, WindowKind::surge) != nullptr;
}

const projection::Window* ViewState::window() const {
  if (!answer_) return nullptr;
  const projection::Window* window = window_of(*answer_, month_, window_kind_);
  return window != nullptr ? window : window_of(*answer_, month_, WindowKind::peak);
}

void ViewState::set_selection(QStringList names) {
  if (names == selection_) return;
  selection_ = std::move(names);
  Q_EMIT selection_changed();
}

QString ViewState::selected() const {
  return selection_.size() == 1 ? selection_.front() : QString();
}

void ViewState::set_answer(AnswerPointer answer) {
  answer_ = std::move(answer);
  updating_ = false;
  month_ = std::clamp(month_, 0, std::max(0, last_month()));
  Q_EMIT answer_changed();
}

void ViewState::set_updating(bool updating) {
  if (updating == updating_) return;
  updating_ = updating;
  Q_EMIT answer_changed();
}

const projection::MonthResult* ViewState::month_result() const {
  if (!answer_ || static_cast<std::size_t>(month_) >= answer_->projection.months.size())
    return nullptr;
  return &answer_->projection.months[static_cast<std::size_t>(month_)];
}

}  // namespace headroom::gui
