// A combo box that draws its own arrow, as the style sheet takes away that of the style.
#pragma once

#include <QComboBox>

namespace headroom::gui {

class ChoiceBox : public QComboBox {
  Q_OBJECT

 public:
  using QComboBox::QComboBox;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace headroom::gui
