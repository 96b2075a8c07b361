// Sizes of window and panes, remembered for each size of screen.
#pragma once

#include <QList>
#include <QSplitter>
#include <QWidget>

namespace headroom::gui {

class PaneLayout {
 public:
  PaneLayout(QWidget& window, QList<QSplitter*> splitters)
      : window_(window), splitters_(std::move(splitters)) {}

  void keep() const;
  /// False when nothing was kept for this screen.
  [[nodiscard]] bool restore() const;
  void forget() const;

 private:
  [[nodiscard]] QString key() const;

  QWidget& window_;
  QList<QSplitter*> splitters_;
};

}  // namespace headroom::gui
