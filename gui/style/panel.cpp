#include "gui/style/panel.h"

#include <QFrame>
#include <QVBoxLayout>

#include "gui/style/theme.h"

namespace headroom::gui {
namespace {

constexpr int kHead = 30;

}  // namespace

QLabel* plain_label(const QString& words, int pixels, int weight, QPalette::ColorRole role) {
  auto* made = new QLabel(words);
  made->setTextFormat(Qt::PlainText);
  made->setFont(typeface(pixels, weight));
  made->setForegroundRole(role);
  return made;
}

QWidget* panel(QWidget* left, QWidget* right, QWidget* body) {
  auto* made = new QFrame;
  made->setObjectName(QStringLiteral("panel"));
  made->setStyleSheet(
      QStringLiteral("#panel { background: %1; border: 1px solid %2; border-radius: 6px; }")
          .arg(tokens().surface.name(), tokens().line.name()));
  auto* column = new QVBoxLayout(made);
  column->setContentsMargins(1, 1, 1, 1);
  column->setSpacing(0);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(size::kPadding, 0, size::kPadding, 0);
  row->addWidget(left);
  row->addStretch();
  row->addWidget(right);
  auto* head = new QWidget;
  head->setFixedHeight(kHead);
  head->setLayout(row);
  column->addWidget(head);
  column->addWidget(body, 1);
  return made;
}

}  // namespace headroom::gui
