#include "gui/style/segments.h"

#include <QHBoxLayout>
#include <QToolButton>

#include "gui/style/tokens.h"

namespace headroom::gui {

QFrame* framed_row(QFrame* frame) {
  frame->setObjectName(QStringLiteral("framed"));
  const Tokens& t = tokens();
  frame->setStyleSheet(
      QStringLiteral("#framed { background: %1; border: 1px solid %2; border-radius: 4px; }")
          .arg(t.surface.name(), t.control.name()));
  auto* row = new QHBoxLayout(frame);
  row->setContentsMargins(1, 1, 1, 1);
  row->setSpacing(0);
  return frame;
}

Segments::Segments(const QStringList& names, QWidget* parent) : QFrame(parent) {
  framed_row(this);
  for (qsizetype i = 0; i < names.size(); ++i) {
    auto* button = new QToolButton(this);
    button->setText(names[i]);
    button->setCheckable(true);
    button->setProperty("segment", true);
    button->setFixedHeight(size::kField);
    layout()->addWidget(button);
    buttons_.addButton(button, static_cast<int>(i));
  }
  set_current(0);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(&buttons_, &QButtonGroup::idClicked, this, &Segments::chosen);
}

}  // namespace headroom::gui
