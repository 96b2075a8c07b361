// A row of buttons of which one is chosen.
#pragma once

#include <QAbstractButton>
#include <QButtonGroup>
#include <QFrame>
#include <QStringList>

namespace headroom::gui {

class Segments : public QFrame {
  Q_OBJECT

 public:
  explicit Segments(const QStringList& names, QWidget* parent = nullptr);

  [[nodiscard]] int current() const { return buttons_.checkedId(); }
  void set_current(int index) { buttons_.button(index)->setChecked(true); }
  [[nodiscard]] QAbstractButton* button(int index) const { return buttons_.button(index); }

 Q_SIGNALS:
  void chosen(int index);  ///< by the user

 private:
  QButtonGroup buttons_;
};

/// A border in which small controls stand in a row.
QFrame* framed_row(QFrame* frame);

}  // namespace headroom::gui
