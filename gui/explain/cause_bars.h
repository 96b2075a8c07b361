// The time of one request by cause, as bars of one scale under each other.
#pragma once

#include <QWidget>
#include <vector>

#include "gui/explain/path_rows.h"

namespace headroom::gui {

class CauseBars : public QWidget {
  Q_OBJECT

 public:
  struct Bar {
    QString label;  ///< "June 2027"
    CauseSums sums{};
  };

  explicit CauseBars(QWidget* parent = nullptr);
  void set_bars(std::vector<Bar> bars);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<Bar> bars_;
};

}  // namespace headroom::gui
