#include "gui/window/pane_layout.h"

#include <QScreen>
#include <QSettings>

namespace headroom::gui {

QString PaneLayout::key() const {
  const QSize screen = window_.screen()->size();
  return QStringLiteral("layout/%1x%2").arg(screen.width()).arg(screen.height());
}

void PaneLayout::keep() const {
  QSettings settings;
  settings.setValue(key() + QStringLiteral("/maximized"), window_.isMaximized());
  settings.setValue(key() + QStringLiteral("/size"), window_.size());
  for (qsizetype i = 0; i < splitters_.size(); ++i)
    settings.setValue(key() + QStringLiteral("/splitter%1").arg(i), splitters_[i]->saveState());
}

bool PaneLayout::restore() const {
  const QSettings settings;
  if (!settings.contains(key() + QStringLiteral("/size"))) return false;
  if (settings.value(key() + QStringLiteral("/maximized")).toBool())
    window_.showMaximized();
  else
    window_.resize(settings.value(key() + QStringLiteral("/size")).toSize());
  for (qsizetype i = 0; i < splitters_.size(); ++i)
    splitters_[i]->restoreState(
        settings.value(key() + QStringLiteral("/splitter%1").arg(i)).toByteArray());
  return true;
}

void PaneLayout::forget() const { QSettings().remove(key()); }

}  // namespace headroom::gui
