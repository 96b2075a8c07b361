// The load of the peak hour with its 90 % band, the typical load, surges, the first breach.
#pragma once

#include "gui/charts/year_chart.h"

namespace headroom::gui {

class LoadChart : public YearChart {
  Q_OBJECT

 public:
  LoadChart(Document& document, ViewState& state, QWidget* parent = nullptr);
  [[nodiscard]] QString csv() const override;

 protected:
  void build(const Answer& answer) override;
  void paint_over(QPainter& painter, const Answer& answer) const override;
  [[nodiscard]] QString reading(const Answer& answer, int month) const override;
};

}  // namespace headroom::gui
