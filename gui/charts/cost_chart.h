// The bill of each month, stacked by the components that cost most.
#pragma once

#include "gui/charts/year_chart.h"

namespace headroom::gui {

class CostChart : public YearChart {
  Q_OBJECT

 public:
  CostChart(Document& document, ViewState& state, QWidget* parent = nullptr);
  [[nodiscard]] QString csv() const override;

 protected:
  void build(const Answer& answer) override;
  void paint_over(QPainter& painter, const Answer& answer) const override;
  [[nodiscard]] QString reading(const Answer& answer, int month) const override;
  [[nodiscard]] double margin() const override { return 0.6; }

 private:
  struct Part {
    QString name;
    QColor color;
    std::vector<Money> months;
  };
  std::vector<Part> parts_;  ///< from the bottom up; sums are exact
};

}  // namespace headroom::gui
