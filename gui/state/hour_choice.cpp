#include "gui/state/hour_choice.h"

#include <QAbstractButton>

namespace headroom::gui {

using projection::WindowKind;

HourChoice::HourChoice(ViewState& state, QWidget* parent)
    : Segments({tr("Typical hour"), tr("Peak hour"), tr("Surge")}, parent), state_(state) {
  connect(this, &Segments::chosen, this,
          [this](int index) { state_.set_window_kind(static_cast<WindowKind>(index)); });
  connect(&state_, &ViewState::month_changed, this, &HourChoice::refresh);
  connect(&state_, &ViewState::answer_changed, this, &HourChoice::refresh);
  connect(&state_, &ViewState::window_changed, this, &HourChoice::refresh);
  refresh();
}

void HourChoice::refresh() {
  const bool surge = state_.has_surge();
  const bool falls_back = state_.window_kind() == WindowKind::surge && !surge;
  set_current(static_cast<int>(falls_back ? WindowKind::peak : state_.window_kind()));
  QAbstractButton* last = button(static_cast<int>(WindowKind::surge));
  last->setEnabled(surge);
  last->setToolTip(surge ? QString() : tr("No surge culminates in this month."));
}

}  // namespace headroom::gui
