#include "gui/inspector/evidence_button.h"

#include <QMenu>
#include <QPainter>

#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

constexpr int kSide = 18;

QString words_of(Evidence evidence) {
  switch (evidence) {
    case Evidence::measured:
      return QStringLiteral("measured");
    case Evidence::vendor:
      return QStringLiteral("vendor");
    case Evidence::assumption:
      return QStringLiteral("assumption");
    case Evidence::typed:
      return QStringLiteral("typed, no source given");
    case Evidence::unset:
      return QStringLiteral("default");
  }
  return {};
}

}  // namespace

EvidenceButton::EvidenceButton(QWidget* parent) : QToolButton(parent) {
  setFixedSize(kSide, kSide);
  connect(this, &QToolButton::clicked, this, &EvidenceButton::show_menu);
}

void EvidenceButton::set_evidence(Evidence evidence, const QString& source) {
  evidence_ = evidence;
  setToolTip(source.isEmpty() ? words_of(evidence) : source);
  setAccessibleName(tr("Where this comes from: ") + toolTip());
  update();
}

void EvidenceButton::show_menu() {
  QMenu menu(this);
  for (const char* kind : {"measured", "vendor", "assumption"}) {
    const QString word = QString::fromLatin1(kind);
    menu.addAction(word, this, [this, word] { Q_EMIT chosen(word); });
  }
  menu.addSeparator();
  menu.addAction(tr("no source"), this, [this] { Q_EMIT chosen({}); });
  menu.exec(mapToGlobal(rect().bottomLeft()));
}

void EvidenceButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (underMouse() || hasFocus()) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(tokens().accent, 2.0) : QPen(Qt::NoPen));
    painter.setBrush(tokens().accent_soft);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
  }
  paint_evidence(painter, evidence_, {(kSide - 14) / 2.0, (kSide - 14) / 2.0});
}

}  // namespace headroom::gui
