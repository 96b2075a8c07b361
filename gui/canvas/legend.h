// The utilisation scale in a corner of the canvas.
#pragma once

#include <QWidget>

namespace headroom::gui {

class Legend : public QWidget {
  Q_OBJECT

 public:
  explicit Legend(QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace headroom::gui
