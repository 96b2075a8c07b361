// p50, p95 and p99 of the peak hours with the target and the interval of p95; unstable months have
// none.
#pragma once

#include "gui/charts/year_chart.h"

namespace headroom::gui {

class LatencyChart : public YearChart {
  Q_OBJECT

 public:
  LatencyChart(Document& document, ViewState& state, QWidget* parent = nullptr);
  [[nodiscard]] QString csv() const override;

 protected:
  void build(const Answer& answer) override;
  void paint_over(QPainter& painter, const Answer& answer) const override;
  [[nodiscard]] QString reading(const Answer& answer, int month) const override;

 private:
  void add_curve(const Answer& answer, Estimate network::Latency::*quantile, const QColor& color,
                 double width, bool dashed);
  void paint_unstable(QPainter& painter, const Answer& answer) const;
  void paint_intervals(QPainter& painter, const Answer& answer) const;
  [[nodiscard]] std::vector<EndLabel> end_labels(const Answer& answer) const;
};

}  // namespace headroom::gui
